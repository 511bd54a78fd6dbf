import type { Column } from '../../api/json/shapes.ts'
import type { Page } from '../page.ts'
import { commonTexts } from '../text/common.ts'
import { speak } from '../text/speak.ts'

const LONGEST = 120

/** The text of one value of a column, as people of that language write it. */
export function valueText(page: Page, { type, unit }: Pick<Column, 'type' | 'unit'>, value: unknown): string {
  const t = speak(commonTexts, page.language)
  if (value === null || value === undefined) return ''
  if (type === 'boolean') return value ? t.yes : t.no
  if (type === 'instant') return page.format.moment(String(value))
  if (type === 'date') return page.format.date(String(value))
  // Whole numbers without a unit may be years or codes: no thousands separator.
  if (type === 'integer' && unit === undefined) return String(value)
  if (type === 'integer' || type === 'number') return page.format.number(Number(value), 3)
  if (type === 'geometry') return geometryText(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function geometryText(value: unknown): string {
  const { type, coordinates } = value as { type: string; coordinates?: unknown }
  if (type !== 'Point') return type
  const [x, y] = coordinates as [number, number]
  return `${y.toFixed(5)}, ${x.toFixed(5)}`
}

/** The heading of a column: its title and unit. */
export function columnHeading(page: Page, column: Pick<Column, 'title' | 'unit' | 'type'>): string {
  const unit = page.format.unit(column.unit)
  const title = column.title[page.language]
  return unit ? `${title} (${unit})` : title
}

export const isNumeric = (type: Column['type']) => type === 'integer' || type === 'number'
