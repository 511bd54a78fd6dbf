import type { Frame } from '../types.ts'

/** What is remembered of a device between its frames. */
export interface Remembered {
  readonly eui: string
  readonly last_seen: Date | null
  readonly session: string | null
  readonly last_fcnt: number | null
}

/** How a frame stands to those heard before. */
export interface Standing {
  /** Heard by the network long before it came to us. */
  readonly late: boolean
  /** A frame with a higher counter of the same session came before. */
  readonly disordered: boolean
  /** The counter started again without a new session. */
  readonly reset: boolean
  /** The session to count losses in: that of the frame, numbered after a reset. */
  readonly session: string | undefined
}

/** A frame that takes longer than this from the network to us is late (ms). */
const LATE = 10 * 60_000
/** Networks may deliver a few frames in another order: a counter that drops by more, later in time, started again. */
const DISORDER = 16

/** Compares a frame with what is remembered of its device. */
export function standingOf(frame: Frame, known: Remembered | undefined): Standing {
  const late = frame.received.getTime() - frame.time.getTime() > LATE
  const { fcnt } = frame
  if (fcnt === undefined) return { late, disordered: false, reset: false, session: undefined }
  const named = frame.session ?? ''
  const current = known?.session ?? undefined
  // After a reset the session goes on under a number of ours: `260B1234~2`.
  const isCurrent = current !== undefined && current.replace(/~\d+$/, '') === named
  const last = isCurrent ? (known?.last_fcnt ?? undefined) : undefined
  if (last === undefined || fcnt >= last)
    return { late, disordered: false, reset: false, session: isCurrent ? current : named }
  const isAfter = known?.last_seen != null && frame.time > known.last_seen
  const reset = isAfter && last - fcnt > DISORDER
  return { late, disordered: !reset, reset, session: reset ? numbered(current!) : current! }
}

function numbered(session: string): string {
  const [, name = session, number = '1'] = /^(.*?)(?:~(\d+))?$/.exec(session) ?? []
  return `${name}~${Number(number) + 1}`
}

/** What is remembered once the frame was heard. */
export function remember(frame: Frame, standing: Standing, known: Remembered | undefined): Remembered {
  const isNewest = !known?.last_seen || frame.time >= known.last_seen
  const session = isNewest ? (standing.session ?? known?.session ?? null) : (known?.session ?? null)
  const sameSession = session === standing.session
  const before = known?.session === session ? (known?.last_fcnt ?? -1) : -1
  return {
    eui: frame.device,
    last_seen: isNewest ? frame.time : known!.last_seen,
    session,
    last_fcnt: sameSession && frame.fcnt !== undefined ? Math.max(before, frame.fcnt) : (known?.last_fcnt ?? null),
  }
}
