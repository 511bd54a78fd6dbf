import { OrchestraError } from '../../../src/kernel/index.ts'
import { type Use, usesOf } from './land.ts'
import { once } from './once.ts'
import { drawPlan, type Plan } from './plan.ts'
import { makeSite, type Site } from './site.ts'
import { type Street, streetsOf } from './streets.ts'

export interface TownOptions {
  /** 1 is 2 × 2 km and some thousands of buildings; area, and so rows, are in proportion. */
  readonly size: number
  readonly seed: number
}

/** The town: what all its datasets are drawn from. Planned when first asked for, then kept. */
export interface Town extends TownOptions {
  readonly site: Site
  readonly plan: Plan
  readonly streets: readonly Street[]
  readonly uses: readonly Use[]
}

/** Sizes that make a town: below, the river drowns it; above, its plan would not fit in a small machine. */
const SIZES = { least: 0.25, most: 100 } as const

/** Throws OrchestraError `demo.size` or `demo.seed` for options that make no town. */
export function openTown({ size, seed }: TownOptions): Town {
  if (!(size >= SIZES.least && size <= SIZES.most))
    throw wrong('size', size, `de ${SIZES.least} à ${SIZES.most}`, `from ${SIZES.least} to ${SIZES.most}`)
  if (!Number.isSafeInteger(seed)) throw wrong('seed', seed, 'un entier', 'a whole number')
  const site = makeSite(seed, size)
  const plan = once(() => drawPlan(site))
  const streets = once(() => streetsOf(plan()))
  const uses = once(() => usesOf(plan()))
  return {
    size,
    seed,
    site,
    get plan() {
      return plan()
    },
    get streets() {
      return streets()
    },
    get uses() {
      return uses()
    },
  }
}

function wrong(option: keyof TownOptions, value: number, fr: string, en: string): OrchestraError {
  return new OrchestraError({
    code: `demo.${option}`,
    say: { fr: `${option} = ${value} ne fait pas une ville.`, en: `${option} = ${value} makes no town.` },
    remedy: { fr: `Donnez ${fr}.`, en: `Give ${en}.` },
    place: `territories/demo ${option}`,
    facts: { [option]: value },
  })
}
