import { incidenceOf, type WalkNetwork } from './network.ts'

/** Junctions nearer than this are one crossroads drawn as several (m). Boeing, Computers, Environment and Urban Systems 65 (2017): a buffer of 10 m around each. */
const ONE_CROSSROADS_M = 20

/** Nodes where three ways or more meet, those of one crossroads taken as one. Positions in metres. */
export function intersectionsOf(network: WalkNetwork, x: Float64Array, y: Float64Array): { x: number; y: number }[] {
  const { starts } = incidenceOf(network)
  const squares = new Map<string, { x: number; y: number }[]>()
  const name = (u: number, v: number) => `${u} ${v}`
  const kept: { x: number; y: number }[] = []
  for (let node = 0; node < network.nodes; node++) {
    if (starts[node + 1]! - starts[node]! < 3) continue
    const here = { x: x[node]!, y: y[node]! }
    const [u, v] = [Math.floor(here.x / ONE_CROSSROADS_M), Math.floor(here.y / ONE_CROSSROADS_M)]
    const around = [-1, 0, 1].flatMap((du) => [-1, 0, 1].flatMap((dv) => squares.get(name(u + du, v + dv)) ?? []))
    if (around.some((one) => Math.hypot(one.x - here.x, one.y - here.y) < ONE_CROSSROADS_M)) continue
    kept.push(here)
    squares.set(name(u, v), [...(squares.get(name(u, v)) ?? []), here])
  }
  return kept
}

/** How many points a square kilometre has around a place: those within a disc of one (1/km²). */
export function densityAround(points: readonly { x: number; y: number }[]): (x: number, y: number) => number {
  const radius = Math.sqrt(1e6 / Math.PI)
  const squares = Map.groupBy(points, (p) => `${Math.floor(p.x / radius)} ${Math.floor(p.y / radius)}`)
  return (x, y) => {
    const [u, v] = [Math.floor(x / radius), Math.floor(y / radius)]
    let count = 0
    for (let i = u - 1; i <= u + 1; i++)
      for (let j = v - 1; j <= v + 1; j++)
        for (const p of squares.get(`${i} ${j}`) ?? []) if ((p.x - x) ** 2 + (p.y - y) ** 2 <= radius ** 2) count++
    return count
  }
}
