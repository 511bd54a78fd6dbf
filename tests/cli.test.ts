import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../src/store/index.ts'
import { ended, orchestra, root, start } from './orchestra.ts'

// The program as its users call it: the built one, in a process of its own.

const folder = mkdtempSync(join(tmpdir(), 'orchestra-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const territory = join(root, 'tests', 'fixtures', 'faults', 'territory.ts')
const data = join(folder, 'data')
mkdirSync(data)
for (const i of [0, 1, 2]) writeFileSync(join(data, `readings_${i}.csv`), 'id,station,value\n1,a,3\n2,b,4\n3,b,x\n')
for (const year of [2020, 2021, 2022, 2023]) writeFileSync(join(data, `year_${year}.csv`), 'id,station,value\n1,a,5\n')
const common = ['--territory', territory, '--home', join(folder, 'home')]
const offline = ['--data', data, '--offline']

test('a wrong call ends with 2 and says what to do', async () => {
  for (const [args, words] of [
    [['dance'], /Unknown command: 'dance'/],
    [['run', '--colour', 'red'], /--colour/],
    [
      ['run', '--territory', 'atlantis', '--home', join(folder, 'none')],
      /No such territory: 'atlantis'[\s\S]*demo, .*rennes/,
    ],
    [['run', '--size', '2', ...common, ...offline], /has no size to set/],
    [['serve', '--port', 'eighty'], /--port takes a positive number/],
    [['lineage', ...common], /Of which asset/],
    [['run', 'nothing_of_the_kind', ...common, ...offline], /No asset is called 'nothing_of_the_kind'/],
  ] as const) {
    const { code, err } = await orchestra(args)
    expect([args.join(' '), code]).toEqual([args.join(' '), 2])
    expect(err).toMatch(words)
  }
})

test('errors are in the language of the user, and JSON for programs', async () => {
  expect((await orchestra(['dance'], { LANG: 'fr_FR.UTF-8' })).err).toMatch(/Commande inconnue : « dance »/)
  const { err } = await orchestra(['dance', '--json'])
  expect(JSON.parse(err).error).toMatchObject({ code: 'usage.wrong' })
})

test('run, status, lineage, export, gc', async () => {
  const run = await orchestra(['run', ...common, ...offline])
  expect(run).toMatchObject({ code: 0 })
  expect(run.out).toMatch(/readings_0 +done +3 +2 +0 +1/)
  expect(run.out).toMatch(/Footprint/)

  const again = await orchestra(['run', 'grand_total', ...common, ...offline])
  expect(again.out).toMatch(/All is up to date/)

  const status = JSON.parse((await orchestra(['status', '--json', ...common])).out)
  expect(status.assets.map((a: { state: string }) => a.state)).toEqual(Array(9).fill('fresh'))
  expect((await orchestra(['status', ...common])).out).toMatch(/by_year +up to date +\d+ +4 +4\/4/)

  const lineage = (await orchestra(['lineage', 'grand_total', ...common])).out
  expect(lineage).toMatch(/^grand_total {2}v1/)
  expect(lineage).toMatch(
    /└─ readings_0 {2}v1 · 2 rows {2}\(source · test · 2024 · https:\/\/example.org\/readings_0.csv\)/,
  )

  const file = join(folder, 'total.csv')
  expect((await orchestra(['export', 'grand_total', '--to', file, ...common])).code).toBe(0)
  expect(readFileSync(file, 'utf8').split('\r\n').slice(0, 2)).toEqual(['station,readings,total', 'all,10,41'])
  const refused = await orchestra(['export', 'grand_total', '--to', join(folder, 'total.docx'), ...common])
  expect([refused.code, existsSync(join(folder, 'total.docx'))]).toEqual([2, false])

  expect((await orchestra(['gc', '--keep', '1', ...common])).code).toBe(0)
})

test('a source that goes bad fails by name, ends with 1, and what was good stays', async () => {
  writeFileSync(join(data, 'readings_1.csv'), '<!doctype html><html><body>Not found</body></html>')
  const { code, err } = await orchestra(['run', ...common, ...offline])
  expect(code).toBe(1)
  expect(err).toMatch(/readings_1 +failed[\s\S]*readings_1\.csv/)
  const status = JSON.parse((await orchestra(['status', '--json', ...common])).out)
  const of = (name: string) => status.assets.find((a: { asset: string }) => a.asset === name)
  expect(of('readings_1')).toMatchObject({ rows: 2, state: 'stale', failed: 1 })
  expect(of('grand_total')).toMatchObject({ rows: 1, state: 'fresh' })
})

test('two workers and a run share one PostgreSQL given by DATABASE_URL', { timeout: 120_000 }, async () => {
  // Any server will do: here, the bundled one of another home, reached by its address.
  const server = await openStore({ home: join(folder, 'server') })
  const env = { DATABASE_URL: server.url }
  const shared = ['--territory', territory, '--home', join(folder, 'shared'), '--data', data, '--offline']
  writeFileSync(join(data, 'readings_1.csv'), 'id,station,value\n1,a,3\n')
  const workers = [start(['worker', ...shared], env), start(['worker', ...shared], env)]
  const ends = workers.map(ended)
  const { code, out } = await orchestra(['run', '--json', ...shared], env)
  expect(code).toBe(0)
  const { steps } = JSON.parse(out) as { steps: { asset: string; state: string; worker: number }[] }
  expect(steps.map((s) => s.state)).toEqual(Array(9).fill('done'))
  const made = await server.query('select asset, partition from materialization group by 1, 2 having count(*) > 1')
  expect(made).toEqual([])
  for (const worker of workers) worker.kill('SIGTERM')
  for (const end of await Promise.all(ends)) expect(end.code).toBe(0)
  await server.close()
})
