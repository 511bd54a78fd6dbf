import { type AutoProvision, asOrchestraError, OrchestraError } from '../../kernel/index.ts'
import type { Sandbox } from '../codecs/index.ts'
import type { Frame, Observe } from '../types.ts'
import { openBatches } from './batches.ts'
import { openDecoder, reasonOf } from './decode.ts'
import { identityOf, rawOf, uuidOf } from './identity.ts'
import { type Parts, processBatch } from './process.ts'
import { type Replayed, type ReplayOptions, replay } from './replay.ts'
import { insertUnreadable } from './rows.ts'
import { type FrameStats, openStats } from './stats.ts'
import { openStreams } from './streams.ts'

export interface PipelineOptions {
  readonly observe: Observe
  readonly sandbox: Sandbox
  /** What a connection does with devices that nobody declared. Default: their frames are set aside. */
  readonly autoProvisionOf?: (connection: string) => AutoProvision | undefined
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** A message that could not be read, to be kept. */
export interface Unread {
  readonly connection: string
  readonly path: string
  readonly device?: string
  readonly code: string
  readonly reason: { readonly fr: string; readonly en: string }
  readonly raw: Uint8Array
  readonly received: Date
}

/** From frames to observations. */
export interface Pipeline {
  /** Resolves once the frames, and what they gave, are durable. Throws `frames.overloaded` (transient) when too many wait. */
  take(frames: readonly Frame[]): Promise<void>
  /** Keeps messages that could not be read. */
  setAside(messages: readonly Unread[]): Promise<void>
  /** Reads frames again, after a codec was mended or a device declared. */
  replay(options: ReplayOptions): Promise<Replayed>
  readonly stats: FrameStats
  close(): Promise<void>
}

/** Frames of one transaction, and those that may wait for their turn: some seconds of work. */
const MOST = 500
const MOST_WAITING = 20_000
const ATTEMPTS = 4

/** Opens the pipeline over observations and a sandbox, which stay open when it is closed. */
export function openPipeline({ observe, sandbox, autoProvisionOf = () => undefined, log }: PipelineOptions): Pipeline {
  const stats = openStats()
  const parts: Parts = {
    ...{ observe, stats, autoProvisionOf, streams: openStreams(observe.registry), decoder: openDecoder(sandbox) },
  }

  async function attempt(frames: readonly Frame[]): Promise<void> {
    for (let n = 1; ; n++) {
      try {
        return await processBatch(parts, frames)
      } catch (error) {
        // Datastreams made by a transaction that was rolled back do not exist.
        parts.streams.forget()
        const isOvertaken = error instanceof OrchestraError && error.code === 'frames.overtaken'
        if (!isOvertaken || n === ATTEMPTS) throw error
      }
    }
  }

  /** A frame that the store refuses must not hold up the others: it is kept by itself, with the reason. */
  async function batch(frames: readonly Frame[]): Promise<void> {
    try {
      await attempt(frames)
    } catch (error) {
      const known = asOrchestraError(error)
      if (known.retry === 'transient') throw known
      if (frames.length > 1) {
        const middle = frames.length >> 1
        await batch(frames.slice(0, middle))
        await batch(frames.slice(middle))
        return
      }
      log('frames.refused', { device: frames[0]!.device, error: known.message })
      await setAside(frames.map((frame) => refusedFrame(frame, known)))
    }
  }

  async function setAside(messages: readonly Unread[]): Promise<void> {
    for (const { connection, path, device, code, reason, raw, received } of messages) {
      const identity = uuidOf('unread', connection, raw)
      await insertUnreadable(observe.store, {
        ...{ identity, connection, path, device, raw, received, reason: reasonOf(code, reason) },
      })
    }
    stats.messages += messages.length
    stats.states.quarantined += messages.length
  }

  const batches = openBatches<Frame>(MOST, batch)
  return {
    stats,
    async take(frames) {
      if (frames.length === 0) return
      if (batches.waiting + frames.length > MOST_WAITING && batches.waiting > 0) throw overloaded(batches.waiting)
      await batches.add(frames)
      stats.messages += frames.length
    },
    setAside,
    replay: (options) => replay(parts, options),
    close: () => batches.idle(),
  }
}

const refusedFrame = (frame: Frame, { code, say }: OrchestraError): Unread => ({
  ...{ connection: frame.connection, path: identityOf(frame), device: frame.device, code, reason: say },
  ...{ raw: rawOf(frame), received: frame.received },
})

const overloaded = (waiting: number) =>
  new OrchestraError({
    code: 'frames.overloaded',
    say: { fr: 'Trop de trames attendent déjà leur tour.', en: 'Too many frames are waiting for their turn already.' },
    remedy: { fr: 'Renvoyez-les dans quelques secondes.', en: 'Send them again in a few seconds.' },
    facts: { waiting, most: MOST_WAITING },
    retry: 'transient',
  })
