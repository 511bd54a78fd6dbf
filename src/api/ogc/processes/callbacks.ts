import { setTimeout as sleep } from 'node:timers/promises'
import { OrchestraError } from '../../../kernel/index.ts'
import {
  type Chain,
  callFailed,
  callSent,
  type DueCall,
  dueCalls,
  type Job,
  type Offered,
  offeredProcesses,
  readJob,
} from '../../../pipeline/index.ts'
import { hrefOf } from './answer.ts'
import type { Caller } from './caller.ts'
import { mediaTypesOf } from './formats.ts'
import { standing } from './output.ts'

/** Calls are looked for this often. */
const LOOK_EVERY_MS = 1000
/** Characters of JSON above which a value is sent as a link. */
const MOST_VALUE = 100_000

interface Calling {
  readonly chain: Pick<Chain, 'store' | 'graph' | 'log'>
  readonly caller: Caller
  /** Asks this very service as anybody may. */
  ask(address: string): Promise<Response>
}

/** Calls the addresses of subscribers as their jobs go on, while the service lasts. Gives the function that ends it. */
export function keepCalling(calling: Calling): () => Promise<void> {
  const ending = new AbortController()
  const offered = offeredProcesses(calling.chain.graph)
  const keep = async () => {
    while (!ending.signal.aborted) {
      await callNow(calling, offered).catch((error: unknown) =>
        calling.chain.log('callback.error', { error: String(error) }),
      )
      await sleep(LOOK_EVERY_MS, undefined, { signal: ending.signal, ref: false }).catch(() => {})
    }
  }
  const keeping = keep()
  return async () => {
    ending.abort()
    await keeping
  }
}

/** Makes the calls that are due. */
export async function callNow(calling: Calling, offered: ReadonlyMap<string, Offered>): Promise<void> {
  const calls = await dueCalls(calling.chain)
  await Promise.all(calls.map((call) => make(calling, offered, call)))
}

async function make({ chain, caller, ask }: Calling, offered: ReadonlyMap<string, Offered>, call: DueCall) {
  const { job: id, event, address, attempt } = call
  // The rest of an address may be a secret of whoever gave it.
  const facts = { job: id, event, host: new URL(address).host, attempt }
  let isHopeless = false
  let outcome: Readonly<Record<string, unknown>>
  try {
    const job = await readJob(chain, id)
    if (!job) return
    const body = event === 'success' ? results(job, offered.get(job.process), call.origin) : await state(ask, call)
    const status = await caller.post(address, body)
    if (status >= 200 && status < 300) {
      await callSent(chain, call)
      return chain.log('callback.sent', { ...facts, status })
    }
    // What is refused for good is not asked again: redirects are not followed.
    isHopeless = status < 500 && status !== 408 && status !== 429
    outcome = { status }
  } catch (error) {
    isHopeless = error instanceof OrchestraError && error.retry !== 'transient'
    outcome = { code: error instanceof OrchestraError ? error.code : String(error) }
  }
  const next = await callFailed(chain, call, isHopeless)
  chain.log(next === 'waiting' ? 'callback.failed' : 'callback.given-up', { ...facts, ...outcome })
}

/** The state of a job (statusInfo.yaml), as its address tells it. */
async function state(ask: Calling['ask'], { origin, job }: DueCall): Promise<string> {
  const answer = await ask(`${origin}/ogc/jobs/${job}?f=json`)
  return answer.text()
}

/** The results of a job (results.yaml): values where they are small, else links. */
function results(job: Job, offered: Offered | undefined, origin: string): string {
  const document = Object.entries(job.request.outputs).flatMap(([name, asked]) => {
    const [output, result] = [offered?.outputs[name], job.results?.[name]]
    if (!output || !result) return []
    const mediaType = asked.mediaType ?? ('mediaType' in result ? result.mediaType : mediaTypesOf(output)[0]!)
    const link = { href: hrefOf(origin, job, name, asked.mediaType), type: mediaType, title: name }
    const value = 'value' in result ? standing(output, result.value, mediaType) : undefined
    const isSmall = value !== undefined && JSON.stringify(value).length <= MOST_VALUE
    return [[name, isSmall && asked.transmission === 'value' ? value : link]]
  })
  return JSON.stringify(Object.fromEntries(document))
}
