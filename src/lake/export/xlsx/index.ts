import type { Row } from '../../types.ts'
import type { ExportOptions } from '../options.ts'
import type { Prepared } from '../prepare.ts'
import { type ZipEntry, zipped } from '../zip.ts'
import { aboutSheet, columnsSheet, words } from './about.ts'
import { sheetEnd, sheetStart, workbookParts } from './parts.ts'
import { sheetRows } from './rows.ts'
import { zoneOffset } from './zone.ts'

/** Lines of a sheet (Excel's limit, 2024), of which the first is the head. */
const SHEET_LINES = 1_048_576
/** Characters a name of sheet may have, less the number of a further sheet. */
const NAME_LENGTH = 31 - 4

/**
 * Rows as an Excel workbook, written as it is sent: sheets of rows, then one that says what the columns are and one that says where
 * they come from. Throws `export.unknown-timezone` at once.
 */
export function xlsx(
  { shape, rows }: Prepared,
  { about, language = 'fr', timezone = 'UTC', made }: ExportOptions,
  sheetLines = SHEET_LINES,
): AsyncGenerator<Uint8Array> {
  const sheet = sheetRows(shape, timezone, zoneOffset(timezone))
  const source = cursor(rows)
  const w = words[language]

  async function* sheetText(): AsyncGenerator<string> {
    yield sheetStart + sheet.head
    let line = 2
    for (;;) {
      const taken = await source.take(sheetLines - line + 1)
      if (taken.length === 0) break
      let text = ''
      for (const row of taken) text += sheet.row(row, line++)
      yield text
    }
    yield sheetEnd
  }
  async function* entries(): AsyncGenerator<ZipEntry> {
    try {
      yield* parts()
    } finally {
      await source.stop()
    }
  }
  async function* parts(): AsyncGenerator<ZipEntry> {
    const names: string[] = []
    const add = (name: string, content: ZipEntry['content']): ZipEntry => {
      names.push(name)
      return { name: `xl/worksheets/sheet${names.length}.xml`, content }
    }
    const base = sheetName(shape.name)
    do yield add(names.length === 0 ? base : `${base}_${names.length + 1}`, sheetText())
    while (!(await source.isDone()))
    yield add(w.columns, [sheetStart, columnsSheet(shape, language), sheetEnd])
    const facts = { rows: source.taken, cuts: sheet.cuts, timezone, language }
    yield add(w.about, [sheetStart, aboutSheet(shape, about, facts), sheetEnd])
    yield* workbookParts(names)
  }
  return zipped(entries(), made)
}

/** Sheets may not hold some characters in their names. */
const sheetName = (name: string) => name.replaceAll(/[\\/?*:[\]']/g, '_').slice(0, NAME_LENGTH)

/** Rows taken a few at a time, at most one batch ahead. */
function cursor(batches: AsyncIterable<Row[]>) {
  const iterator = batches[Symbol.asyncIterator]()
  let batch: Row[] = []
  let at = 0
  let ended = false
  let taken = 0
  const fill = async () => {
    while (at === batch.length && !ended) {
      const next = await iterator.next()
      ended = next.done === true
      batch = next.done ? [] : next.value
      at = 0
    }
  }
  return {
    get taken() {
      return taken
    },
    async take(most: number): Promise<Row[]> {
      if (most <= 0) return []
      await fill()
      const rows = batch.slice(at, at + most)
      at += rows.length
      taken += rows.length
      return rows
    },
    async isDone(): Promise<boolean> {
      await fill()
      return ended
    },
    async stop(): Promise<void> {
      await iterator.return?.(undefined)
    },
  }
}
