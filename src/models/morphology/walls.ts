import { boxOf, contains, type Polygon, signedArea } from '../planar/index.ts'

/** A building as its walls need it: polygons in metres, height in metres. */
export interface Walled {
  readonly polygons: readonly Polygon[]
  readonly height: number
}

/** A wall is looked at every so many metres. */
const STEP = 2
/** What stands this far before a wall, in metres, is against it: footprints drawn apart by less are one row of houses. */
const TOUCH = 0.5
/** Side of the squares in which buildings are looked for, m: some tens of buildings each in a town. */
const SQUARE = 50

/**
 * Area of the walls of each building that face the open, m²: not where another building stands against them, up to its height.
 * Walls of courtyards count.
 */
export function openWalls(buildings: readonly Walled[]): Float64Array {
  const heightAt = heightsOf(buildings)
  const walls = new Float64Array(buildings.length)
  buildings.forEach(({ polygons, height }, index) => {
    if (!(height > 0)) return
    for (const polygon of polygons)
      for (const [hole, ring] of polygon.entries()) {
        // The open is on the right of a ring that turns counterclockwise, on the left of one that does not; holes the other way.
        const side = signedArea(ring) > 0 === (hole === 0) ? 1 : -1
        for (let i = 2; i < ring.length; i += 2) {
          const [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
          const length = Math.hypot(bx - ax, by - ay)
          if (length === 0) continue
          const pieces = Math.ceil(length / STEP)
          const [ox, oy] = [((by - ay) / length) * TOUCH * side, (-(bx - ax) / length) * TOUCH * side]
          for (let k = 0; k < pieces; k++) {
            const t = (k + 0.5) / pieces
            const against = heightAt(ax + t * (bx - ax) + ox, ay + t * (by - ay) + oy, index)
            walls[index]! += (length / pieces) * Math.max(0, height - against)
          }
        }
      }
  })
  return walls
}

/** The height of the highest building at a position, another than one; 0 where there is none. */
function heightsOf(buildings: readonly Walled[]): (x: number, y: number, other: number) => number {
  const squares = new Map<number, number[]>()
  const boxes = buildings.map(({ polygons }) => boxOf(polygons.flat()))
  const key = (column: number, row: number) => column * 2 ** 26 + row
  boxes.forEach(([minx, miny, maxx, maxy], index) => {
    for (let column = Math.floor(minx / SQUARE); column <= Math.floor(maxx / SQUARE); column++)
      for (let row = Math.floor(miny / SQUARE); row <= Math.floor(maxy / SQUARE); row++) {
        const inside = squares.get(key(column, row))
        if (inside) inside.push(index)
        else squares.set(key(column, row), [index])
      }
  })
  return (x, y, other) => {
    let highest = 0
    for (const index of squares.get(key(Math.floor(x / SQUARE), Math.floor(y / SQUARE))) ?? []) {
      const { polygons, height } = buildings[index]!
      const [minx, miny, maxx, maxy] = boxes[index]!
      if (index === other || height <= highest || x < minx || x > maxx || y < miny || y > maxy) continue
      if (polygons.some((polygon) => contains(polygon, x, y))) highest = height
    }
    return highest
  }
}
