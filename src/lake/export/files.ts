import type { Lake } from '../types.ts'
import { fileBytes } from './scratch.ts'
import { type ZipEntry, zipped } from './zip.ts'

/** Objects of the lake as one zip, each under a name of its own. `made`: the day and time that the zip says of them. */
export function exportFiles(
  lake: Pick<Lake, 'path'>,
  files: readonly { readonly hash: string; readonly name: string }[],
  made: Date,
): AsyncGenerator<Uint8Array> {
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const { hash, name } of files) yield { name, content: fileBytes(lake.path(hash)) }
  }
  return zipped(entries(), made)
}
