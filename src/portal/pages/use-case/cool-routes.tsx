import { type Page, pick, withQuery } from '../../page.ts'
import { askTexts, placeKinds, routesMapTexts, wayTexts } from '../../text/cool-routes.ts'
import { mapTexts } from '../../text/map.ts'
import { speak } from '../../text/speak.ts'
import { RoutesAnswer } from './cool-routes/answer.tsx'
import { askExtent, askRoutes, type Found, type Told } from './cool-routes/ask.ts'
import { readAsked, writeAt } from './cool-routes/asked.ts'
import { HourField, RoutesForm } from './cool-routes/form.tsx'
import { groundMark, groundTile } from './cool-routes/ground.ts'
import { RoutesLegend } from './cool-routes/legend.tsx'
import { RoutesMap } from './cool-routes/map.tsx'
import { placeName } from './cool-routes/said.ts'
import { viewOf } from './cool-routes/view.ts'
import { mapSaid } from './cool-routes/ways.tsx'

/** The cool ways of a territory: where from, where to, when; the map and the ways. One page, all of it in its address. */
export async function CoolRoutes({ page }: { readonly page: Page }) {
  const t = speak(wayTexts, page.language)
  const extent = await askExtent(page)
  if (!extent) return <p class="empty">{t.notReady}</p>
  const [told, mark] = await Promise.all([askRoutes(page, readAsked(page.url.searchParams)), groundMark(page)])
  const view = viewOf(told, extent)
  const map = speak(routesMapTexts, page.language)
  return (
    <div class="routes" data-routes={JSON.stringify(settingsOf(page, extent, mark))}>
      <div class="routes-map">
        <div class="routes-frame">
          <RoutesMap
            page={page}
            told={told}
            view={view}
            mark={mark}
            alt={map.alt(mapSaid(page, told, pick(page, page.territory.title)))}
          />
        </div>
        <RoutesLegend page={page} told={told} />
      </div>
      <div class="routes-panel">
        <RoutesForm page={page} told={told} />
        <div class="routes-guesses">
          <Understood page={page} name="from" found={told.from} asked={told.asked.from.text} />
          {told.asked.mode === 'go' && <Understood page={page} name="to" found={told.to} asked={told.asked.to.text} />}
        </div>
        <HourField page={page} told={told} />
        <p class="routes-status" role="status" />
        <div class="routes-answer" id="routes-answer">
          <RoutesAnswer page={page} told={told} />
          {told.answer && <Share page={page} told={told} />}
        </div>
      </div>
    </div>
  )
}

/** `/use-cases/cool-routes/answer?…`: the same without the page around, for who has it already. */
export function routesPart(page: Page) {
  const url = new URL(page.url)
  url.pathname = '/use-cases/cool-routes'
  return CoolRoutes({ page: { ...page, url } })
}

/** What the words of an end were taken for, and what else they may mean. */
function Understood({ page, name, found, asked }: { page: Page; name: 'from' | 'to'; found: Found; asked: string }) {
  const { end, others, isGuess } = found
  if (!isGuess) return null
  const t = speak(askTexts, page.language)
  if (!end.at)
    return (
      <p class="note refusal" role="alert">
        {t.unknownPlace(asked)} {t.unknownPlaceHelp}
      </p>
    )
  // What was typed in full needs no saying back.
  if (others.length === 0 || plain(end.text) === plain(asked)) return null
  return (
    <div class="routes-understood">
      {t.understood(end.text)} {t.orElse}
      <ul>
        {others.map((place) => {
          const [longitude = 0, latitude = 0] = place.at
          const at = writeAt({ text: place.name, at: [longitude, latitude] })
          return (
            <li>
              <a href={`${withQuery(page.url, { [name]: place.name, [`${name}_at`]: at })}#routes-when`}>
                {place.name} <span class="quiet">{placeName(page, { name: null, kind: place.kind })}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Letters alone: without case, accents or signs between them. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** The address that leads back here, with the places as they were understood. */
function Share({ page, told: { from, to, asked } }: { readonly page: Page; readonly told: Told }) {
  const t = speak(wayTexts, page.language)
  const href = withQuery(page.url, {
    from: from.end.text,
    from_at: writeAt(from.end),
    ...(asked.mode === 'go' && { to: to.end.text, to_at: writeAt(to.end) }),
  })
  return (
    <p class="routes-share">
      <a href={href}>{t.shareLink}</a> <span class="quiet">{t.shareWarning}</span>
    </p>
  )
}

/** What the island needs to know. */
function settingsOf(page: Page, extent: readonly number[], mark: string) {
  const ask = speak(askTexts, page.language)
  const map = speak(routesMapTexts, page.language)
  const ways = speak(wayTexts, page.language)
  const shared = speak(mapTexts, page.language)
  const { here, now, hour, touched, suggestions, noneFound, positionRefused, positionOutside } = ask
  return {
    extent,
    clock: page.format.clock(page.now).slice(11, 16),
    tile: groundTile(mark),
    answer: '/use-cases/cool-routes/answer',
    find: '/api/packs/cool-routes/find-place',
    words: {
      ...{ here, now, hour, suggestions, noneFound, positionRefused, positionOutside },
      ...{ touched: touched('{place}'), found: ask.found('{n}'), placing: ask.placing, looking: ask.looking },
      ...{ offline: ask.offline, failed: ask.failed, explore: map.explore, swap: ask.swap },
      ...{ startHere: map.startHere, goHere: map.goHere, whole: map.whole },
      ...{ zoomIn: shared.zoomIn, zoomOut: shared.zoomOut, close: shared.close },
      ...{ share: ways.share, shared: ways.shared },
    },
    kinds: Object.fromEntries(Object.entries(placeKinds).map(([kind, said]) => [kind, pick(page, said)])),
  }
}
