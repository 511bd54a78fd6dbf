import { type Language, unitWord } from '../../../../kernel/index.ts'
import type { Answer } from '../answer.ts'
import { wayBetween } from '../places.ts'
import { positionIn, rounded } from './numbers.ts'

type Cell = string | number | null

/** An answer as lines of a table: what CSV and pages are made of. */
export interface Lines {
  readonly header: readonly string[]
  readonly rows: Iterable<readonly Cell[]>
}

export function linesOf(answer: Answer): Lines {
  const names = answer.parameters.map(({ id }) => id)
  if (answer.kind === 'series')
    return { header: ['location', 'name', 'x', 'y', 'datetime', ...names], rows: seriesRows(answer) }
  const hasTime = answer.times !== undefined || (answer.kind === 'samples' && answer.along === 'track')
  return {
    header: ['x', 'y', ...(hasTime ? ['datetime'] : []), ...names],
    rows: answer.kind === 'grid' ? gridRows(answer) : sampleRows(answer),
  }
}

function* seriesRows({ series, crs }: Extract<Answer, { kind: 'series' }>): Generator<Cell[]> {
  const way = wayBetween('OGC:CRS84', crs.name)
  for (const { station, times, values } of series) {
    const place = positionIn(station.point, way, crs)
    for (const [i, time] of times.entries())
      yield [station.id, station.title ?? null, ...place, time, ...values.map((list) => list[i]!)]
  }
}

function* gridRows({
  origin,
  step,
  width,
  height,
  times,
  values,
}: Extract<Answer, { kind: 'grid' }>): Generator<Cell[]> {
  for (let i = 0; i < width * height; i++) {
    const cells = values.map((band) => rounded(band[i]!))
    // Cells outside the area asked for are no lines.
    if (cells.every((value) => value === null)) continue
    const [x, y] = [origin[0] + ((i % width) + 0.5) * step[0], origin[1] - (Math.floor(i / width) + 0.5) * step[1]]
    const place = [Number(x.toFixed(8)), Number(y.toFixed(8))]
    if (times) for (const [k, time] of times.entries()) yield [...place, time, cells[k]!]
    else yield [...place, ...cells]
  }
}

function* sampleRows({ places, values, times, along }: Extract<Answer, { kind: 'samples' }>): Generator<Cell[]> {
  for (const [i, { x, y, at }] of places.entries()) {
    const read = values.map((list) => rounded(list[i]!))
    if (times) for (const [k, time] of times.entries()) yield [x, y, time, read[k]!]
    else yield [x, y, ...(along === 'track' ? [at ?? null] : []), ...read]
  }
}

/** A cell of CSV (RFC 4180). What a spreadsheet would take for a formula is shown as a text. */
function quoted(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** An answer as CSV: names of the parameters as columns, instants in UTC. */
export function csv(answer: Answer): string {
  const { header, rows } = linesOf(answer)
  const lines = [header.map(quoted).join(',')]
  for (const row of rows) lines.push(row.map(quoted).join(','))
  return `${lines.join('\r\n')}\r\n`
}

/** What each column of the lines is, for people. */
export function titlesOf({ parameters }: Answer, language: Language): ReadonlyMap<string, string> {
  return new Map(
    parameters.map(({ id, title, unit }) => {
      const sign = unitWord(unit, language)
      return [id, sign ? `${title[language]} (${sign})` : title[language]]
    }),
  )
}
