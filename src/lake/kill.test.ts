import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lakeOfTests } from './testing.ts'

const made = lakeOfTests()

/** A process that writes without end, and says each object it finished. */
const writer = `
  import { openLake } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
  import { integer, table } from ${JSON.stringify(new URL('../kernel/index.ts', import.meta.url).href)}
  const shape = table('t', { n: integer({ title: { fr: 'n', en: 'n' } }) })
  const lake = await openLake({ folder: process.env.LAKE })
  for (let i = 0; ; i++) {
    const rows = Array.from({ length: 20000 }, (_, k) => ({ n: i * 20000 + k }))
    console.log((await lake.writeRows(shape, [rows])).hash)
  }`

test('kill -9 leaves whole objects, and drafts only in tmp', async () => {
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', writer], {
      env: { ...process.env, LAKE: made.folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (data) => {
      said += data
      // Somewhere in the middle of a write, another place each round.
      if (said.split('\n').length > 3 + round * 2) setTimeout(() => child.kill('SIGKILL'), round * 7)
    })
    await once(child, 'exit')
    const finished = said.split('\n').filter((line) => line.length === 64)
    expect(finished.length).toBeGreaterThan(2)
    for (const hash of finished) expect(made.lake.has(hash)).toBe(true)
  }
  const names = (await readdir(join(made.folder, 'objects'), { recursive: true })).filter((n) => n.length > 2)
  for (const name of names) {
    const [, hash, extension] = /^[0-9a-f]{2}\/([0-9a-f]{64})\.(\w+)$/.exec(name)!
    expect(extension).toBe('parquet')
    // The name is the content: storing the file again finds it there.
    expect((await made.lake.writeFile(made.lake.path(hash!), 'application/vnd.apache.parquet')).hash).toBe(hash)
  }
  expect((await readdir(join(made.folder, 'tmp'))).length).toBe(4)
})
