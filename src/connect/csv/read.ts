import Papa from 'papaparse'
import { MAX_RECORD_BYTES } from '../bytes/limits.ts'
import { malformed } from '../bytes/problem.ts'
import type { TextChunk } from '../bytes/text.ts'
import { type Records, Refused } from '../rows/rows.ts'
import { shown, Unfit } from '../rows/unfit.ts'

export type Separator = ',' | ';' | '\t' | '|'

/** The cells of one line. */
export type Cells = readonly string[]

/** A header, and the lines below it. */
export interface Lines {
  readonly header: Cells
  readonly records: AsyncIterable<Records<Cells>>
}

interface LineOptions {
  readonly separator?: Separator | undefined
  /** False where the first line is already data. */
  readonly header: boolean
  /** Lines before the header. */
  readonly skip: number
  /** Names of the columns, instead of those of the header. */
  readonly columns?: readonly string[] | undefined
}

interface Line {
  readonly cells: string[]
  /** Number in the file; the first is 1. */
  readonly line: number
  readonly damaged: boolean
}

/** Splits text into lines and cells (RFC 4180, any separator), giving the header first. */
export async function readLines(chunks: AsyncIterable<TextChunk>, place: string, options: LineOptions): Promise<Lines> {
  const iterator = chunks[Symbol.asyncIterator]()
  const start = await skipped(iterator, options.skip)
  const separator = options.separator ?? guessSeparator(start.text)
  const batches = split(start, iterator, separator, place, options.skip)
  let ahead = await batches.next()
  let header: Cells = options.columns ?? []
  if (ahead.done) throw malformed('csv', place, { fr: 'aucune ligne', en: 'no line' })
  if (options.header) header = headerOf(ahead.value.shift()!, options.columns, place)
  else if (!options.columns) header = ahead.value[0]!.cells.map((_, i) => String(i + 1))

  const records = async function* (): AsyncGenerator<Records<Cells>> {
    for (; !ahead.done; ahead = await batches.next()) {
      const lines = ahead.value
      yield {
        records: lines.map((line) => fitting(line, header.length, separator)),
        place: (i) => `${place}:${lines[i]!.line}`,
      }
    }
  }
  return { header, records: records() }
}

function headerOf({ cells }: Line, columns: Cells | undefined, place: string): Cells {
  if (columns && columns.length !== cells.length)
    throw malformed(
      'csv',
      place,
      {
        fr: `${columns.length} colonnes déclarées, ${cells.length} trouvées`,
        en: `${columns.length} columns declared, ${cells.length} found`,
      },
      { declared: columns, found: cells },
    )
  return columns ?? cells.map((cell) => cell.trim())
}

/** The cells of a line that has as many as the header; otherwise it is refused. */
function fitting({ cells, damaged }: Line, width: number, separator: string): Cells | Refused {
  let unfit: Unfit | undefined
  if (cells.length !== width)
    unfit = new Unfit(`${cells.length} cellules au lieu de ${width}`, `${cells.length} cells instead of ${width}`)
  else if (damaged && cells.some((cell) => /[\uFFFD\0]/.test(cell)))
    unfit = new Unfit(
      `caractères illisibles : « ${shown(cells.find((cell) => /[\uFFFD\0]/.test(cell)))} » (encodage ?)`,
      `unreadable characters: '${shown(cells.find((cell) => /[\uFFFD\0]/.test(cell)))}' (encoding?)`,
    )
  return unfit ? new Refused(unfit, cells.join(separator)) : cells
}

/** Non-empty lines, in batches as text comes. A quoted cell may hold line breaks. */
async function* split(
  start: TextChunk,
  rest: AsyncIterator<TextChunk>,
  delimiter: Separator,
  place: string,
  skip: number,
): AsyncGenerator<Line[]> {
  // Files put together from others mix \n and \r\n: the \r then goes with the last cell, and is taken off it.
  const newline = start.text.includes('\n') ? '\n' : '\r'
  let pending = ''
  let damaged = false
  let line = skip + 1
  for (let next: IteratorResult<TextChunk> = { value: start, done: false }; ; next = await rest.next()) {
    const ended = next.done === true
    const text = ended ? pending : pending + next.value.text
    damaged ||= !ended && next.value.damaged
    const parser = new Papa.Parser({ delimiter, newline })
    const { data, errors, meta } = parser.parse(text, 0, !ended) as Papa.ParseResult<string[]>
    if (ended && errors.some((e) => e.code === 'MissingQuotes')) throw openQuote(place, line + data.length - 1)
    const batch: Line[] = []
    const quoted = text.includes('"')
    for (const cells of data) {
      const last = cells.length - 1
      if (cells[last]!.endsWith('\r')) cells[last] = cells[last]!.slice(0, -1)
      if (!isBlank(cells)) batch.push({ cells, line, damaged })
      line += quoted ? 1 + breaksIn(cells) : 1
    }
    if (batch.length > 0) yield batch
    if (ended) return
    pending = text.slice(meta.cursor)
    damaged &&= pending !== ''
    if (pending.length > MAX_RECORD_BYTES) throw openQuote(place, line)
  }
}

/** Spreadsheets end their exports with lines of separators alone. */
const isBlank = (cells: Cells) => cells[0]!.trim() === '' && cells.every((cell) => cell.trim() === '')

function breaksIn(cells: Cells): number {
  let breaks = 0
  for (const cell of cells) for (let i = cell.indexOf('\n'); i >= 0; i = cell.indexOf('\n', i + 1)) breaks++
  return breaks
}

function openQuote(place: string, line: number) {
  return malformed(
    'csv',
    `${place}:${line}`,
    { fr: 'un guillemet ouvert n’est jamais fermé', en: 'a quote is opened and never closed' },
    { line },
  )
}

/** Enough text to hold the first lines, without the lines before the header. */
async function skipped(chunks: AsyncIterator<TextChunk>, skip: number): Promise<TextChunk> {
  let text = ''
  let damaged = false
  let at = 0
  for (let left = skip; ; ) {
    const end = left > 0 ? text.indexOf('\n', at) : -1
    if (end >= 0) {
      at = end + 1
      left--
    } else {
      if (left === 0 && /[\r\n]/.test(text.slice(at))) break
      const next = await chunks.next()
      if (next.done || text.length > MAX_RECORD_BYTES) break
      text += next.value.text
      damaged ||= next.value.damaged
    }
  }
  return { text: text.slice(at), damaged }
}

/** The separator most frequent outside quotes in the first line. */
function guessSeparator(text: string): Separator {
  const line = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '')
  const separators: readonly Separator[] = [',', ';', '\t', '|']
  const counts = separators.map((s) => line.split(s).length)
  return separators[counts.indexOf(Math.max(...counts))]!
}
