import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { answerUnread, createApi, keepCalling, keepTelling, MOST_HEAD_BYTES } from '../../api/index.ts'
import { openCaller } from '../../connect/index.ts'
import { declareOrganisations, type Govern, keepGoverning } from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import { createPortal } from '../../portal/index.ts'
import { governOf, tellFirst } from '../accounts.ts'
import { startAnswers } from '../answers.ts'
import type { Call, Options } from '../args.ts'
import { logLine } from '../log-line.ts'
import { type House, openHouse } from '../open.ts'
import { serveSensors } from '../serve-sensors.ts'
import { serveSurveys } from '../surveys.ts'
import { version } from '../version.ts'
import { words } from '../words.ts'

export const DEFAULT_PORT = 8080

/** `orchestra serve`: APIs and portal here, schedule and steps in a thread, until stopped. */
export async function serve(call: Call, signal: AbortSignal): Promise<number> {
  const { options } = call
  const house = await openHouse(options, logLine)
  try {
    const server = await listenOn(house, options, options.port ?? DEFAULT_PORT)
    const thread = startThread(options)
    console.log(`${words.serving[options.language]} ${server.address}\n${words.ctrlC[options.language]}`)
    await tellFirst(server.govern, options.language)
    if (!signal.aborted) await Promise.race([once(signal, 'abort'), thread.failed])
    await thread.stop()
    await server.close()
    return signal.aborted ? 0 : 1
  } finally {
    await house.close()
  }
}

/** Serves the API and, asking it, the portal. */
export async function listenOn(
  house: House,
  options: Options,
  port: number,
): Promise<{ address: string; govern: Govern; close(): Promise<void> }> {
  const app = new Hono({ strict: false })
  const govern = governOf(house, options, port)
  await declareOrganisations(govern, house.chain.graph)
  const sensors = await serveSensors(house, options, govern.settings.origin)
  const caller = callerOf(options)
  const answers = startAnswers(options, house.chain)
  void answers?.warm()
  const api = createApi({
    chain: house.chain,
    queue: house.queue,
    govern,
    version,
    ...(options.secret && { secret: options.secret }),
    ...(caller && { caller }),
    ...(answers && { answers }),
    ...sensors?.api,
  })
  const portal = createPortal({
    api: async (path, init, env) => api.request(path, init, env),
    version,
    assets: fileURLToPath(new URL('../../portal/assets/', import.meta.url)),
    log: house.chain.log,
  })
  app.use(compress())
  app.route('/', api)
  app.route('/', portal)
  const server = listen({ fetch: app.fetch, port, serverOptions: { maxHeaderSize: MOST_HEAD_BYTES } }) as Server
  server.on('clientError', answerUnread)
  sensors?.attach(server)
  const { publicUrl } = options
  // Whatever a proxy or a client says of the host: links are made of the address the operator gave.
  if (publicUrl)
    server.prependListener('request', (incoming: IncomingMessage) => {
      if (incoming.url?.startsWith('/')) incoming.url = `${publicUrl.origin}${incoming.url}`
    })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portTaken(port, cause)))
  }).catch(async (error: unknown) => {
    await answers?.close()
    await sensors?.close()
    throw error
  })
  const stopGoverning = keepGoverning(govern)
  const stopSurveys = serveSurveys(house.chain)
  const ask = async (address: string) => api.request(address)
  const stopTelling = keepTelling({ govern, ask })
  // The catalogue is made ready to be searched before anybody asks.
  void ask('/api/records?limit=1')
  const stopCalling = caller && keepCalling({ chain: house.chain, caller, ask })
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    govern,
    async close() {
      await stopGoverning()
      await stopSurveys()
      await stopCalling?.()
      await stopTelling()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await answers?.close()
      await sensors?.close()
    },
  }
}

/** What calls the addresses of those who ask for executions, unless the operator wants none called or there is no network. */
const callerOf = ({ callbackHosts, offline }: Options) =>
  offline || callbackHosts === 'none' ? undefined : openCaller(callbackHosts)

/** The schedule and the steps, in a thread of this process: a heavy step never holds up a page. */
export function startThread(options: Options): { failed: Promise<never>; stop(): Promise<void> } {
  const thread = new Worker(new URL('../thread.js', import.meta.url), { workerData: options })
  let ended = false
  const exit = once(thread, 'exit').then(() => {
    ended = true
  })
  const failed = once(thread, 'error').then(([error]) => {
    throw error
  })
  failed.catch(() => {})
  return {
    failed,
    async stop() {
      if (ended) return
      thread.postMessage('stop')
      await exit
    },
  }
}

function portTaken(port: number, cause: NodeJS.ErrnoException): OrchestraError {
  return new OrchestraError({
    code: 'serve.port',
    say: {
      fr: cause.code === 'EADDRINUSE' ? `Le port ${port} est déjà pris.` : `Impossible d’écouter sur le port ${port}.`,
      en: cause.code === 'EADDRINUSE' ? `Port ${port} is already in use.` : `Cannot listen on port ${port}.`,
    },
    remedy: {
      fr: 'Choisissez-en un autre : `--port 8081` ou PORT=8081.',
      en: 'Choose another: `--port 8081` or PORT=8081.',
    },
    cause,
  })
}
