import type { AutoProvision } from '../../kernel/index.ts'
import type { Frame, Observe } from '../types.ts'
import { type Copies, copyOf, merged } from './copies.ts'
import type { Decoder, Outcome } from './decode.ts'
import { type KnownDevice, provision, readHeard } from './devices.ts'
import { identityOf } from './identity.ts'
import { isSkewed, type Value, valuesOf } from './measures.ts'
import { overtaken, type Publishing, prepare, publish } from './publish.ts'
import { addCopies, copiesOf, findFrames, insertFrames, type KeptFrame } from './rows.ts'
import { openTally } from './state.ts'
import type { FrameStats } from './stats.ts'
import type { Streams } from './streams.ts'

export interface Parts {
  readonly observe: Observe
  readonly decoder: Decoder
  readonly streams: Streams
  readonly stats: FrameStats
  /** What a connection does with devices that nobody declared. */
  autoProvisionOf(connection: string): AutoProvision | undefined
}

/** All the messages of a batch that are one frame. */
interface Group {
  readonly identity: string
  readonly messages: Frame[]
  copies: Copies
}

interface Fresh extends Group {
  /** As the earliest copy was heard. */
  readonly frame: Frame
  readonly device: KnownDevice | undefined
  readonly outcome: Outcome
}

/**
 * Takes a batch of frames in one transaction: new ones are kept raw with what became of them and their observations, copies
 * are added to those known. Whatever was given before is neither counted nor written again.
 */
export async function processBatch(parts: Parts, frames: readonly Frame[]): Promise<void> {
  const { observe, stats } = parts
  const { store } = observe
  const groups = [...grouped(frames).values()]
  const known = await findFrames(
    store,
    groups.map(({ identity }) => identity),
  )
  const began = performance.now()
  const fresh = await decodeAll(
    parts,
    groups.filter(({ identity }) => !known.has(identity)),
  )
  const decoded = performance.now()
  const again = groups.flatMap((group) => {
    const row = known.get(group.identity)
    return row ? [{ group, row, all: merged(copiesOf(row), group.copies) }] : []
  })
  const moved = await movedOf(parts, again)
  const publishing = fresh.flatMap((one) => publishingOf(one))
  const prepared = await prepare(observe, [...publishing, ...moved])

  const done = await store.transaction(async (tx) => {
    const tally = await openTally(
      tx,
      frames.map(({ device }) => device),
    )
    const locked = await findFrames(tx, [...known.keys()], true)
    const ids = await insertFrames(
      tx,
      fresh.map(({ identity, frame, copies, outcome }) => ({ identity, frame, copies, outcome })),
    )
    if (ids.includes(null) || again.some(({ row }) => hasChanged(row, locked.get(row.identity))))
      throw overtaken('frame')
    const idOf = new Map(fresh.map((one, i) => [one.identity, ids[i]!]))
    for (const { row, all } of again) if (adds(row, all)) await addCopies(tx, row, all)
    const counts = count(tally, groups, new Map(fresh.map((one) => [one.identity, one])), known)
    const written = await publish(
      tx,
      observe,
      parts.streams,
      [...publishing.map((one) => ({ ...one, id: idOf.get(one.identity)! })), ...moved],
      prepared,
    )
    await tally.write(tx)
    return { written, counts }
  })
  done.written.announce()
  for (const { outcome } of fresh) stats.states[outcome.state]++
  for (const [name, n] of Object.entries(done.counts)) stats[name as keyof typeof done.counts] += n
  stats.observations += done.written.written
  stats.decodeSeconds += (decoded - began) / 1000
  stats.writeSeconds += (performance.now() - decoded) / 1000
}

function grouped(frames: readonly Frame[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const frame of frames) {
    const identity = identityOf(frame)
    const copies = copyOf(frame)
    const group = groups.get(identity)
    if (!group) groups.set(identity, { identity, messages: [frame], copies })
    else {
      group.messages.push(frame)
      group.copies = merged(group.copies, copies)
    }
  }
  return groups
}

