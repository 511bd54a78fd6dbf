import type { Bilingual } from '../../kernel/index.ts'
import type { ObservationInput, Refused } from '../types.ts'
import { endYear, firstYear } from './months.ts'

/** An observation ready to be bound: instants in milliseconds since 1970, JSON as text, the result as a number or as JSON. */
export interface Ready {
  readonly index: number
  readonly datastream: number
  readonly start: number
  readonly end: number | null
  readonly resultTime: number | null
  readonly validStart: number | null
  readonly validEnd: number | null
  readonly number: number | null
  readonly result: string | null
  readonly quality: string | null
  readonly parameters: string | null
  readonly foi: number | null
  readonly source: string | null
  readonly frame: number | null
}

const earliest = Date.UTC(firstYear, 0)
const beyond = Date.UTC(endYear, 0)
// Of each of result, quality and parameters: an observation is a measure, not a document (characters).
const longest = 262_144
// In JSON: the null character, or half of a surrogate pair, which PostgreSQL refuses.
const unkeepable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Why something is refused. */
interface Refusal {
  readonly code: string
  readonly reason: Bilingual
}

/** Sorts what can be written from what cannot, with the reason of each refusal. */
export function checkInputs(batch: readonly ObservationInput[]): { ready: Ready[]; refused: Refused[] } {
  const ready: Ready[] = []
  const refused: Refused[] = []
  batch.forEach((input, index) => {
    const checked = checkOne(input, index)
    if ('code' in checked) refused.push({ index, ...checked })
    else ready.push(checked)
  })
  return { ready, refused }
}

function checkOne(input: ObservationInput, index: number): Ready | Refusal {
  const { datastream, result } = input
  if (!isId(datastream)) return noDatastream(datastream)
  const start = input.phenomenonStart?.getTime()
  if (!isInRange(start)) return badTime('phenomenonTime')
  const end = input.phenomenonEnd?.getTime() ?? null
  if (end !== null && !isInRange(end)) return badTime('phenomenonTime')
  if (end !== null && end < start) return backwards('phenomenonTime')
  const resultTime = input.resultTime?.getTime() ?? null
  if (resultTime !== null && !isInRange(resultTime)) return badTime('resultTime')
  const validStart = input.validStart?.getTime() ?? null
  const validEnd = input.validEnd?.getTime() ?? null
  if (![validStart, validEnd].every((at) => at === null || isInRange(at))) return badTime('validTime')
  if (validStart !== null && validEnd !== null && validEnd < validStart) return backwards('validTime')
  if (typeof result === 'number' && !Number.isFinite(result)) return notFinite
  const foi = input.foi ?? null
  if (foi !== null && !isId(foi)) return noFeature(foi)
  const source = input.source?.toLowerCase() ?? null
  if (source !== null && !uuid.test(source)) return badSource
  const [text, quality, parameters] = [
    typeof result === 'number' ? null : json(result),
    json(input.quality),
    json(input.parameters),
  ]
  if ([text, quality, parameters].some((value) => value !== null && value.length > longest)) return tooLong
  if ([text, quality, parameters].some((value) => value !== null && unkeepable.test(value))) return badText
  const number = typeof result === 'number' ? result : null
  const times = { start, end, resultTime, validStart, validEnd }
  return {
    index,
    datastream,
    ...times,
    number,
    result: text,
    quality,
    parameters,
    foi,
    source,
    frame: input.frame ?? null,
  }
}

const isId = (value: number) => Number.isSafeInteger(value) && value > 0
const isInRange = (ms: number | undefined): ms is number => ms !== undefined && ms >= earliest && ms < beyond
const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))

export const noDatastream = (id: number): Refusal => ({
  code: 'observe.no-datastream',
  reason: { fr: `Aucun Datastream n’a l’identifiant ${id}.`, en: `There is no Datastream with identifier ${id}.` },
})
export const noFeature = (id: number): Refusal => ({
  code: 'observe.no-feature',
  reason: {
    fr: `Aucun FeatureOfInterest n’a l’identifiant ${id}.`,
    en: `There is no FeatureOfInterest with identifier ${id}.`,
  },
})
const badTime = (name: string): Refusal => ({
  code: 'observe.bad-time',
  reason: {
    fr: `${name} n’est pas un instant entre ${firstYear} et ${endYear}.`,
    en: `${name} is not an instant between ${firstYear} and ${endYear}.`,
  },
})
const backwards = (name: string): Refusal => ({
  code: 'observe.bad-time',
  reason: { fr: `${name} finit avant de commencer.`, en: `${name} ends before it begins.` },
})
const notFinite: Refusal = {
  code: 'observe.bad-result',
  reason: { fr: 'Le résultat n’est pas un nombre fini.', en: 'The result is not a finite number.' },
}
const badSource: Refusal = {
  code: 'observe.bad-source',
  reason: {
    fr: 'L’identité de la source n’est pas un UUID.',
    en: 'The identity of the source is not a UUID.',
  },
}
const tooLong: Refusal = {
  code: 'observe.too-long',
  reason: {
    fr: `Un résultat, sa qualité ou ses paramètres dépassent ${longest / 1024} Kio.`,
    en: `A result, its quality or its parameters exceed ${longest / 1024} KiB.`,
  },
}
const badText: Refusal = {
  code: 'observe.bad-result',
  reason: {
    fr: 'Un texte contient le caractère nul ou un caractère Unicode incomplet.',
    en: 'A text contains the null character or an incomplete Unicode character.',
  },
}
