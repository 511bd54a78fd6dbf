import { closeSync, openSync } from 'node:fs'
import { OrchestraError } from '../../kernel/index.ts'
import type { Engine } from '../engine.ts'
import type { Objects } from '../objects.ts'
import type { Lake } from '../types.ts'
import { batchOf } from './batch.ts'
import { columnAt } from './column.ts'
import { type Group, openFooters } from './footers.ts'
import { withColumns } from './read.ts'

/**
 * Opens the reading of rows by their places, without a query: of the groups of rows that hold them, only the columns asked for are
 * read, and decoded there alone. A query as small takes DuckDB five milliseconds, most of which it spends planning and waking.
 */
export function openTake(engine: Engine, objects: Objects, io: Pick<Lake['io'], 'read'>): Lake['take'] {
  const footers = openFooters(engine)
  return async function* take({ shape, hashes }, columns, positions) {
    const types = columns.map((name) => shape.columns[name]!.column)
    let next = 0
    let before = 0
    for (const hash of hashes) {
      if (next === positions.length) return
      const path = objects.path(hash)
      const groups = await told(hash, footers.of(path))
      const wanted = groups.flatMap((group) => {
        const from = next
        const start = before
        before += group.rows
        while (next < positions.length && positions[next]! < before) next++
        return next > from ? [{ group, rows: Int32Array.from(positions.slice(from, next), (at) => at - start) }] : []
      })
      if (wanted.length === 0) continue
      // Opening asks nothing of the disk that finding the path has not: a thread for it would take longer to wake.
      const file = openSync(path, 'r')
      try {
        for (const { group, rows } of wanted) {
          const placements = columns.map((name) => placementOf(hash, group, name))
          io.read += placements.reduce((sum, placement) => sum + placement.size, 0)
          const values = withColumns(file, placements, (bytes) =>
            Promise.all(placements.map((placement) => columnAt(placement.type, bytes.get(placement)!, rows))),
          )
          yield batchOf(rows.length, types, await told(hash, values))
        }
      } finally {
        closeSync(file)
      }
    }
    if (next < positions.length) throw noRow(positions[next]!, before)
  }
}

function placementOf(hash: string, { columns }: Group, name: string) {
  const placement = columns.get(name)
  if (!placement) throw unreadable(hash, new RangeError(`no column ${name}`))
  return placement
}

/** A failure to read an object, told as such. */
const told = <T>(hash: string, work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw cause instanceof OrchestraError ? cause : unreadable(hash, cause)
  })

const unreadable = (hash: string, cause: unknown) =>
  new OrchestraError({
    code: 'lake.unreadable',
    say: { fr: `L’objet ${hash} ne peut être lu.`, en: `Object ${hash} cannot be read.` },
    remedy: {
      fr: 'Il est abîmé, ou d’une autre version : relancez l’actif qui le fait.',
      en: 'It is damaged, or of another version: run again the asset that makes it.',
    },
    facts: { hash },
    cause,
  })

const noRow = (position: number, rows: number) =>
  new OrchestraError({
    code: 'lake.no-row',
    say: {
      fr: `Il n’y a pas de ligne ${position} : ${rows} sont là.`,
      en: `There is no row ${position}: ${rows} are there.`,
    },
    remedy: { fr: 'Les places se comptent à partir de 0.', en: 'Places are counted from 0.' },
    facts: { position, rows },
  })
