import type { Sender } from '../../store/index.ts'
import type { Frame, Json, Radio } from '../types.ts'
import type { Copies } from './copies.ts'
import type { Outcome, Reason } from './decode.ts'

/** Of the message kept as it came (bytes): beyond, only what was read of it stays. */
const MOST_RAW_BYTES = 65_536

/** What goes beside the gateways: what a frame needs to be read again from its row. */
interface Extra {
  readonly kind?: Frame['kind']
  readonly network?: string
  /** Topic or address it came by. */
  readonly path?: string
  readonly name?: string
  readonly battery?: number
  /** Instants of its copies, ms since 1970. */
  readonly times?: readonly number[]
}

/** A frame to be written. */
export interface NewFrame {
  readonly identity: string
  readonly frame: Frame
  readonly copies: Copies
  readonly outcome: Outcome
}

/** A frame that is already kept. */
export interface KeptFrame {
  readonly id: number
  readonly identity: string
  readonly connection: string
  readonly device: string
  readonly session: string | null
  readonly fcnt: number | null
  readonly port: number | null
  readonly payload: Uint8Array
  readonly time: Date
  readonly received: Date
  readonly raw: Uint8Array | null
  readonly radio: Radio & Extra
  readonly copies: number
  readonly state: Outcome['state']
  readonly reason: Reason | null
  readonly decoded: Json | null
}

const columns =
  'id, identity, connection, device, session, fcnt, port, payload, time, received, raw, radio, copies, state, reason, decoded'

/** Text of JSON that PostgreSQL can keep: it has no null character. */
const json = (value: unknown): string | null =>
  value === undefined || value === null ? null : JSON.stringify(value).replaceAll('\\u0000', '')

const text = (value: string | undefined): string | null => value?.replaceAll('\u0000', '') ?? null

const rawColumn = (raw: Uint8Array) => (raw.length === 0 || raw.length > MOST_RAW_BYTES ? null : Buffer.from(raw))

/** The frames among these identities that are kept already. */
export async function findFrames(
  tx: Sender,
  identities: readonly string[],
  lock = false,
): Promise<Map<string, KeptFrame>> {
  const rows = await tx.query<KeptFrame>(
    `select ${columns} from frame where identity = any ($1::uuid[]) order by id ${lock ? 'for update' : ''}`,
    [identities],
  )
  return new Map(rows.map((row) => [row.identity, revived(row)]))
}

/** Frames of a selection, in order of reception. */
export async function selectFrames(
  tx: Sender,
  where: string,
  values: readonly unknown[],
  limit: number,
): Promise<KeptFrame[]> {
  const rows = await tx.query<KeptFrame>(
    `select ${columns} from frame where ${where} order by id limit ${limit}`,
    values,
  )
  return rows.map(revived)
}

/** Instants are text in JSON. */
const revived = (row: KeptFrame): KeptFrame => ({
  ...row,
  radio: {
    ...row.radio,
    gateways: row.radio.gateways.map((one) => ({ ...one, ...(one.time && { time: new Date(one.time) }) })),
  },
})

/** Adds frames and gives their ids, in order; null where another process added the same meanwhile. */
export async function insertFrames(tx: Sender, frames: readonly NewFrame[]): Promise<(number | null)[]> {
  const rows = frames.map(({ identity, frame, copies, outcome }) => [
    copies.received,
    copies.time,
    frame.connection,
    text(frame.device),
    text(frame.session),
    frame.fcnt ?? null,
    frame.port ?? null,
    Buffer.from(frame.payload),
    radioColumn(copies, {
      kind: frame.kind,
      network: frame.network,
      ...(frame.deviceName && { name: frame.deviceName }),
      ...(frame.battery !== undefined && { battery: frame.battery }),
    }),
    rawColumn(copies.raw),
    identity,
    copies.times.length,
    ...outcomeColumns(outcome),
  ])
  return insert(tx, rows)
}

const types = [
  'timestamptz',
  'timestamptz',
  'text',
  'text',
  'text',
  'bigint',
  'int',
  'bytea',
  'jsonb',
  'bytea',
  'uuid',
  'int',
  'text',
  'jsonb',
  'jsonb',
  'text',
]
const names =
  'received, time, connection, device, session, fcnt, port, payload, radio, raw, identity, copies, state, reason, decoded, codec'

