import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { OrchestraError } from '../kernel/index.ts'

/** A new folder for a test, with the path of a home in it that does not exist yet. */
export function newFolder(): { folder: string; home: string } {
  const folder = mkdtempSync(join(tmpdir(), 'orchestra-test-'))
  return { folder, home: join(folder, 'home') }
}

export const removeFolder = (folder: string) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })

/** A folder removed when the test ends. */
export function temporary(): { folder: string; home: string } {
  const made = newFolder()
  onTestFinished(() => removeFolder(made.folder))
  return made
}

/** Writes a folder of migrations. */
export function migrationsIn(folder: string, files: Record<string, string>): string {
  const path = join(folder, 'migrations')
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(path, name), sql)
  return path
}

/** The error that some work fails with. */
export async function failure(work: Promise<unknown>): Promise<OrchestraError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  if (error instanceof OrchestraError) return error
  throw error
}
