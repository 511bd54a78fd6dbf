import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pathsOf } from '../../store/bundled/paths.ts'
import { readPostmaster } from '../../store/bundled/postmaster.ts'
import { openStore } from '../../store/index.ts'
import { temporary } from '../../store/testing.ts'
import { openObserve } from '../open.ts'
import { datasets, makeDatastreams } from '../testing.ts'

const script = fileURLToPath(new URL('./writer.child.ts', import.meta.url))
const BATCH = 25

test('kill -9 of the process and its database in mid-stream: all that was acknowledged is there, once', async () => {
  const { home } = temporary()
  const folder = join(home, 'observations')
  let store = await openStore({ home })
  let observe = await openObserve({ store, folder, datasets })
  const datastreams = await makeDatastreams(observe, 7)
  const acknowledged: number[] = []
  for (let round = 0; round < 2; round++) {
    await observe.close()
    await store.close()
    const writer = spawn(process.execPath, [script, home, String(round * 1_000_000), ...datastreams.map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void writer.kill('SIGKILL'))
    const lines: string[] = []
    createInterface({ input: writer.stdout }).on('line', (line) => lines.push(line))
    const enough = 100 + Math.random() * 150
    await vi.waitUntil(() => lines.length > enough && lines.some((line) => line.startsWith('compacted')), {
      interval: 5,
      timeout: 120_000,
    })
    process.kill(readPostmaster(pathsOf(home).cluster)!.pid, 'SIGKILL')
    writer.kill('SIGKILL')
    await once(writer, 'close')
    for (const line of lines) if (line.startsWith('kept')) acknowledged.push(Number(line.slice(5)))

    store = await openStore({ home })
    observe = await openObserve({ store, folder, datasets })
    await observe.observations.compact(new Date('2024-07-01'))
    const found = await observe.observations.asOne({ datastreams }, (tx, from) =>
      tx.query<{ result: number }>(`select number as result from ${from} o`),
    )
    const kept = new Set(found.map(({ result }) => result))
    expect(kept.size).toBe(found.length)
    const lost = acknowledged
      .flatMap((from) => Array.from({ length: BATCH }, (_, i) => from + i))
      .filter((n) => !kept.has(n))
    expect(lost).toEqual([])
    const states = await observe.observations.latest(datastreams)
    expect(states.reduce((sum, { count }) => sum + count, 0)).toBe(found.length)
  }
  expect(acknowledged.length).toBeGreaterThan(150)
  await observe.close()
  await store.close()
}, 300_000)
