import { quoteName } from '../../../kernel/index.ts'
import type { Lake, TableFiles } from '../../types.ts'
import { type Attribute, asText } from '../attributes.ts'
import { unaccented } from '../scratch.ts'

/** A column of a .dbf. */
export interface Field {
  readonly attribute: Attribute
  /** At most 10 letters, digits and `_`, no two alike. */
  readonly name: string
  readonly type: 'C' | 'N' | 'L' | 'D'
  readonly width: number
  readonly decimals: number
}

const NAME_LENGTH = 10
/** The most a text of dBASE holds, in bytes of UTF-8 here. */
export const TEXT_BYTES = 254
/** 2^53 has 16 digits, and a sign. */
const INTEGER_WIDTH = 17
/** The longest double as JavaScript writes it: `-1.7976931348623157e+308`. */
const NUMBER_WIDTH = 24
/** What GIS software declares for a double of that width. */
const NUMBER_DECIMALS = 15
/** `2024-01-01T12:00:00.000Z` */
const INSTANT_WIDTH = 24

/** The fields of the columns. Texts are as wide as the widest of the whole table: a narrower column makes a smaller file. */
export async function fieldsOf(lake: Lake, table: TableFiles, attributes: readonly Attribute[]): Promise<Field[]> {
  const widths = await textWidths(lake, table, attributes)
  const names = shortNames(attributes.map(({ name }) => name))
  return attributes.map((attribute, i) => {
    const { name, facts } = attribute
    const field = (type: Field['type'], width: number, decimals = 0): Field => ({
      ...{ attribute, type, width, decimals },
      name: names[i]!,
    })
    switch (facts.column) {
      case 'integer':
        return field('N', INTEGER_WIDTH)
      case 'number':
        return field('N', NUMBER_WIDTH, NUMBER_DECIMALS)
      case 'boolean':
        return field('L', 1)
      case 'date':
        return field('D', 8)
      case 'instant':
        return field('C', INSTANT_WIDTH)
      default:
        return field('C', widths.get(name) ?? TEXT_BYTES)
    }
  })
}

async function textWidths(
  lake: Lake,
  table: TableFiles,
  attributes: readonly Attribute[],
): Promise<Map<string, number>> {
  const texts = attributes.filter(({ facts }) => facts.column === 'text')
  if (texts.length === 0) return new Map()
  const outputs = texts.map(({ name }, i) => `max(strlen(${quoteName(name)})) AS w${i}`)
  const query = { sql: [`SELECT ${outputs.join(', ')} FROM `, ''], values: [{ relation: 'exported' }] }
  const [row] = await lake.query(query, new Map([['exported', table]]))
  return new Map(
    texts.map(({ name }, i) => [name, Math.min(TEXT_BYTES, Math.max(1, Number(row?.[`w${i}`] ?? 1)))] as const),
  )
}

/** Names of at most 10 ASCII characters, no two alike whatever the case. */
export function shortNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const plain = unaccented(name).replaceAll(/\W/g, '_')
    const start = /^[A-Za-z]/.test(plain) ? plain : `c_${plain}`
    let short = start.slice(0, NAME_LENGTH)
    for (let i = 1; taken.has(short.toLowerCase()); i++) {
      const suffix = `_${i}`
      short = start.slice(0, NAME_LENGTH - suffix.length) + suffix
    }
    taken.add(short.toLowerCase())
    return short
  })
}

/** Writes a value at its place of a record, which is blank. Gives whether a text was cut. A missing value stays blank. */
export function putValue(record: Uint8Array, at: number, field: Field, value: unknown): boolean {
  const { type, width, attribute } = field
  if (value === null || value === undefined) {
    if (type === 'L') putAscii(record, at, '?')
    return false
  }
  if (type === 'C')
    return putText(record, at, width, value instanceof Date ? value.toISOString() : asText(attribute.facts, value))
  if (type === 'N') {
    const digits = numberText(value as number)
    putAscii(record, at + width - digits.length, digits)
  } else if (type === 'D') putAscii(record, at, String(value).replaceAll('-', ''))
  else putAscii(record, at, value ? 'T' : 'F')
  return false
}

function numberText(value: number): string {
  const text = String(value)
  return text.length <= NUMBER_WIDTH ? text : value.toExponential()
}

/** A short text, one letter at a time: it takes less than a call of the runtime. */
function putAscii(record: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) record[at + i] = text.charCodeAt(i)
}

const encoder = new TextEncoder()

/** Never leaves half a character. */
function putText(record: Uint8Array, at: number, width: number, text: string): boolean {
  return encoder.encodeInto(text, record.subarray(at, at + width)).read < text.length
}
