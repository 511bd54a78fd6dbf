import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { tellFirst } from '../accounts.ts'
import type { Call } from '../args.ts'
import { logLine } from '../log-line.ts'
import { openHouse } from '../open.ts'
import { words } from '../words.ts'
import { runAndTell } from './run.ts'
import { DEFAULT_PORT, listenOn, startThread } from './serve.ts'

/** The run tells its own progress: only what goes wrong is logged besides. */
const isTrouble = /failed|error|refused/

/** `orchestra demo`: makes the demo territory, then serves it. */
export async function demo(call: Call, signal: AbortSignal): Promise<number> {
  const { options } = call
  const house = await openHouse(options, (event, facts) => isTrouble.test(event) && logLine(event, facts))
  try {
    const code = await runAndTell(house, call, signal)
    if (signal.aborted) return code
    const server = await listenOn(house, options, options.port ?? (await freePort(DEFAULT_PORT)))
    const thread = startThread(options)
    console.log(`\n${words.serving[options.language]} ${server.address}\n${words.ctrlC[options.language]}`)
    await tellFirst(server.govern, options.language)
    if (!signal.aborted) await Promise.race([once(signal, 'abort'), thread.failed])
    await thread.stop()
    await server.close()
    return code
  } finally {
    await house.close()
  }
}

/** The port that was wanted, or another when it is taken: known before anything is served, for links are made of it. */
async function freePort(wanted: number): Promise<number> {
  const probe = createServer()
  try {
    probe.listen(wanted)
    await once(probe, 'listening')
    return (probe.address() as AddressInfo).port
  } catch {
    return freePort(0)
  } finally {
    probe.close()
  }
}
