import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fetched, FetchRequest } from '../../kernel/index.ts'
import { fetchable, fileName } from './address.ts'
import { badStatus, cutShort, networkFailure, tooLarge, tooManyRedirects, tooSlow } from './failures.ts'
import { refuseInward } from './inward.ts'

export interface DownloadLimits {
  /** Longest silence, in ms. */
  readonly idleMs: number
  /** Longest whole download, in ms. */
  readonly totalMs: number
  readonly redirects: number
  readonly maxBytes: number
}

/** An answer that must be waited for: when the service asks to come back later. */
export interface Waiting {
  /** In ms. */
  readonly retryAfter?: number
}

/** Downloads once. What it throws carries `retryAfter` in ms where the service asked for it. */
export async function download(request: FetchRequest, limits: DownloadLimits): Promise<Fetched> {
  const watch = watchdog(request.signal, limits)
  let address = fetchable(request.address)
  try {
    for (let hops = 0; ; hops++) {
      const response = await watch.guard(address, undefined, ask(request, address, watch.signal))
      const location = response.headers.get('location')
      if ([301, 302, 303, 307, 308].includes(response.status) && location !== null) {
        await response.body?.cancel()
        if (hops >= limits.redirects) throw tooManyRedirects(address, limits.redirects)
        const next = fetchable(location, address)
        await refuseInward(address, next)
        address = next
        continue
      }
      if (response.status === 304 && request.known) return { unchanged: true }
      if (response.status !== 200) {
        await response.body?.cancel()
        const error = badStatus(fetchable(request.address), address, response.status)
        throw Object.assign(error, { retryAfter: retryAfter(response.headers) } satisfies Waiting)
      }
      return await save(request, address, response, limits, watch)
    }
  } finally {
    watch.stop()
  }
}

function ask({ known, accept = '*/*' }: FetchRequest, address: URL, signal: AbortSignal): Promise<Response> {
  const headers = new Headers({ accept, 'user-agent': 'city-orchestra' })
  if (known?.etag) headers.set('if-none-match', known.etag)
  if (known?.lastModified) headers.set('if-modified-since', known.lastModified)
  return fetch(address, { headers, signal, redirect: 'manual' })
}

/** Writes the body beside its final name, and gives it that name once whole. */
async function save(
  request: FetchRequest,
  address: URL,
  response: Response,
  limits: DownloadLimits,
  watch: Watchdog,
): Promise<Fetched> {
  const { headers } = response
  const maxBytes = Math.min(request.maxBytes ?? limits.maxBytes, limits.maxBytes)
  // The length is that of what travels: it says nothing of the content when compressed on the way.
  const encoded = (headers.get('content-encoding') ?? 'identity') !== 'identity'
  const length = Number(headers.get('content-length') ?? Number.NaN)
  const expected = encoded || !Number.isSafeInteger(length) ? undefined : length
  if (expected !== undefined && expected > maxBytes) {
    await response.body?.cancel()
    throw tooLarge(address, expected, maxBytes)
  }

  await mkdir(request.into, { recursive: true })
  const part = join(request.into, `.part-${randomUUID()}`)
  const handle = await open(part, 'wx')
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const reader = response.body?.getReader()
    for (;;) {
      const next = reader && (await watch.guard(address, bytes, reader.read(), expected))
      if (!next || next.done) break
      bytes += next.value.length
      if (bytes > maxBytes) {
        await reader.cancel()
        throw tooLarge(address, bytes, maxBytes)
      }
      hash.update(next.value)
      await handle.writeFile(next.value)
      request.progress?.(bytes, expected)
    }
    if (expected !== undefined && bytes !== expected) throw cutShort(address, bytes, expected)
    await handle.sync()
  } catch (error) {
    await handle.close()
    await rm(part, { force: true })
    throw error
  }
  await handle.close()
  const name = fileName(address, headers)
  const path = join(request.into, name)
  await rename(part, path)
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')]
  const [type, link] = [headers.get('content-type'), headers.get('link')]
  return {
    unchanged: false,
    file: { path, name, sha256: hash.digest('hex'), bytes },
    ...(etag && { etag }),
    ...(lastModified && { lastModified }),
    ...(type && { type }),
    ...(link && { link }),
  }
}

type Watchdog = ReturnType<typeof watchdog>

/** Stops what takes too long, and says which limit it passed. */
function watchdog(outer: AbortSignal | undefined, { idleMs, totalMs }: DownloadLimits) {
  const controller = new AbortController()
  let passed: 'idle' | 'total' | undefined
  const stopFor = (kind: 'idle' | 'total') => () => {
    passed ??= kind
    controller.abort()
  }
  const total = setTimeout(stopFor('total'), totalMs)
  const signal = outer ? AbortSignal.any([outer, controller.signal]) : controller.signal
  return {
    signal,
    /** Waits for the network, with a name for what goes wrong. `received` is undefined before the body. */
    async guard<T>(address: URL, received: number | undefined, work: Promise<T>, expected?: number): Promise<T> {
      const idle = setTimeout(stopFor('idle'), idleMs)
      try {
        return await work
      } catch (error) {
        outer?.throwIfAborted()
        if (passed) throw tooSlow(address, passed, passed === 'idle' ? idleMs : totalMs)
        throw networkFailure(address, error, received, expected)
      } finally {
        clearTimeout(idle)
      }
    },
    stop: () => clearTimeout(total),
  }
}

/** Milliseconds that a `Retry-After` asks to wait: seconds, or a date. */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after')
  if (text === null) return undefined
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}
