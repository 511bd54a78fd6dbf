import { type Bilingual, OrchestraError } from '../../kernel/index.ts'

/** Status of each error of this API. */
const statuses = {
  'sensorthings.bad-path': 404,
  'sensorthings.not-found': 404,
  'sensorthings.bad-option': 400,
  'sensorthings.bad-filter': 400,
  'sensorthings.too-costly': 400,
  'sensorthings.bad-body': 400,
  'sensorthings.conflict': 409,
  'sensorthings.method': 405,
  'sensorthings.not-acceptable': 406,
  'sensorthings.media-type': 415,
  'sensorthings.too-large': 413,
  'sensorthings.no-key': 401,
  'sensorthings.refused': 403,
  'sensorthings.dependency': 424,
} as const

type FaultCode = keyof typeof statuses

/** The status of an error of this API; undefined for those of other parts. */
export const statusOfFault = (code: string): number | undefined =>
  Object.hasOwn(statuses, code) ? statuses[code as FaultCode] : undefined

/** An error of this API. */
export function fault(
  code: FaultCode,
  say: Bilingual,
  more: { readonly remedy?: Bilingual; readonly place?: string; readonly facts?: Record<string, unknown> } = {},
): OrchestraError {
  return new OrchestraError({ code, say, ...more })
}

/** A query option that cannot be used: names it, and what would do. */
export const badOption = (name: string, fr: string, en: string, remedy?: Bilingual): OrchestraError =>
  fault(
    'sensorthings.bad-option',
    { fr: `${name} : ${fr}.`, en: `${name}: ${en}.` },
    { place: name, ...(remedy && { remedy }) },
  )

/** A part of a filter that cannot be used; `place` counts its characters from 1. */
export const badFilter = (place: number | string, fr: string, en: string, remedy?: Bilingual): OrchestraError =>
  fault(
    'sensorthings.bad-filter',
    { fr: `Filtre : ${fr}.`, en: `Filter: ${en}.` },
    { place: typeof place === 'number' ? `$filter:${place + 1}` : place, ...(remedy && { remedy }) },
  )

/** A body that cannot be used; `place` is the path in it. */
export const badBody = (place: string, fr: string, en: string, remedy?: Bilingual): OrchestraError =>
  fault('sensorthings.bad-body', { fr: `${fr}.`, en: `${en}.` }, { place, ...(remedy && { remedy }) })

/** More than one request may ask. */
export const tooMuch = (place: string, fr: string, en: string, most: number): OrchestraError =>
  fault(
    'sensorthings.too-costly',
    { fr: `${fr} : ${most} au plus.`, en: `${en}: at most ${most}.` },
    { place, facts: { most } },
  )

/** A text as it is quoted in an error. */
export const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
