import type { Position } from '../../../kernel/index.ts'
import { badParameter } from '../../http/faults.ts'
import { isCoordinate } from '../../read/coordinates.ts'
import type { Crs } from '../common/crs.ts'
import { MOST_POSITIONS } from './limits.ts'

/** What `coords` may be, by query. */
export type CoordsKind = 'POINT' | 'MULTIPOINT' | 'LINESTRING' | 'MULTILINESTRING' | 'POLYGON' | 'MULTIPOLYGON'

/** A geometry as it was asked: x first whatever the CRS, with heights and times where they were given. */
export interface Coords {
  readonly kind: CoordsKind
  readonly hasZ: boolean
  /** The last number of each position is a time, in seconds since 1970 (OGC 19-086r6, trajectory). */
  readonly hasM: boolean
  /** Parts, each of rings or lines, each of positions: a point is one part of one list of one position. */
  readonly parts: readonly (readonly (readonly Position[])[])[]
}

/** Depth of the parentheses around positions. */
const depths: Readonly<Record<CoordsKind, number>> = {
  POINT: 1,
  MULTIPOINT: 1,
  LINESTRING: 1,
  MULTILINESTRING: 2,
  POLYGON: 2,
  MULTIPOLYGON: 3,
}

/** A decimal number, of a length that no measure needs more than: nothing in a geometry takes long to refuse. */
const NUMBER = /^[-+]?(\d{1,20}(\.\d{0,30})?|\.\d{1,30})(e[-+]?\d{1,3})?$/i

/** Reads `coords=` as well-known text (OGC 06-103r4). Throws `api.bad-parameter`. */
export function readCoords(text: string, kinds: readonly CoordsKind[], crs: Crs): Coords {
  const [, name = '', suffix = '', body = ''] =
    /^([A-Z]{5,15}?)\s{0,9}(ZM|Z|M)?\s{0,9}(\(.*\))$/is.exec(text.trim()) ?? []
  const kind = name.toUpperCase() as CoordsKind
  if (!kinds.includes(kind)) throw fault(text, kinds)
  const [hasZ, hasM] = [/z/i.test(suffix), /m/i.test(suffix)]
  const size = 2 + Number(hasZ) + Number(hasM)
  // (1 2, 3 4) is written by many tools for ((1 2), (3 4)).
  const plain = kind === 'MULTIPOINT' ? `(${body.slice(1, -1).replace(/[()]/g, '')})` : body
  const nested = nest(plain, text, kinds)
  let count = 0
  const position = (words: string): Position => {
    const numbers = words
      .trim()
      .split(/\s+/)
      .map((word) => (NUMBER.test(word) ? Number(word) : Number.NaN))
    if (numbers.length !== size || !numbers.every(Number.isFinite)) throw fault(text, kinds)
    if (!numbers.slice(0, 2).every(isCoordinate)) throw fault(text, kinds)
    if (++count > MOST_POSITIONS) throw tooMany()
    const [a, b, ...rest] = numbers as [number, number, ...number[]]
    return crs.axes === 'yx' ? [b, a, ...rest] : [a, b, ...rest]
  }
  const lists = listsAt(nested, depths[kind])
  if (!lists) throw fault(text, kinds)
  const parts = lists.map((part) => part.map((list) => list.map(position)))
  if (!isWhole(kind, parts)) throw fault(text, kinds)
  return { kind, hasZ, hasM, parts }
}

type Nested = string | readonly Nested[]

/** Parentheses and commas to lists, no deeper than any geometry. */
function nest(body: string, text: string, kinds: readonly CoordsKind[]): Nested {
  const stack: Nested[][] = [[]]
  for (const token of body.match(/[(),]|[^(),]+/g) ?? []) {
    if (token === '(') stack.push([])
    else if (token === ')') {
      const closed = stack.pop()!
      if (stack.length === 0) throw fault(text, kinds)
      ;(stack.at(-1) as Nested[]).push(closed)
    } else if (token !== ',' && token.trim() !== '') (stack.at(-1) as Nested[]).push(token)
    if (stack.length > 5) throw fault(text, kinds)
  }
  if (stack.length !== 1 || stack[0]!.length !== 1) throw fault(text, kinds)
  return stack[0]![0]!
}

/** The same as parts of lists of positions; undefined when it is not nested as its kind should be. */
function listsAt(nested: Nested, depth: number): string[][][] | undefined {
  const lists = depth === 1 ? [[nested]] : depth === 2 ? [nested] : nested
  const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0
  const isRight =
    isList(lists) &&
    lists.every(
      (part) => isList(part) && part.every((list) => isList(list) && list.every((one) => typeof one === 'string')),
    )
  return isRight ? (lists as string[][][]) : undefined
}

function isWhole(kind: CoordsKind, parts: Coords['parts']): boolean {
  const lists = parts.flat()
  if (kind === 'POINT') return lists[0]!.length === 1
  if (kind.endsWith('LINESTRING')) return lists.every((line) => line.length >= 2)
  if (!kind.endsWith('POLYGON')) return true
  return lists.every((ring) => ring.length >= 4 && ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1])
}

const examples: Readonly<Record<CoordsKind, string>> = {
  POINT: 'POINT(-1.68 48.11)',
  MULTIPOINT: 'MULTIPOINT((-1.68 48.11),(-1.64 48.12))',
  LINESTRING: 'LINESTRING(-1.68 48.11,-1.64 48.12)',
  MULTILINESTRING: 'MULTILINESTRING((-1.68 48.11,-1.64 48.12))',
  POLYGON: 'POLYGON((-1.7 48.1,-1.6 48.1,-1.6 48.2,-1.7 48.1))',
  MULTIPOLYGON: 'MULTIPOLYGON(((-1.7 48.1,-1.6 48.1,-1.6 48.2,-1.7 48.1)))',
}

const fault = (text: string, kinds: readonly CoordsKind[]) =>
  badParameter(
    'coords',
    `« ${text.slice(0, 60)} » n’est pas le texte (WKT) attendu`,
    `'${text.slice(0, 60)}' is not the expected well-known text`,
    {
      fr: `Par exemple : ${kinds.map((kind) => examples[kind]).join(' ou ')}. Un polygone revient à son premier point.`,
      en: `For example: ${kinds.map((kind) => examples[kind]).join(' or ')}. A polygon comes back to its first point.`,
    },
  )

const tooMany = () =>
  badParameter('coords', `plus de ${MOST_POSITIONS} positions`, `more than ${MOST_POSITIONS} positions`, {
    fr: 'Simplifiez la géométrie.',
    en: 'Simplify the geometry.',
  })
