import { setTimeout as sleep } from 'node:timers/promises'
import type { Server } from './start.ts'

// Between an unexpected end and a new start: at once would fill the log when it cannot work (milliseconds).
const firstPause = 200
const longestPause = 30_000

/**
 * Keeps a server running until it is stopped: one that ends by itself (killed for its memory, say) is started again, and
 * recovers what it had written. Meanwhile queries fail with a transient error.
 */
export async function supervise(
  start: () => Promise<Server>,
  log: (line: string) => void,
): Promise<{ socketFolder: string; stop(): Promise<void> }> {
  let server = await start()
  let restarting: Promise<void> | undefined
  const stopping = new AbortController()

  function watch(): void {
    void server.ended.then(() => {
      if (!stopping.signal.aborted) restarting = restart()
    })
  }
  async function restart(): Promise<void> {
    for (let pause = firstPause; !stopping.signal.aborted; pause = Math.min(2 * pause, longestPause)) {
      log('database: PostgreSQL ended by itself (see postgres.log); starting it again')
      await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        server = await start()
        return watch()
      } catch (error) {
        log(`database: PostgreSQL does not start: ${(error as Error).message}`)
      }
    }
  }

  watch()
  // A process that ends without closing still asks its server to stop.
  const lastCall = () => server.abandon()
  process.on('exit', lastCall)
  return {
    socketFolder: server.socketFolder,
    async stop() {
      stopping.abort()
      process.off('exit', lastCall)
      await restarting
      await server.stop()
    },
  }
}
