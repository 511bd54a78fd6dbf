import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { seeded } from '../src/kernel/testing/random.ts'
import { openLake } from '../src/lake/index.ts'
import { openStore } from '../src/store/index.ts'

// Kills the program, or all of it with its database, at 50 moments, and looks at what readers would see each time.

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const territory = join(root, 'tests', 'fixtures', 'faults', 'territory.ts')
const folder = mkdtempSync(join(tmpdir(), 'orchestra-faults-'))
const home = join(folder, 'home')
const data = join(folder, 'data')
const KILLS = 50

/** Always the same moments. */
const random = seeded(20260101)

/** Writes sources that differ each time; gives what the grand total must be. */
function writeSources(round: number): { readings: number; total: number } {
  let [readings, total] = [0, 0]
  const write = (name: string, rows: number) => {
    const lines = ['id,station,value']
    for (let i = 0; i < rows; i++) {
      const value = (i * 7 + round) % 1000
      // One row in fifty is out of range and must be set aside, never lost or published.
      const bad = i % 50 === 49 && name.startsWith('readings')
      lines.push(`${i},s${i % 5},${bad ? 5000 : value}`)
      if (!bad) {
        readings++
        total += value
      }
    }
    writeFileSync(join(data, name), `${lines.join('\n')}\n`)
  }
  for (const i of [0, 1, 2]) write(`readings_${i}.csv`, 400 + i)
  for (const year of [2020, 2021, 2022, 2023]) write(`year_${year}.csv`, 50)
  return { readings, total }
}

const argv = [
  'dist/src/main.js',
  'run',
  '--territory',
  territory,
  '--home',
  home,
  '--data',
  data,
  '--offline',
  '--json',
]

function start(): ChildProcess {
  return spawn(process.execPath, argv, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function finish(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ''
  child.stdout!.on('data', (chunk) => (output += chunk))
  child.stderr!.on('data', (chunk) => (output += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

/** Kills the program alone, or also the database that it started. */
function kill(child: ChildProcess, withDatabase: boolean): void {
  child.kill('SIGKILL')
  if (!withDatabase) return
  try {
    const pid = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    // An empty file, seen as it is being written, must not mean process 0: that is this test and all its group.
    if (pid > 1) process.kill(pid, 'SIGKILL')
  } catch {
    // It was not there yet, or was gone already.
  }
}

/** What a reader may never see, whatever happened before. */
async function assertSound(): Promise<void> {
  const store = await openStore({ home })
  const lake = await openLake({ folder: join(home, 'lake') })
  try {
    const current = await store.query<{
      asset: string
      object: string
      state: string
      rows: number
      unchecked: boolean
    }>(
      `select m.asset, m.object, m.state, m.rows, m.asset like 'readings%' and not exists (
         select 1 from check_result r where r.materialization = m.id) as unchecked
       from current_version c join materialization m on m.id = c.materialization`,
    )
    for (const { asset, object, state, unchecked } of current) {
      expect([asset, state, unchecked]).toEqual([asset, 'published', false])
      expect(
        createHash('sha256')
          .update(readFileSync(lake.path(object)))
          .digest('hex'),
      ).toBe(object)
    }
    // The same thing is never made twice once it is recorded.
    const twice = await store.query(
      `select asset, partition, fingerprint from materialization group by 1, 2, 3 having count(*) > 1`,
    )
    expect(twice).toEqual([])
  } finally {
    await lake.close()
    await store.close()
  }
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(`killed at ${KILLS} moments, it loses nothing, shows nothing half-made, and ends with the right figures`, {
  timeout: 420_000,
}, async () => {
  mkdirSync(data)
  let expected = writeSources(0)
  let begin = performance.now()
  const first = await finish(start())
  expect(first).toMatchObject({ code: 0 })
  let usual = performance.now() - begin

  // A run that ends before its moment kills nothing: it only tells how long a run takes now.
  let ranToTheEnd = true
  for (let [killed, round] = [0, 1]; killed < KILLS; round++) {
    expect(round, 'too many runs ended before they could be killed').toBeLessThan(10 * KILLS)
    // Most times the sources have changed; the others, the run finishes what the killed one began.
    if (ranToTheEnd || round % 3) expected = writeSources(round)
    begin = performance.now()
    const child = start()
    const over = finish(child)
    await Promise.race([new Promise((resolve) => setTimeout(resolve, random() * usual)), over])
    ranToTheEnd = child.exitCode !== null
    if (ranToTheEnd) usual = performance.now() - begin
    else {
      killed++
      kill(child, killed % 4 === 0)
    }
    await over
    if (!ranToTheEnd && killed % 10 === 0) await assertSound()
  }

  const last = await finish(start())
  expect(last).toMatchObject({ code: 0 })
  await assertSound()
  // The figures, as a user gets them.
  const file = join(folder, 'grand_total.csv')
  execFileSync(
    process.execPath,
    ['dist/src/main.js', 'export', 'grand_total', '--to', file, '--territory', territory, '--home', home],
    {
      cwd: root,
    },
  )
  expect(readFileSync(file, 'utf8').trim().split('\r\n').join('\n')).toBe(
    `station,readings,total\nall,${expected.readings},${expected.total}`,
  )
  // Nothing is left to do.
  const again = JSON.parse((await finish(start())).output) as { steps: unknown[]; run: { unchanged: string[] } }
  expect(again.steps).toEqual([])
  expect(again.run.unchanged).toHaveLength(9)
})
