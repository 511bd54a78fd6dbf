import { type Page, withQuery } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { wayTexts } from '../../../text/cool-routes.ts'
import { speak } from '../../../text/speak.ts'
import type { Isochrone, NearPlace } from './answers.ts'
import { type Asked, writeAt } from './asked.ts'
import { lengthSaid, placeName } from './said.ts'

/** Places listed at most. */
const MOST_LISTED = 12

/** What one reaches in so many minutes, and the cool places among it: each a link to the way there. */
export function Reach({ page, asked, answer }: { page: Page; asked: Asked; answer: Isochrone }) {
  const t = speak(wayTexts, page.language)
  const { number } = page.format
  const widest = answer.bands.reduce<Isochrone['bands'][number] | undefined>(
    (a, b) => (a && a.minutes > b.minutes ? a : b),
    undefined,
  )
  const places = [...(widest?.coolPlaces ?? []), ...(widest?.waterPlaces ?? [])]
    .toSorted((a, b) => a.after - b.after)
    .slice(0, MOST_LISTED)
  return (
    <>
      <DataTable
        caption={t.reach}
        headings={[
          { title: t.reachBand },
          { title: t.reachStreets, numeric: true },
          { title: t.reachCool, numeric: true },
          { title: t.reachWater, numeric: true },
        ]}
        rows={answer.bands.map(({ minutes, metres, coolPlaces, waterPlaces }) => [
          `${minutes} min`,
          lengthSaid(page, metres),
          number(coolPlaces.length),
          number(waterPlaces.length),
        ])}
      />
      {places.length > 0 && (
        <>
          <h2>{t.reachList}</h2>
          <ul class="plain routes-reached">
            {places.map((place) => (
              <li>
                <a href={wayTo(page, asked, place)}>
                  {placeName(page, place)} <span class="quiet">{lengthSaid(page, place.after)}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** The page of the way to a place. */
function wayTo(page: Page, { from }: Asked, place: NearPlace): string {
  const text = placeName(page, place)
  const [longitude = 0, latitude = 0] = place.at
  return withQuery(page.url, {
    mode: 'go',
    from: from.text,
    to: text,
    to_at: writeAt({ text, at: [longitude, latitude] }),
  })
}
