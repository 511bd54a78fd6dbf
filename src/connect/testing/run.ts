import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Rejected, RowOf, Source, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { making } from './making.ts'

/** A folder of this test, removed after it. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'connect-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes the bytes of a source for a test. */
export function fileOf(name: string, content: string | Uint8Array): SourceFile {
  const path = join(scratch(), name)
  writeFileSync(path, content)
  return fileAt(path)
}

/** A file as the chain hands it to a source. */
export function fileAt(path: string): SourceFile {
  const content = readFileSync(path)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { path, name: basename(path), sha256, bytes: content.length }
}

/** Reads a source whole. */
export async function readAll<S extends Table>(
  source: Source<S>,
  file: SourceFile,
): Promise<{ rows: Traced<RowOf<S>>[]; rejected: Rejected[] }> {
  const run = making()
  const rows: Traced<RowOf<S>>[] = []
  for await (const batch of source.read(file, run)) rows.push(...batch)
  return { rows, rejected: run.rejected }
}
