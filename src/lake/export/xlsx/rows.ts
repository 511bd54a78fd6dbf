import type { ColumnFacts, GeometryOf, Table } from '../../../kernel/index.ts'
import type { Row } from '../../types.ts'
import { asText } from '../attributes.ts'
import { pointColumn, positionNames } from '../points.ts'
import { booleanCell, columnLetters, dayCell, isTooLong, momentCell, numberCell, styles, textCell } from './cells.ts'

/** How the rows of a table stand in a sheet. */
export interface SheetRows {
  readonly head: string
  /** One row at that line of the sheet (the first is 1). */
  row(row: Row, line: number): string
  /** Texts cut so far. */
  readonly cuts: number
}

/** The rows of a sheet: positions of points, then every column that is not a geometry. */
export function sheetRows(shape: Table, timezone: string, offset: (instant: Date) => number): SheetRows {
  const point = pointColumn(shape)
  const plain = Object.entries(shape.columns).filter(([, { column }]) => column !== 'geometry')
  const before = point ? 2 : 0
  const letters = Array.from({ length: before + plain.length }, (_, i) => columnLetters(i))
  const titles = [
    ...(point ? positionNames(shape, point) : []),
    ...plain.map(([name, { column }]) => (column === 'instant' ? `${name} (${timezone})` : name)),
  ]
  let cuts = 0

  const cell = (facts: ColumnFacts, ref: string, value: unknown): string => {
    if (value === null || value === undefined) return ''
    switch (facts.column) {
      case 'integer':
      case 'number':
        return numberCell(ref, value as number)
      case 'boolean':
        return booleanCell(ref, value as boolean)
      case 'instant':
        return momentCell(ref, value as Date, offset(value as Date))
      case 'date':
        return dayCell(ref, value as string)
      default: {
        const text = asText(facts, value)
        if (isTooLong(text)) cuts += 1
        return textCell(ref, text)
      }
    }
  }
  return {
    head: `<row r="1">${titles.map((title, i) => textCell(`${letters[i]}1`, title, styles.head)).join('')}</row>\n`,
    get cuts() {
      return cuts
    },
    row(row, line) {
      let text = `<row r="${line}">`
      if (point) {
        const [x, y] = (row[point] as GeometryOf<'Point'> | null)?.coordinates ?? []
        if (x !== undefined) text += numberCell(`${letters[0]}${line}`, x) + numberCell(`${letters[1]}${line}`, y!)
      }
      for (let i = 0; i < plain.length; i++) {
        const [name, facts] = plain[i]!
        text += cell(facts, `${letters[before + i]}${line}`, row[name])
      }
      return `${text}</row>\n`
    },
  }
}
