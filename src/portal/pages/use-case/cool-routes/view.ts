import { type Box, type Plane, planeAt, zoomFor } from '../../../islands/mercator.ts'
import type { Told } from './ask.ts'

/** The map of what is told: its plane, the part of it to show, and the zoom of its ground. */
export interface View {
  readonly plane: Plane
  readonly box: Box
  readonly zoom: number
}

/** Width over height of the map on a phone held upright; a wider one shows more on its sides. */
const SHAPE = 1.1
/** Width of a small phone, CSS pixels: the ground is drawn for it where nothing says more. */
const PHONE = 360
/** A pin stands that high over its place, as a share of the width of a phone. */
const PIN = 0.1
/** Around a lone place; and at most where nothing is asked, m. */
const [AROUND_M, MOST_M] = [450, 2600]
/** Of a small territory whose whole is shown, the edges are left out: nobody walks in the corners of its box. */
const MIDDLE = 0.75
/** Air around what is shown, as a share of it. */
const AIR = 0.12
/** Narrowest map, m. */
const LEAST_M = 180

/** What to show of a territory: all that was found, else around the start, else its middle. */
export function viewOf({ from, to, answer }: Told, extent: readonly number[]): View {
  const [west = 0, south = 0, east = 0, north = 0] = extent
  const middle = [(west + east) / 2, (south + north) / 2]
  const plane = planeAt(middle)
  const found = positionsOf(answer)
  // What lies elsewhere is told in words: the map stays here.
  const isHere = ([x, y]: readonly [number, number]) => west <= x && x <= east && south <= y && y <= north
  const ends = [from.end.at, to.end.at].filter((at) => at !== undefined && isHere(at)) as (readonly [number, number])[]
  const shown = [...found, ...ends].map(plane.point)
  const around = (position: readonly number[], metres: number) => {
    const [x, y] = plane.point(position)
    const reach = metres / plane.metres
    return [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ] as const
  }
  if (shown.length === 0) {
    const corners = [plane.point([west, south]), plane.point([east, north])]
    const half = (Math.max(...corners.map(([x]) => x)) - Math.min(...corners.map(([x]) => x))) / 2
    shown.push(...around(middle, Math.min(MOST_M, half * plane.metres * MIDDLE)))
  } else if (shown.length === 1) shown.push(...around(ends[0]!, AROUND_M))
  const box = shaped(shown, LEAST_M / plane.metres)
  return { plane, box, zoom: zoomFor(PHONE / box.width) }
}

function positionsOf(answer: Told['answer']): (readonly number[])[] {
  if (!answer) return []
  if (answer.mode === 'reach') return answer.reach.bands.flatMap(({ area }) => area.coordinates.flat(2))
  const { ways } = answer.mode === 'go' ? answer.route : answer.round
  return ways.flatMap(({ geometry }) => geometry.coordinates)
}

/** The box of points with air around, in the shape of the map. */
function shaped(points: readonly (readonly [number, number])[], least: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const air = 1 + 2 * AIR
  top -= PIN * Math.max(right - left, (bottom - top) * SHAPE, least)
  const width = Math.max(least, (right - left) * air, (bottom - top) * air * SHAPE)
  const height = width / SHAPE
  const round = Math.round
  return {
    x: round((left + right - width) / 2),
    y: round((top + bottom - height) / 2),
    width: round(width),
    height: round(height),
  }
}
