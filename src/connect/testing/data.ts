import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'vitest'
import type { SourceFile } from '../../kernel/index.ts'
import { fileAt } from './run.ts'

const folder = resolve(import.meta.dirname, '../../..', process.env.ORCHESTRA_DATA ?? '../shared/data')

/** A test on a real file, passed over with one line where the data folder is absent. */
export function testOn(path: string, about: string, body: (file: SourceFile) => Promise<void>): void {
  const whole = join(folder, path)
  const there = existsSync(whole)
  if (!there) console.log(`Not run, ${path} is not under the data folder: ${about}`)
  test.skipIf(!there)(`${path}: ${about}`, () => body(fileAt(whole)))
}
