// Serves sensors that anybody may write and has SensorThings judged by others: the suite of the OGC, and a client of its users.
import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { node, root } from '../setup.mjs'
import { runSuite } from './maven.mjs'

const run = promisify(execFile)

const PORT = 18_081
const MQTT_PORT = 18_883

/**
 * Runs ets-sta10 where Maven has it, and drives the service with frost_sta_client where Python has it. Says in one line what is
 * not run.
 * @param folder a scratch folder
 * @returns the tallies of what was run: `{ suite, checks, skipped, failures }` each
 */
export async function checkSensorThings(folder) {
  const args = ['serve', '--territory', join(root, 'scripts', 'conformance', 'sensors.territory.mjs')]
  const places = ['--home', join(folder, 'sensors'), '--port', `${PORT}`, '--mqtt-port', `${MQTT_PORT}`]
  const service = spawn(node, [join(root, 'dist', 'src', 'main.js'), ...args, ...places], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => service.once('exit', resolve))
  const address = `http://localhost:${PORT}/sensorthings/v1.1`
  try {
    await serving(address, service)
    // Level 8 is all of them but MultiDatastreams, which the service root does not tell of: the suite then leaves them out.
    const settings = { iut: address, ics: '8', mqttServer: `tcp://localhost:${MQTT_PORT}`, mqttTimeoutInMs: '10000' }
    const suite = await runSuite(folder, { name: 'ets-sta10', version: '1.1', settings })
    return [suite, await driveClient(address)].filter((tally) => tally !== undefined)
  } finally {
    service.kill('SIGTERM')
    await ended
  }
}

async function serving(address, service) {
  for (let tries = 0; tries < 240; tries++) {
    if (service.exitCode !== null) throw new Error(`the service of sensors ended with code ${service.exitCode}`)
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`nothing answers at ${address}`)
}

/** Its steps, as the client says them: one line each, `ok` or `FAIL`. */
async function driveClient(address) {
  const python = process.env.PYTHON ?? 'python3'
  const isThere = await run(python, ['-c', 'import frost_sta_client']).catch(() => undefined)
  if (!isThere) {
    console.log('frost_sta_client: not run, Python does not have it (pip install frost_sta_client)')
    return undefined
  }
  const script = join(root, 'scripts', 'conformance', 'sensorthings_client.py')
  // A step that fails makes it end with 1: what it said is kept.
  const { stdout, stderr } = await run(python, [script, address]).catch((error) => error)
  const steps = stdout.split('\n').filter((line) => /^ {2}(ok|FAIL) /.test(line))
  const failed = steps.map((line) => line.trim()).filter((line) => line.startsWith('FAIL'))
  const failures = failed.map((line) => ({ test: line.slice(4).trim(), clause: 'OGC 18-088', why: 'see the step' }))
  if (!/^frost_sta_client:/m.test(stdout)) failures.push({ test: 'all steps', clause: 'OGC 18-088', why: stderr })
  return { suite: 'SensorThings by frost_sta_client', checks: steps.length, skipped: 0, failures }
}
