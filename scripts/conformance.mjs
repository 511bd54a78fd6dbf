// Serves the demo territory and judges it: by the executable test suites of the OGC where Maven has them, by our equivalent of
// each of their tests, and by other people's clients. `--at ADDRESS` judges a service that already runs: npm run conformance --
// --at https://data.example.org
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readExports } from './conformance/exports.mjs'
import { checkFeatures } from './conformance/features.mjs'
import { readWithGdal } from './conformance/gdal.mjs'
import { runSuite } from './conformance/maven.mjs'
import { readTiles } from './conformance/mvt.mjs'
import { checkSensorThings } from './conformance/sensorthings.mjs'
import { printTable } from './conformance/table.mjs'
import { checkTiles, tilesSettings } from './conformance/tiles.mjs'
import { readWfs } from './conformance/wfs.mjs'
import { readWms } from './conformance/wms.mjs'
import { ensureBuild, ensurePackages, node, root } from './setup.mjs'

const PORT = 18_080

const { values } = parseArgs({ options: { at: { type: 'string' } } })
ensurePackages()
ensureBuild()
const folder = mkdtempSync(join(tmpdir(), 'orchestra-conformance-'))
const demo = values.at === undefined ? serveDemo() : undefined
const origin = values.at?.replace(/\/$/, '') ?? `http://localhost:${PORT}`
const entry = `${origin}/ogc`
const judges = {
  'OGC API Features': () => checkFeatures(entry),
  'OGC API Tiles': () => checkTiles(entry),
  'OGC API Features by GDAL': () => readWithGdal(entry, folder),
  'WFS by GDAL': () => readWfs(origin, folder),
  'exports by GDAL and DuckDB': () => readExports(origin, folder),
  'vector tiles by GDAL': () => readTiles(origin, folder),
  'WMS by GDAL': () => readWms(origin),
  SensorThings: () => checkSensorThings(folder),
}
const tallies = []
try {
  await serving()
  for (const suite of await mavenSuites()) tallies.push(await runSuite(folder, suite))
  for (const [name, work] of Object.entries(judges)) tallies.push(...[await work().catch(broken(name))].flat())
} finally {
  demo?.child.kill('SIGTERM')
  await demo?.ended
  rmSync(folder, { recursive: true, force: true })
}
process.exit(printTable(tallies.filter((tally) => tally !== undefined)) > 0 ? 1 : 0)

/** The suites of the OGC, with the properties that each wants. */
async function mavenSuites() {
  return [
    { name: 'ets-ogcapi-features10', version: '1.9', settings: { iut: entry, noofcollections: '-1' } },
    { name: 'ets-ogcapi-tiles10', version: '1.2', settings: { iut: entry, ...(await tilesSettings(entry)) } },
    {
      name: 'ets-ogcapi-processes10',
      version: '1.3',
      settings: { iut: entry, echoprocessid: 'echo', processtestlimit: '5', testallprocesses: 'on' },
    },
    { name: 'ets-ogcapi-edr10', version: '1.3', settings: { iut: entry, ics: 'Core', apiDefinition: `${entry}/api` } },
  ]
}

/** The tally of what could not be judged to its end: the others are judged all the same. */
function broken(suite) {
  return (error) => ({
    suite,
    checks: 1,
    skipped: 0,
    failures: [{ test: 'to its end', clause: 'none', why: `${error}` }],
  })
}

/** The demo, served from the build by a process of its own. */
function serveDemo() {
  const args = ['demo', '--home', join(folder, 'home'), '--port', `${PORT}`]
  const child = spawn(node, [join(root, 'dist', 'src', 'main.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

/** Waits until the service answers. */
async function serving() {
  for (let tries = 0; tries < 240; tries++) {
    if (demo && demo.child.exitCode !== null) throw new Error(`the demo ended with code ${demo.child.exitCode}`)
    const answer = await fetch(entry).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`nothing answers at ${entry}`)
}