/** Decodes new frames, declaring their devices first where the connection says so. */
async function decodeAll({ observe, decoder, autoProvisionOf }: Parts, groups: readonly Group[]): Promise<Fresh[]> {
  const uplinks = groups.flatMap(({ messages }) => (messages[0]!.kind === 'uplink' ? [messages[0]!] : []))
  let devices = await readHeard(observe.store, uplinks)
  const unknown = uplinks.filter(({ device }) => !devices.has(device))
  const provisioned = await provision(observe.store, unknown, autoProvisionOf)
  if (provisioned) devices = await readHeard(observe.store, uplinks)
  return Promise.all(
    groups.map(async (group): Promise<Fresh> => {
      const { copies, messages } = group
      const earliest = messages.reduce((a, b) => (b.time < a.time ? b : a))
      const frame = { ...earliest, time: copies.time, received: copies.received, radio: copies.radio }
      const device = devices.get(frame.device)
      return { ...group, frame, device, outcome: await decoder.decode(frame, device) }
    }),
  )
}

function publishingOf({ identity, frame, device, outcome }: Fresh): Publishing<undefined>[] {
  if (outcome.state !== 'decoded' || !device || outcome.values.length === 0) return []
  const { decoded, values } = outcome
  return [{ id: undefined, identity, frame, device, decoded, values }]
}

interface Again {
  readonly group: Group
  readonly row: KeptFrame
  readonly all: Copies
}

/** Decoded frames that turn out to have been heard earlier: their observations go to that instant. */
async function movedOf({ observe }: Parts, again: readonly Again[]): Promise<Publishing[]> {
  const earlier = again.filter(({ row, all }) => row.state === 'decoded' && all.time < row.time)
  if (earlier.length === 0) return []
  const devices = await readHeard(
    observe.store,
    earlier.map(({ row }) => row),
  )
  return earlier.flatMap(({ row, all }) => {
    const device = devices.get(row.device)
    const decoded = row.decoded ?? {}
    const values: Value[] = device?.profile ? valuesOf(device.profile.measures, decoded) : []
    if (!device || values.length === 0) return []
    const { id, identity, time, received } = row
    return [{ id, identity, frame: all, device, decoded, values, before: { time, received, decoded } }]
  })
}

const adds = (row: KeptFrame, all: Copies) =>
  all.times.length !== row.copies ||
  all.radio.gateways.length !== row.radio.gateways.length ||
  all.received < row.received

const hasChanged = (row: KeptFrame, now: KeptFrame | undefined) =>
  !now || now.copies !== row.copies || now.time.getTime() !== row.time.getTime() || now.state !== row.state

/** Counts every message of the batch, in the order they came. */
function count(
  tally: Awaited<ReturnType<typeof openTally>>,
  groups: readonly Group[],
  fresh: ReadonlyMap<string, Fresh>,
  known: ReadonlyMap<string, KeptFrame>,
) {
  const counts = { duplicates: 0, late: 0, disordered: 0, skewed: 0, resets: 0 }
  for (const { identity, messages } of groups) {
    const times = new Set(known.get(identity)?.radio.times)
    const one = fresh.get(identity)
    for (const [i, message] of messages.entries()) {
      const isCopy = !times.has(message.time.getTime())
      times.add(message.time.getTime())
      if (i > 0 || !one) {
        counts.duplicates++
        tally.again(message, isCopy)
      } else if (message.kind !== 'uplink') tally.service(message)
      else {
        const facts = factsOf(one)
        const standing = tally.fresh(facts.skewed ? { ...message, time: message.received } : message, facts)
        if (facts.skewed) counts.skewed++
        if (standing.late) counts.late++
        if (standing.disordered) counts.disordered++
        if (standing.reset) counts.resets++
      }
    }
  }
  return counts
}

function factsOf({ frame, outcome }: Fresh): { skewed: boolean; battery?: number } {
  const skewed = isSkewed(frame)
  const charge = outcome.state === 'decoded' ? outcome.values.find(isCharge)?.result : undefined
  const battery = frame.battery ?? (typeof charge === 'number' ? charge : undefined)
  return { skewed, ...(battery !== undefined && { battery }) }
}

/** A measure that tells the charge of the battery in percent. */
const isCharge = ({ measure }: Value) => /batter/i.test(measure.key) && measure.unit.ucum === '%'
