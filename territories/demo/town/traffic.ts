import { dayNumber, instantOf } from './clock.ts'
import type { Plan } from './plan.ts'
import { densify, distance, type Point } from './polygon.ts'
import { bell, between, type Dice, dice, noise1, poisson } from './random.ts'
import { carFlow } from './rhythm.ts'
import { type Street, streetKinds } from './streets.ts'

/** A directed section of a main street between two others: what the vehicles' positions are gathered on. */
export interface Section {
  readonly id: string
  readonly name: string
  readonly line: readonly Point[]
  readonly length: number
  /** Speed of free traffic, km/h. */
  readonly free: number
  /** Whether it leads to the centre. */
  readonly inbound: boolean
}

export interface Reading {
  readonly section: string
  readonly at: Date
  readonly speed: number | null
  readonly travelTime: number | null
  readonly reliability: number
  readonly status: string
}

const SLOTS = 288 // five-minute slots a day
const LONGEST = 420 // m, beyond which a section ends at the next junction
const MAIN = new Set(['boulevard', 'avenue'])

/** The accident: a Wednesday evening, on the first inbound section. Hours of the period. */
const ACCIDENT = { day: dayNumber('2025-07-09'), from: 17, to: 18.75, speed: 5 } as const

/** Both directions of each section of the main streets. */
export function sectionsOf(plan: Plan, streets: readonly Street[]): Section[] {
  const main = streets.filter((s) => MAIN.has(s.class))
  const ways = new Map<number, Set<number>>()
  for (const s of main) for (const node of [s.from, s.to]) ways.set(node, (ways.get(node) ?? new Set()).add(s.way))
  const sections: Section[] = []
  let piece: Street[] = []
  main.forEach((street, i) => {
    piece.push(street)
    const following = main[i + 1]
    const length = piece.reduce((sum, s) => sum + s.length, 0)
    const goesOn = following?.way === street.way && following.from === street.to
    if (goesOn && ways.get(street.to)!.size === 1 && length < LONGEST) return
    if (length > 40) sections.push(...bothWays(plan, piece, 1000 + sections.length / 2, length))
    piece = []
  })
  return sections
}

function bothWays(plan: Plan, piece: readonly Street[], number: number, length: number): Section[] {
  const corners = [piece[0]!.ends[0], ...piece.map((s) => s.ends[1])]
  const line = densify(corners, 20)
  const { name, class: kind } = piece[0]!
  const roll = dice(plan.site.seed, 'free speed')
  const free = streetKinds[kind].limit * between(roll(number), 0.78, 0.96)
  const nearer = distance(plan.centre, corners.at(-1)!) < distance(plan.centre, corners[0]!)
  return [
    { id: `${number}_D`, name, line, length, free, inbound: nearer },
    { id: `${number}_G`, name, line: [...line].reverse(), length, free, inbound: !nearer },
  ]
}

/** The readings of one day, by time then section; the sections where no vehicle passed are mostly silent. */
export function* readingsOf(seed: number, sections: readonly Section[], day: number): Generator<Reading> {
  const roll = dice(seed, 'traffic')
  const busy = sections.map((_, i) => between(roll(i, -1), 0.55, 1.18))
  for (let slot = 0; slot < SLOTS; slot++) {
    const hour = day * 24 + slot / 12
    const at = instantOf(hour)
    const flow = carFlow(hour)
    const morning = slot < 150
    for (let i = 0; i < sections.length; i++) {
      const section = sections[i]!
      const key = day * SLOTS + slot
      // The way to the centre is fuller in the morning, the way out in the evening.
      const tide = section.inbound === morning ? 1.12 : 0.84
      const load = flow * busy[i]! * tide * (1 + 0.16 * noise1(roll, hour / 2, i))
      const vehicles = poisson(roll, 0.14 + 1.35 * load, key, i)
      const silent = vehicles === 0 && roll(key, i, 9) < 0.82
      if (!silent) yield reading(section, at, load, vehicles, accident(i, section, day, slot / 12), roll, key, i)
    }
  }
}

const accident = (i: number, section: Section, day: number, hour: number) =>
  i < 2 && section.inbound && day === ACCIDENT.day && hour >= ACCIDENT.from && hour < ACCIDENT.to

function reading(
  section: Section,
  at: Date,
  load: number,
  vehicles: number,
  blocked: boolean,
  roll: Dice,
  key: number,
  i: number,
): Reading {
  // The form of the Bureau of Public Roads (1964), t = t₀ (1 + α xᵝ), with α and β tuned to streets with lights.
  const slowed = blocked ? ACCIDENT.speed / section.free : 1 / (1 + 0.6 * load ** 3)
  const wobble = vehicles === 0 ? 1 : 1 + (0.13 * bell(roll, key, i, 1)) / Math.sqrt(vehicles)
  const speed = Math.max(3, Math.round(section.free * (vehicles === 0 && !blocked ? 1 : slowed) * wobble))
  const ratio = speed / section.free
  return {
    section: section.id,
    at,
    speed,
    travelTime: Math.round((section.length / speed) * 3.6),
    reliability: Math.round(100 * (1 - Math.exp(-vehicles / 1.4))),
    status: ratio > 0.72 ? 'freeFlow' : ratio > 0.45 ? 'heavy' : 'congested',
  }
}
