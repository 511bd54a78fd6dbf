import type { Page } from '../../../page.ts'
import { type Fact, FactList } from '../../../parts/facts.tsx'
import { stressWords, wayTexts } from '../../../text/cool-routes.ts'
import { type Spoken, speak } from '../../../text/speak.ts'
import type { NearPlace, Way } from './answers.ts'
import type { Asked } from './asked.ts'
import { lengthSaid, placeName } from './said.ts'

type Words = Spoken<typeof wayTexts>

interface WayFactsProps {
  readonly page: Page
  readonly way: Way
  readonly profile: Asked['profile']
  readonly isNight: boolean
}

/** All that a way comes to, in words. */
export function WayFacts({ page, way, profile, isNight }: WayFactsProps) {
  const t = speak(wayTexts, page.language)
  const { number, percent } = page.format
  const heat = heatSaid(page, way)
  const isSunny = !isNight && way.shadeShare !== null
  const facts: Fact[] = [
    isSunny && [t.sun, `${lengthSaid(page, way.sunMetres)} (${percent(1 - way.shadeShare!)})`],
    heat !== undefined && [t.heat, heat],
    [
      t.slope,
      way.steepest === null || way.climb === null
        ? t.slopeUnknown
        : t.slopeWords(number(way.steepest, 0), number(way.climb, 0)),
    ],
    [t.stairs, way.steps === 0 ? t.noStairs : t.stairsWords(way.steps, number(way.steps))],
    way.crossings > 0 && [
      t.crossings,
      way.waits < SHORT_WAIT_S
        ? number(way.crossings)
        : t.crossingsWords(number(way.crossings), secondsSaid(way.waits)),
    ],
    [t.rest, benchesSaid(page, t, way.restPlaces)],
    [t.drink, placesSaid(page, t, way.waterPlaces)],
    [t.cool, placesSaid(page, t, way.coolPlaces)],
    way.otherPlaces.length > 0 && [t.other, placesSaid(page, t, way.otherPlaces)],
  ]
  return (
    <>
      {profile !== 'foot' && way.unknownAccess > 0 && (
        <p class="note">{t.unknownAccess(lengthSaid(page, way.unknownAccess))}</p>
      )}
      <FactList facts={facts} />
    </>
  )
}

/** Shorter waits are not worth a word. */
const SHORT_WAIT_S = 5

const secondsSaid = (seconds: number) =>
  seconds < 90 ? `${Math.round(seconds / 5) * 5} s` : `${Math.round(seconds / 60)} min`

/** The heat of a way in words, with its figure. */
function heatSaid({ language, format }: Page, { utci }: Way): string | undefined {
  if (utci === null) return undefined
  const words = stressWords.find(({ from }) => utci >= from)!
  return `${words[language]} (UTCI ${format.number(utci, 0)} °C)`
}

/** Places named one by one; the others are on the map. */
const MOST_NAMED = 4

function benchesSaid(page: Page, t: Words, places: readonly NearPlace[]): string {
  const benches = places.filter(({ kind }) => kind === 'bench')
  const others = places.filter(({ kind }) => kind !== 'bench')
  if (benches.length === 0) return placesSaid(page, t, others)
  const said = t.benches(benches.length, page.format.number(benches.length), lengthSaid(page, benches[0]!.after))
  return others.length > 0 ? `${said} ; ${placesSaid(page, t, others)}` : said
}

function placesSaid(page: Page, t: Words, places: readonly NearPlace[]): string {
  if (places.length === 0) return t.noneKnown
  return places
    .slice(0, MOST_NAMED)
    .map((place) => t.placeAfter(placeName(page, place), lengthSaid(page, place.after)))
    .join(', ')
}
