// Serves the demo territory and has it judged by others: the executable test suites of the OGC, and GDAL as a client.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensureBuild, ensurePackages, node, root } from './setup.mjs'

const run = promisify(execFile)

/** The suites, by their Maven coordinates. */
const suites = [
  { name: 'ets-ogcapi-features10', version: '1.9' },
  { name: 'ets-ogcapi-tiles10', version: '1.2' },
]
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1'
const PORT = 18_080

ensurePackages()
ensureBuild()
const folder = mkdtempSync(join(tmpdir(), 'orchestra-conformance-'))
const demo = spawn(
  node,
  [join(root, 'dist', 'src', 'main.js'), 'demo', '--home', join(folder, 'home'), '--port', `${PORT}`],
  {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)
const ended = new Promise((resolve) => demo.once('exit', resolve))
const address = `http://localhost:${PORT}/ogc`
let failed = 0
try {
  await serving()
  for (const suite of suites) failed += runSuite(suite)
  failed += await readWithGdal()
} finally {
  demo.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}
process.exit(failed > 0 ? 1 : 0)

/** Waits until the demo answers. */
async function serving() {
  for (let tries = 0; tries < 240; tries++) {
    if (demo.exitCode !== null) throw new Error(`the demo ended with code ${demo.exitCode}`)
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`nothing answers at ${address}`)
}

/** Runs a suite of the OGC and gives the number of its failures. Says in one line when it cannot be run here. */
function runSuite({ name, version }) {
  if (!isHere('mvn') || !isHere('java')) return notRun(name, 'Maven and Java are not at hand')
  const jars = join(folder, 'jars')
  mkdirSync(jars, { recursive: true })
  const artifact = `org.opengis.cite:${name}:${version}:jar:aio`
  const fetched = spawnSync('mvn', [
    '-q',
    '-B',
    `${PLUGIN}:copy`,
    `-Dartifact=${artifact}`,
    `-DoutputDirectory=${jars}`,
  ])
  if (fetched.status !== 0) return notRun(name, `Maven has no ${artifact}`)
  const settings = join(folder, `${name}.xml`)
  const entries = { iut: address, noofcollections: '-1' }
  const lines = Object.entries(entries).map(([key, value]) => `<entry key="${key}">${value}</entry>`)
  writeFileSync(
    settings,
    `<?xml version="1.0"?><!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd"><properties version="1.0">${lines.join('')}</properties>`,
  )
  const results = join(folder, name)
  mkdirSync(results)
  spawnSync('java', ['-jar', join(jars, `${name}-${version}-aio.jar`), '-o', results, settings], { stdio: 'ignore' })
  const [report] = globSync('**/testng-results.xml', { cwd: results })
  if (!report) return notRun(name, 'it left no report')
  const text = readFileSync(join(results, report), 'utf8')
  const number = (what) => Number(new RegExp(`<testng-results[^>]*\\b${what}="(\\d+)"`).exec(text)?.[1] ?? Number.NaN)
  console.log(`${name}: ${number('passed')} passed, ${number('failed')} failed, ${number('skipped')} skipped`)
  for (const [, test] of text.matchAll(/<test-method status="FAIL"[^>]*\bdescription="([^"]*)"/g))
    console.log(`  FAIL ${test}`)
  return number('failed')
}

/** Has GDAL read every collection: as many features as the API says, in the same extent. Gives the number that differ. */
async function readWithGdal() {
  if (!isHere('ogrinfo')) return notRun('GDAL', 'ogrinfo is not at hand')
  const { collections } = await (await fetch(`${address}/collections?f=json`)).json()
  let wrong = 0
  for (const { id, extent } of collections) {
    const { numberMatched } = await (await fetch(`${address}/collections/${id}/items?f=json&limit=1`)).json()
    const { stdout } = await run('ogrinfo', ['-so', '-al', `OAPIF:${address}/collections/${id}`])
    const count = Number(/Feature Count: (\d+)/.exec(stdout)?.[1])
    const box = /Extent: \(([\d.-]+), ([\d.-]+)\) - \(([\d.-]+), ([\d.-]+)\)/.exec(stdout)?.slice(1).map(Number)
    const told = extent?.spatial?.bbox[0]
    // The extent is converted from the corners of the data, features one by one: 1e-5 degree is a metre.
    const isSameBox = !box || !told || box.every((value, i) => Math.abs(value - told[i]) < 1e-5)
    if (count === numberMatched && isSameBox) continue
    wrong++
    console.log(`  GDAL differs on ${id}: ${count} features for ${numberMatched}, extent ${box} for ${told}`)
  }
  console.log(`GDAL: ${collections.length - wrong} of ${collections.length} collections read, counts and extents equal`)
  return wrong
}

function isHere(command) {
  return spawnSync(command, ['--version']).status === 0
}

function notRun(name, why) {
  console.log(`${name}: not run, ${why}`)
  return 0
}
