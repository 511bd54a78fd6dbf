import { addFootprints, type Step } from '../pipeline/index.ts'

/** The steps of one asset in a run, told as one: tiles and long histories are made in several pieces. */
export interface AssetSteps
  extends Pick<Step, 'asset' | 'state' | 'attempt' | 'made' | 'account' | 'footprint' | 'error'> {
  /** Pieces that ended, and all of them. */
  readonly ended: number
  readonly pieces: number
  readonly progress: Step['progress']
}

export const ENDED: ReadonlySet<Step['state']> = new Set(['done', 'skipped', 'failed', 'blocked', 'cancelled'])
/** What the whole is when its pieces differ: the first of these that one is. */
const STRONGEST = ['running', 'queued', 'waiting', 'failed', 'blocked', 'cancelled', 'done', 'skipped'] as const

/** Puts the pieces of each asset together, in the order of the steps. */
export function byAsset(steps: readonly Step[]): AssetSteps[] {
  return [...Map.groupBy(steps, ({ asset }) => asset)].map(([asset, pieces]) => {
    const is = (state: Step['state']) => pieces.some((one) => one.state === state)
    const footprints = pieces.map(({ footprint }) => footprint).filter((one) => one !== null)
    return {
      asset,
      state: STRONGEST.find(is)!,
      attempt: Math.max(...pieces.map(({ attempt }) => attempt)),
      made: pieces.reduce((sum, { made }) => sum + made, 0),
      account: pieces.map(({ account }) => account).reduce(add, null),
      // Pieces made side by side took as long as from the first to the last.
      footprint: footprints.length ? { ...addFootprints(footprints), wall_s: elapsed(pieces) } : null,
      error: pieces.find(({ error }) => error !== null)?.error ?? null,
      ended: pieces.filter(({ state }) => ENDED.has(state)).length,
      pieces: pieces.length,
      progress: pieces.find(({ state }) => state === 'running')?.progress ?? null,
    }
  })
}

function elapsed(pieces: readonly Step[]): number {
  const times = (of: 'started' | 'finished') => pieces.flatMap((one) => one[of]?.getTime() ?? [])
  return pieces.length === 1
    ? (pieces[0]!.footprint?.wall_s ?? 0)
    : (Math.max(...times('finished')) - Math.min(...times('started'))) / 1000
}

function add(a: Step['account'], b: Step['account']): Step['account'] {
  if (!a || !b) return a ?? b
  return {
    read: a.read + b.read,
    published: a.published + b.published,
    merged: a.merged + b.merged,
    quarantined: a.quarantined + b.quarantined,
  }
}
