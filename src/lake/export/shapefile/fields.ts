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

/** Writes a value at its place of a record. Gives whether a text was cut. A missing value is blank. */
export function putValue(record: Buffer, at: number, field: Field, value: unknown): boolean {
  const { type, width, attribute } = field
  if (value === null || value === undefined) {
    if (type === 'L') record.write('?', at)
    return false
  }
  if (type === 'L') record.write(value ? 'T' : 'F', at)
  else if (type === 'D') record.write(String(value).replaceAll('-', ''), at, 'latin1')
  else if (type === 'N') record.write(numberText(value as number).padStart(width), at, 'latin1')
  else return putText(record, at, width, value instanceof Date ? value.toISOString() : asText(attribute.facts, value))
  return false
}

function numberText(value: number): string {
  const text = String(value)
  return text.length <= NUMBER_WIDTH ? text : value.toExponential()
}

/** `Buffer.write` never leaves half a character. */
function putText(record: Buffer, at: number, width: number, text: string): boolean {
  const written = record.write(text, at, width)
  return written < width ? written < Buffer.byteLength(text) : Buffer.byteLength(text) > width
}
