// The executable test suites of the OGC, by their Maven coordinates, for who has Maven and Java.
import { execFile } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { tallyOf } from './testng.mjs'

const run = promisify(execFile)

const MOST_OUTPUT = 64 * 1024 * 1024
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1'

/**
 * Runs a suite of the OGC. Says in one line when it cannot be run here.
 * @param folder a scratch folder
 * @param suite `{ name, version, settings }`: its artifact, and the properties that it wants, the address under test first
 * @returns its tally: `{ suite, checks, skipped, failures }`, or undefined when it was not run
 */
export async function runSuite(folder, { name, version, settings }) {
  if (!(await isHere('mvn')) || !(await isHere('java'))) return notRun(name, 'Maven and Java are not at hand')
  const jars = join(folder, 'jars')
  mkdirSync(jars, { recursive: true })
  const artifact = `org.opengis.cite:${name}:${version}:jar:aio`
  const fetched = await ends('mvn', [
    '-q',
    '-B',
    `${PLUGIN}:copy`,
    `-Dartifact=${artifact}`,
    `-DoutputDirectory=${jars}`,
  ])
  if (!fetched) return notRun(name, `Maven has no ${artifact}`)
  const properties = join(folder, `${name}.xml`)
  writeFileSync(properties, propertiesOf(settings))
  const results = join(folder, name)
  mkdirSync(results)
  await ends('java', ['-jar', join(jars, `${name}-${version}-aio.jar`), '-o', results, properties])
  const [report] = globSync('**/testng-results.xml', { cwd: results })
  if (!report) return notRun(name, 'it left no report')
  return tallyOf(name, readFileSync(join(results, report), 'utf8'))
}

/** Properties as Java reads them from XML. */
function propertiesOf(settings) {
  const lines = Object.entries(settings).map(([key, value]) => `<entry key="${key}">${escaped(value)}</entry>`)
  const type = '<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">'
  return `<?xml version="1.0"?>${type}<properties version="1.0">${lines.join('')}</properties>`
}

const escaped = (value) => `${value}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Whether a command can be run. */
export const isHere = (command) => ends(command, ['--version'])

/** Runs a program to its end, and says whether it did well. */
async function ends(command, args) {
  try {
    await run(command, args, { maxBuffer: MOST_OUTPUT })
    return true
  } catch {
    return false
  }
}

function notRun(name, why) {
  console.log(`${name}: not run, ${why}`)
}
