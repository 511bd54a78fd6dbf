import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Call } from '../args.ts'
import { openHouse } from '../open.ts'
import { words } from '../words.ts'
import { runAndTell } from './run.ts'
import { listenOn, logLine, startThread } from './serve.ts'

const DEFAULT_PORT = 8080
/** The run tells its own progress: only what goes wrong is logged besides. */
const isTrouble = /failed|error|refused/

/** `orchestra demo`: makes the demo territory, then serves it. */
export async function demo(call: Call, signal: AbortSignal): Promise<number> {
  const { options } = call
  const house = await openHouse(options, (event, facts) => isTrouble.test(event) && logLine(event, facts))
  try {
    const code = await runAndTell(house, call, signal)
    if (signal.aborted) return code
    const server = await listenOn(house, options, options.port ?? ((await isFree(DEFAULT_PORT)) ? DEFAULT_PORT : 0))
    const thread = startThread(options)
    console.log(`\n${words.serving[options.language]} ${server.address}\n${words.ctrlC[options.language]}`)
    if (!signal.aborted) await Promise.race([once(signal, 'abort'), thread.failed])
    await thread.stop()
    await server.close()
    return code
  } finally {
    await house.close()
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    probe.listen(port)
    await once(probe, 'listening')
    return true
  } catch {
    return false
  } finally {
    probe.close()
  }
}
