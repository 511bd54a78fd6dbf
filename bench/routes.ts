import { seeded } from '../src/kernel/testing/random.ts'
import { openRouter, type Router } from '../src/models/walking/index.ts'
import { town } from '../src/models/walking/testing/town.ts'
import { count, type Line } from './measure.ts'

/** Crossings by crossings: 200,256 nodes, a quarter of the streets missing, hills, waits, a sun that moves each half hour. */
const [COLUMNS, ROWS] = [448, 447]
/** Metres between crossings: the mean edge is some 55 m long, as in Redon. */
const SIDE = 50
/** Walks of each sort. */
const WALKS = 300
const TIMES = 3
/** What a metre in the sun weighs. */
const MINDS = 3
/** Departures: in the half hour that follows 15:00. */
const [FIRST, LAST] = [15 * 3600, 15.5 * 3600]

type Graph = Router['network']['graph']

/** Walks on a graph of 200,000 nodes while the sun moves. */
export async function benchRoutes(): Promise<Line[]> {
  const graph = town({ columns: COLUMNS, rows: ROWS, waits: true, side: SIDE })
  const begin = performance.now()
  const before = memory()
  const router = openRouter(graph)
  const short = walks(graph, 5, (metres) => metres >= 1000 && metres <= 5000)
  const long = walks(graph, 6, () => true)
  ask(router, short.slice(0, 1), 1)
  const opened = performance.now() - begin
  const size = `${count(graph.nodes.x.length)} nodes, ${count(graph.edges.from.length)} edges`
  const lines: Line[] = [
    { name: 'graph opened', size, seconds: opened / 1000, rate: `${memory() - before} MB beside the graph` },
    ...told(router, '1 to 5 km, shortest', short, 1),
    ...told(router, '1 to 5 km, coolest, bounds without sun', short, MINDS),
    ...told(router, 'any two places, coolest, bounds without sun', long.slice(0, 60), MINDS),
  ]
  // The bounds that those searches would have liked are made between answers.
  const tables = performance.now()
  let most = 0
  for (const one of [...short, ...long]) {
    router.find({ ...asked(one), alpha: MINDS })
    for (let more = true; more; ) {
      const start = performance.now()
      more = router.tighten()
      most = Math.max(most, performance.now() - start)
    }
  }
  const seconds = (performance.now() - tables) / 1000
  const megabytes = Math.round(router.bytes() / 1e6)
  lines.push({
    name: 'bounds of this half hour',
    size: `${megabytes} MB`,
    seconds,
    rate: `${Math.round(most)} ms at a stretch`,
  })
  return [
    ...lines,
    ...told(router, '1 to 5 km, coolest', short, MINDS),
    ...told(router, 'any two places, shortest', long, 1),
    ...told(router, 'any two places, coolest', long, MINDS),
  ]
}

interface Walk {
  readonly from: { readonly edge: number; readonly along: number }
  readonly to: { readonly edge: number; readonly along: number }
  readonly departure: number
}

/** Walks between places drawn at random whose distance in a straight line will do. */
function walks(graph: Graph, seed: number, does: (metres: number) => boolean): Walk[] {
  const next = seeded(seed)
  const { x, y } = graph.nodes
  const found: Walk[] = []
  const place = () => ({ edge: Math.floor(next() * graph.edges.from.length), along: next() })
  while (found.length < WALKS) {
    const [from, to] = [place(), place()]
    const [a, b] = [graph.edges.from[from.edge]!, graph.edges.from[to.edge]!]
    if (does(Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!)))
      found.push({ from, to, departure: FIRST + next() * (LAST - FIRST) })
  }
  return found
}

const asked = (walk: Walk) => ({ profile: 'foot', season: 'summer', ...walk }) as const

/** Milliseconds of each walk, the least of three times (what else the machine does is none of the search's), and the nodes that were looked at. */
function ask(router: Router, all: readonly Walk[], alpha: number) {
  const times: number[] = []
  let [settled, felt] = [0, 0]
  for (const walk of all) {
    let least = Number.POSITIVE_INFINITY
    for (let time = 0; time < TIMES; time++) {
      const begin = performance.now()
      const found = router.find({ ...asked(walk), alpha })
      least = Math.min(least, performance.now() - begin)
      if (time > 0) continue
      settled += found?.settled ?? 0
      felt += found?.felt ?? 0
    }
    times.push(least)
  }
  times.sort((a, b) => a - b)
  return { times, settled: settled / all.length, felt: felt / all.length }
}

function told(router: Router, name: string, all: readonly Walk[], alpha: number): Line[] {
  ask(router, all.slice(0, 20), alpha)
  const { times, settled, felt } = ask(router, all, alpha)
  const at = (share: number) => `${times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1)}`
  const mean = Math.round(felt / 100)
  return [
    {
      name,
      size: `${count(all.length)} walks, ${count(mean)} m felt, ${count(Math.round(settled))} nodes`,
      seconds: times.reduce((sum, one) => sum + one, 0) / 1000,
      rate: `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`,
    },
  ]
}

const memory = () => Math.round((process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers) / 1e6)