async function insert(tx: Sender, rows: readonly (readonly unknown[])[]): Promise<(number | null)[]> {
  const identity = names.split(', ').indexOf('identity')
  const added = await tx.query<{ id: number; identity: string }>(
    `insert into frame (${names}) select * from unnest(${types.map((type, i) => `$${i + 1}::${type}[]`).join(', ')})
     on conflict (identity) do nothing returning id, identity`,
    types.map((_, i) => rows.map((row) => row[i])),
  )
  const ids = new Map(added.map((row) => [row.identity, row.id]))
  return rows.map((row) => ids.get(row[identity] as string) ?? null)
}

const radioColumn = (copies: Copies, extra: Extra) => json({ ...copies.radio, ...extra, times: copies.times })

function outcomeColumns(outcome: Outcome): unknown[] {
  const isDecoded = outcome.state === 'decoded'
  return [
    outcome.state,
    isDecoded ? null : json(outcome.reason),
    isDecoded ? json(outcome.decoded) : null,
    (isDecoded && outcome.codec) || null,
  ]
}

/** Keeps a message that could not be read. The same bytes are kept once. */
export async function insertUnreadable(
  tx: Sender,
  message: {
    readonly identity: string
    readonly connection: string
    readonly path: string
    readonly device: string | undefined
    readonly raw: Uint8Array
    readonly received: Date
    readonly reason: Reason
  },
): Promise<void> {
  const { identity, connection, path, device, raw, received, reason } = message
  const radio = json({ gateways: [], kind: 'other', path, times: [received.getTime()] } satisfies Radio & Extra)
  const kept = Buffer.from(raw.subarray(0, MOST_RAW_BYTES))
  await insert(tx, [
    [
      received,
      received,
      connection,
      text(device) ?? '',
      null,
      null,
      null,
      Buffer.alloc(0),
      radio,
      kept,
      identity,
      1,
      'quarantined',
      json(reason),
      null,
      null,
    ],
  ])
}

/** Writes what copies add to a frame that is kept. */
export async function addCopies(tx: Sender, frame: KeptFrame, copies: Copies): Promise<void> {
  const { kind, network, name, battery } = frame.radio
  const extra = {
    ...(kind && { kind }),
    ...(network && { network }),
    ...(name && { name }),
    ...(battery !== undefined && { battery }),
  }
  await tx.query('update frame set time = $2, received = $3, radio = $4, raw = $5, copies = $6 where id = $1', [
    frame.id,
    copies.time,
    copies.received,
    radioColumn(copies, extra),
    rawColumn(copies.raw),
    copies.times.length,
  ])
}

/** Writes what became of a frame that was read again. */
export async function changeOutcome(tx: Sender, id: number, outcome: Outcome): Promise<void> {
  await tx.query('update frame set state = $2, reason = $3, decoded = $4, codec = $5 where id = $1', [
    id,
    ...outcomeColumns(outcome),
  ])
}

/** The copies that a row remembers. */
export const copiesOf = (frame: KeptFrame): Copies => ({
  time: frame.time,
  received: frame.received,
  times: frame.radio.times ?? [frame.time.getTime()],
  radio: frame.radio,
  raw: frame.raw ?? new Uint8Array(),
})

/** The frame that a row was made from. Values that the network decoded are in its raw message only. */
export function frameOf(row: KeptFrame): Frame {
  const { kind = 'uplink', network = '', name, battery, times: _, path: __, ...radio } = row.radio
  return {
    ...{ connection: row.connection, network, kind, device: row.device, payload: row.payload },
    ...{ time: row.time, received: row.received, radio, raw: row.raw ?? new Uint8Array() },
    ...(name && { deviceName: name }),
    ...(row.session !== null && { session: row.session }),
    ...(row.fcnt !== null && { fcnt: row.fcnt }),
    ...(row.port !== null && { port: row.port }),
    ...(battery !== undefined && { battery }),
    ...(row.decoded && { decodedByNetwork: row.decoded }),
  }
}
