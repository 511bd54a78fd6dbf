import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Source, SourceFile } from '../../src/kernel/index.ts'

const data = resolve(import.meta.dirname, '../..', process.env.ORCHESTRA_DATA ?? '../shared/data')
/** Whether the real files are not here; said once. */
export const absent = !existsSync(resolve(data, 'rennes'))
if (absent) console.log('Not run, no data folder: the sources of Rennes and what packs make of them')

/** The snapshot of a source, as a fetch would give it. */
export function snapshot(source: Source, key: string | undefined): SourceFile {
  const path = resolve(data, source.snapshot!.replace('{key}', key ?? ''))
  const content = readFileSync(path)
  return {
    path,
    name: basename(path),
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.length,
  }
}
