import type { Sender } from '../../store/index.ts'
import type { Frame } from '../types.ts'
import { airtimeOf } from './airtime.ts'
import { bestGateway } from './copies.ts'
import { remember, type Standing, standingOf } from './counted.ts'
import { isSkewed } from './measures.ts'

/** A row of `device_state`, but for what is lost. */
interface State {
  readonly eui: string
  last_seen: Date | null
  session: string | null
  last_fcnt: number | null
  received: number
  duplicates: number
  late: number
  disordered: number
  skewed: number
  resets: number
  battery: number | null
  rssi: number | null
  snr: number | null
  sf: number | null
  /** Milliseconds on air by day (UTC). */
  airtime_ms: Record<string, number>
}

const columns =
  'eui, last_seen, session, last_fcnt, received, duplicates, late, disordered, skewed, resets, battery, rssi, snr, sf, airtime_ms'

interface Session {
  readonly eui: string
  readonly session: string
  first_fcnt: number
  last_fcnt: number
  received: number
  last_seen: Date
}

/** Days of airtime kept for each device. */
const AIRTIME_DAYS = 31
const DAY_MS = 86_400_000

/** Counts the frames of a batch, device by device, and writes what came of it once. */
export interface Tally {
  /** A frame that was never heard before. */
  fresh(frame: Frame, facts: { readonly skewed: boolean; readonly battery?: number }): Standing
  /** A message that brought no new frame; `isCopy`: the device did send it again. */
  again(frame: Frame, isCopy: boolean): void
  /** A service message of the network. */
  service(frame: Frame): void
  write(tx: Sender): Promise<void>
}

/** Starts the count of a batch from the state of its devices, which is held until the transaction ends. */
export async function openTally(tx: Sender, devices: readonly string[]): Promise<Tally> {
  const rows = await tx.query<State>(
    `select ${columns} from device_state where eui = any ($1) order by eui for update`,
    [[...new Set(devices)]],
  )
  const states = new Map(rows.map((row) => [row.eui, row]))
  const sessions = new Map<string, Session>()
  const stateOf = (eui: string): State => {
    const state = states.get(eui) ?? empty(eui)
    states.set(eui, state)
    return state
  }
  return {
    fresh(frame, { skewed, battery }) {
      const state = stateOf(frame.device)
      const standing = standingOf(frame, state)
      if (!state.last_seen || frame.time >= state.last_seen) Object.assign(state, levelsOf(frame))
      Object.assign(state, remember(frame, standing, state))
      state.received++
      if (standing.late) state.late++
      if (standing.disordered) state.disordered++
      if (standing.reset) state.resets++
      if (skewed) state.skewed++
      if (battery !== undefined) state.battery = battery
      addAirtime(state, frame)
      if (standing.session !== undefined) addToSession(sessions, standing.session, frame, 1)
      return standing
    },
    again(frame, isCopy) {
      const state = stateOf(frame.device)
      state.duplicates++
      if (!isCopy) return
      addAirtime(state, frame)
      if (frame.fcnt !== undefined) addToSession(sessions, frame.session ?? '', frame, 0)
      if (isSkewed(frame) || (state.last_seen && frame.time < state.last_seen)) return
      Object.assign(state, { last_seen: frame.time, ...levelsOf(frame) })
    },
    service(frame) {
      const state = stateOf(frame.device)
      if (frame.battery !== undefined) state.battery = frame.battery
      if (state.last_seen && frame.time < state.last_seen) return
      state.last_seen = frame.time
      if (frame.kind === 'join' && frame.session) Object.assign(state, { session: frame.session, last_fcnt: null })
    },
    async write(tx) {
      const touched = [...states.values()].sort(byEui)
      if (touched.length === 0) return
      await writeSessions(
        tx,
        [...sessions.values()].sort((a, b) => byEui(a, b) || (a.session < b.session ? -1 : 1)),
      )
      await writeStates(tx, touched)
    },
  }
}

// Always in the same order: two processes never wait for each other.
const byEui = (a: { readonly eui: string }, b: { readonly eui: string }) => (a.eui < b.eui ? -1 : a.eui > b.eui ? 1 : 0)

const empty = (eui: string): State => ({
  ...{ eui, last_seen: null, session: null, last_fcnt: null, received: 0, duplicates: 0, late: 0, disordered: 0 },
  ...{ skewed: 0, resets: 0, battery: null, rssi: null, snr: null, sf: null, airtime_ms: {} },
})

function levelsOf({ radio }: Frame): Partial<State> {
  const best = bestGateway(radio)
  return {
    ...(best?.rssi !== undefined && { rssi: best.rssi }),
    ...(best?.snr !== undefined && { snr: best.snr }),
    ...(radio.sf !== undefined && { sf: radio.sf }),
  }
}

function addAirtime(state: State, frame: Frame): void {
  const ms = airtimeOf(frame.radio, frame.payload.length)
  if (ms === undefined) return
  const day = dayOf(frame.time)
  const days = { ...state.airtime_ms, [day]: (state.airtime_ms[day] ?? 0) + ms }
  const oldest = dayOf(
    new Date(Math.max(state.last_seen?.getTime() ?? 0, frame.time.getTime()) - AIRTIME_DAYS * DAY_MS),
  )
  state.airtime_ms = Object.fromEntries(Object.entries(days).filter(([one]) => one > oldest))
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10)

function addToSession(
  sessions: Map<string, Session>,
  session: string,
  { device, fcnt, time }: Frame,
  received: 0 | 1,
): void {
  const key = `${device} ${session}`
  const one = sessions.get(key) ?? {
    eui: device,
    session,
    first_fcnt: fcnt!,
    last_fcnt: fcnt!,
    received: 0,
    last_seen: time,
  }
  one.first_fcnt = Math.min(one.first_fcnt, fcnt!)
  one.last_fcnt = Math.max(one.last_fcnt, fcnt!)
  one.received += received
  if (time > one.last_seen) one.last_seen = time
  sessions.set(key, one)
}

async function writeSessions(tx: Sender, sessions: readonly Session[]): Promise<void> {
  await tx.query(
    `insert into device_session as old select * from jsonb_populate_recordset(null::device_session, $1)
     on conflict (eui, session) do update set first_fcnt = least(old.first_fcnt, excluded.first_fcnt),
       last_fcnt = greatest(old.last_fcnt, excluded.last_fcnt), received = old.received + excluded.received,
       last_seen = greatest(old.last_seen, excluded.last_seen)`,
    [JSON.stringify(sessions)],
  )
}

/** Frames lost follow from the counters of the sessions: first to last, less those received. */
async function writeStates(tx: Sender, states: readonly State[]): Promise<void> {
  const others = columns.split(', ').filter((name) => name !== 'eui')
  await tx.query(
    `insert into device_state (${columns}, lost)
     select ${columns}, (select coalesce(sum(last_fcnt - first_fcnt + 1 - received), 0) from device_session s where s.eui = t.eui)
     from jsonb_populate_recordset(null::device_state, $1) t
     on conflict (eui) do update set lost = excluded.lost, ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [JSON.stringify(states)],
  )
}
