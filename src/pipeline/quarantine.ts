import { createReadStream, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { json, type Rejected, table, text } from '../kernel/index.ts'
import type { Lake, Row, StoredObject } from '../lake/index.ts'

/** What is kept of a row set aside. */
export const Quarantined = table('quarantine', {
  place: text({ title: { fr: 'Emplacement dans la source', en: 'Place in the source' } }),
  reason_fr: text({ title: { fr: 'Motif (français)', en: 'Reason (French)' } }),
  reason_en: text({ title: { fr: 'Motif (anglais)', en: 'Reason (English)' } }),
  raw: json({ title: { fr: 'Enregistrement tel que reçu', en: 'Record as it came' } }),
})

const RAW_LIMIT = 10_000
const LINES_A_WRITE = 500

/** Rows set aside during one materialization: written to a file as they come, so that a million of them fit. */
export interface Quarantine {
  reject(rejected: Rejected): void
  readonly count: number
  /** Stores them as one table of the lake; undefined when there is none. */
  store(lake: Lake): Promise<StoredObject | undefined>
  /** Lets go of the file. */
  close(): Promise<void>
}

/** Opens a quarantine that spills into `folder`. */
export async function openQuarantine(folder: string): Promise<Quarantine> {
  const path = join(folder, 'quarantine.ndjson')
  const file = await open(path, 'w')
  let count = 0
  let lines: string[] = []
  const flush = (): void => {
    if (lines.length) writeSync(file.fd, `${lines.join('\n')}\n`)
    lines = []
  }
  return {
    get count() {
      return count
    },
    reject({ place, reason, raw }) {
      count++
      lines.push(JSON.stringify({ place, reason_fr: reason.fr, reason_en: reason.en, raw: cut(raw) }))
      if (lines.length >= LINES_A_WRITE) flush()
    },
    async store(lake) {
      flush()
      return count ? lake.writeRows(Quarantined, readBack(path)) : undefined
    },
    close: () => file.close(),
  }
}

function cut(raw: unknown): unknown {
  const asText = JSON.stringify(raw, (_, value) => (typeof value === 'bigint' ? String(value) : value)) ?? 'null'
  return asText.length <= RAW_LIMIT ? JSON.parse(asText) : `${asText.slice(0, RAW_LIMIT)}…`
}

async function* readBack(path: string): AsyncIterable<Row[]> {
  let batch: Row[] = []
  for await (const line of createInterface({ input: createReadStream(path) })) {
    batch.push(JSON.parse(line) as Row)
    if (batch.length >= 1000) {
      yield batch
      batch = []
    }
  }
  if (batch.length) yield batch
}
