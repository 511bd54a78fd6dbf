import type { Plan } from './plan.ts'
import { along, distance, type Point } from './polygon.ts'
import { between, dice } from './random.ts'
import { cheapestWay } from './route.ts'
import { type Street, streetKinds } from './streets.ts'

export interface Stop {
  readonly id: string
  readonly name: string
  readonly at: Point
}

export interface Line {
  readonly id: string
  readonly short: string
  readonly long: string
  /** Calls of each direction: the stop, and seconds since the first. */
  readonly directions: readonly [readonly Call[], readonly Call[]]
  /** Minutes between two buses in the rush of a weekday. */
  readonly headway: number
}

interface Call {
  readonly stop: Stop
  readonly after: number
}

export interface Trip {
  readonly id: string
  readonly line: Line
  readonly service: Service
  readonly calls: readonly Call[]
  /** Seconds after midnight, beyond 86,400 for the late ones. */
  readonly departure: number
}

/** Weekdays, Saturdays, Sundays and public holidays. */
export const services = ['SEM', 'SAM', 'DIM'] as const
export type Service = (typeof services)[number]

/** The timetable holds from the week observed to the end of August; on these holidays the Sunday one is run. */
export const TIMETABLE = { from: '2025-07-07', to: '2025-08-31', holidays: ['2025-07-14', '2025-08-15'] } as const

const BETWEEN_STOPS = 290 // m
const SPEED = 4.6 // m/s in traffic, stops included: 16.6 km/h, usual for a town bus
const HEADWAYS = [6, 8, 12, 15] // minutes, line by line
/** Headways are longer by this on each service. */
const THINNED: Readonly<Record<Service, number>> = { SEM: 1, SAM: 1.7, DIM: 3 }

/** Bus lines from one end of the town to the other through the centre. Their number grows as the side of the town. */
export function linesOf(plan: Plan, streets: readonly Street[]): Line[] {
  const roll = dice(plan.site.seed, 'lines')
  const byEnds = new Map<string, Street>()
  for (const s of streets) byEnds.set(`${s.from} ${s.to}`, s).set(`${s.to} ${s.from}`, s)
  const inTown = new Set(streets.filter((s) => plan.urbanity(s.ends[0]) > 0.02).flatMap((s) => [s.from]))
  const wanted = Math.max(3, Math.round(4 * Math.sqrt(plan.site.size)))
  const lines: Line[] = []
  for (let i = 0; i < wanted; i++) {
    // Ends face each other: the line goes by the centre, where people change.
    const angle = (Math.PI * (i + between(roll(i), 0.2, 0.8))) / wanted
    const ends = [0, Math.PI].map((turn) => outermost(plan, inTown, angle + turn + between(roll(i, 1), -0.3, 0.3)))
    const middle = closest(plan, inTown, plan.centre)
    const way = [
      ...cheapestWay(plan, streets, ends[0]!, middle),
      ...cheapestWay(plan, streets, middle, ends[1]!).slice(1),
    ]
    const path = way.slice(1).map((node, k) => ({ street: byEnds.get(`${way[k]} ${node}`)!, forward: [way[k]!, node] }))
    const id = `L${i + 1}`
    const directions = [
      stopsAlong(plan, path, id, 'A'),
      stopsAlong(plan, [...path].reverse().map(turned), id, 'R'),
    ] as const
    const [first, last] = [directions[0][0]!.stop.name, directions[0].at(-1)!.stop.name]
    lines.push({
      id,
      short: String(i + 1),
      long: `${first} – ${last}`,
      directions,
      headway: HEADWAYS[i % HEADWAYS.length]!,
    })
  }
  return lines
}

interface Leg {
  readonly street: Street
  readonly forward: readonly number[]
}
const turned = ({ street, forward }: Leg): Leg => ({ street, forward: [...forward].reverse() })

/** Stops on the right-hand kerb, one at each end and one about every `BETWEEN_STOPS`. */
function stopsAlong(plan: Plan, path: readonly Leg[], line: string, direction: string): Call[] {
  const total = path.reduce((sum, leg) => sum + leg.street.length, 0)
  const gaps = Math.max(1, Math.round(total / BETWEEN_STOPS))
  const calls: Call[] = []
  let [done, k] = [0, 0]
  for (const { street, forward } of path) {
    const [p, q] = forward.map((node) => plan.nodes[node]!) as [Point, Point]
    // Ten metres in from the ends of the line, so that no stop stands on a crossroads.
    const target = () => Math.min(total - 10, Math.max(10, (k * total) / gaps))
    for (; k <= gaps && target() < done + street.length; k++) {
      const [u, v] = along(p, q, (target() - done) / street.length)
      const kerb = streetKinds[street.class].width / 2 - 1.5
      const [a, b] = [(q[0] - p[0]) / street.length, (q[1] - p[1]) / street.length]
      const id = `${line}${direction}${String(calls.length + 1).padStart(2, '0')}`
      calls.push({
        stop: { id, name: street.name, at: [u + b * kerb, v - a * kerb] },
        after: Math.round(target() / SPEED / 30) * 30,
      })
    }
    done += street.length
  }
  return calls
}

function outermost(plan: Plan, nodes: ReadonlySet<number>, angle: number): number {
  const far = plan.site.side
  return closest(plan, nodes, [plan.centre[0] + far * Math.cos(angle), plan.centre[1] + far * Math.sin(angle)])
}

function closest(plan: Plan, nodes: ReadonlySet<number>, p: Point): number {
  let best = -1
  for (const node of nodes) if (best < 0 || distance(plan.nodes[node]!, p) < distance(plan.nodes[best]!, p)) best = node
  return best
}

/** The trips of a line: from 5:30 to 21:30, closer together in the rush; two late ones after midnight on Saturdays. */
export function* tripsOf(line: Line): Generator<Trip> {
  for (const service of services)
    for (const [direction, calls] of line.directions.entries()) {
      const trip = (departure: number, n: number): Trip => {
        const id = `${line.id}-${service}-${direction ? 'R' : 'A'}${String(n).padStart(3, '0')}`
        return { id, line, service, calls, departure }
      }
      let n = 1
      for (let minute = 330 + 4 * direction; minute < 1290; n++) {
        yield trip(Math.round(minute) * 60, n)
        const rush = (minute >= 420 && minute < 555) || (minute >= 975 && minute < 1140)
        minute += line.headway * THINNED[service] * (rush ? 1 : 1.5)
      }
      if (service === 'SAM') for (const late of [23.75, 24.5]) yield trip(late * 3600, n++)
    }
}
