import { OrchestraError } from '../../kernel/index.ts'
import type { Frame } from '../types.ts'
import { readHeard } from './devices.ts'
import type { Parts } from './process.ts'
import { type Publishing, prepare, publish } from './publish.ts'
import { changeOutcome, frameOf, type KeptFrame, selectFrames } from './rows.ts'

export interface ReplayOptions {
  /** Only this device. */
  readonly device?: string
  /** Only frames heard from then on. */
  readonly since?: Date
  readonly until?: Date
  /** Only those set aside; else also those decoded, as another codec reads them now. Default: true. */
  readonly quarantinedOnly?: boolean
  /** Reads a message again that could not be read: gives its frames, or nothing when it still can't be. */
  readonly reread?: (row: KeptFrame) => Promise<readonly Frame[]>
  /** Takes the frames that a message gave. */
  readonly take?: (frames: readonly Frame[]) => Promise<void>
  readonly signal?: AbortSignal
  readonly progress?: (done: number) => void
}

export interface Replayed {
  readonly frames: number
  readonly decoded: number
  readonly quarantined: number
}

/** Frames of one transaction. */
const BATCH = 200

/** Reads frames again. What they gave before is replaced: replaying twice changes nothing more. */
export async function replay(parts: Parts, options: ReplayOptions): Promise<Replayed> {
  const { device, since, until, quarantinedOnly = true, signal, progress } = options
  const conditions = ['id > $1', quarantinedOnly ? "state = 'quarantined'" : "state <> 'ignored'"]
  const values: unknown[] = [0]
  const add = (condition: string, value: unknown) => {
    values.push(value)
    conditions.push(`${condition} $${values.length}`)
  }
  if (device !== undefined) add('device =', device)
  if (since) add('time >=', since)
  if (until) add('time <', until)
  const total = { frames: 0, decoded: 0, quarantined: 0 }
  for (;;) {
    signal?.throwIfAborted()
    const rows = await selectFrames(parts.observe.store, conditions.join(' and '), values, BATCH)
    if (rows.length === 0) return total
    values[0] = rows.at(-1)!.id
    const decoded = await replayRows(parts, rows, options)
    total.frames += rows.length
    total.decoded += decoded
    total.quarantined += rows.length - decoded
    progress?.(total.frames)
  }
}

/** Reads some frames again and gives how many are decoded now. */
async function replayRows(parts: Parts, rows: readonly KeptFrame[], options: ReplayOptions): Promise<number> {
  const { observe, decoder, streams } = parts
  let reread = 0
  const frames: KeptFrame[] = []
  for (const row of rows) {
    if (!isUnread(row)) frames.push(row)
    else if (await takeAgain(parts, row, options)) reread++
  }
  const devices = await readHeard(observe.store, frames)
  const outcomes = await Promise.all(
    frames.map(async (row) => {
      const device = devices.get(row.device)
      return { row, device, outcome: await decoder.decode(await wholeFrame(row, options), device) }
    }),
  )
  const publishing = outcomes.flatMap(({ row, device, outcome }): Publishing[] => {
    if (outcome.state !== 'decoded' || !device) return []
    const { id, identity, time, received } = row
    const before = row.decoded ? { before: { time, received, decoded: row.decoded } } : {}
    return [
      { id, identity, frame: { time, received }, device, decoded: outcome.decoded, values: outcome.values, ...before },
    ]
  })
  try {
    const prepared = await prepare(observe, publishing)
    const written = await observe.store.transaction(async (tx) => {
      for (const { row, outcome } of outcomes) await changeOutcome(tx, row.id, outcome)
      return publish(tx, observe, streams, publishing, prepared)
    })
    written.announce()
  } catch (error) {
    streams.forget()
    if (error instanceof OrchestraError && error.code === 'frames.overtaken') return replayRows(parts, rows, options)
    throw error
  }
  return reread + outcomes.filter(({ outcome }) => outcome.state === 'decoded').length
}

/** A message of which nothing was read: its row has no identity of a frame, only where it came by. */
const isUnread = (row: KeptFrame) => row.radio.path !== undefined

async function takeAgain({ observe }: Parts, row: KeptFrame, { reread, take }: ReplayOptions): Promise<boolean> {
  const frames = (await reread?.(row)) ?? []
  if (frames.length === 0 || !take) return false
  await take(frames)
  await observe.store.query('delete from frame where id = $1', [row.id])
  return true
}

/** The frame of a row. What the network had decoded is in the message itself, which is read again for it. */
async function wholeFrame(row: KeptFrame, { reread }: ReplayOptions): Promise<Frame> {
  const frame = frameOf(row)
  if (row.payload.length > 0 && row.decoded) return frame
  const again = (await reread?.(row))?.find((one) => one.device === row.device)
  return again?.decodedByNetwork ? { ...frame, decodedByNetwork: again.decodedByNetwork } : frame
}
