import type { Raster } from '../../../lake/index.ts'
import type { Crs } from '../common/crs.ts'
import type { SamplesAnswer } from './answer.ts'
import type { Coords } from './coords.ts'
import { MOST_SAMPLES, tooLarge } from './limits.ts'
import { wayBetween } from './places.ts'

/** Where a raster is read along lines: at each position given, and at each length of a cell between them. */
export function along(
  coords: Coords,
  crs: Crs,
  raster: Raster,
): { kind: 'line' | 'track'; places: SamplesAnswer['places'] } {
  const way = wayBetween(crs.name, raster.crs)
  const side = Math.min(...raster.step)
  const places: { x: number; y: number; at?: string }[] = []
  const add = (x: number, y: number, seconds: number | undefined): void => {
    places.push({ x, y, ...(seconds !== undefined && { at: new Date(seconds * 1000).toISOString() }) })
    if (places.length > MOST_SAMPLES) throw tooMany()
  }
  const time = coords.hasM ? 2 + Number(coords.hasZ) : undefined
  for (const line of coords.parts.flat())
    for (const [i, position] of line.entries()) {
      const [x, y] = position as [number, number]
      const seconds = time === undefined ? undefined : position[time]!
      const before = line[i - 1]
      if (before) {
        const [[ax, ay], [bx, by]] = [way([before[0]!, before[1]!]), way([x, y])] as [
          [number, number],
          [number, number],
        ]
        const pieces = Math.ceil(Math.min(Math.hypot(bx - ax, by - ay) / side, MOST_SAMPLES + 1))
        for (let k = 1; k < pieces; k++) {
          const share = k / pieces
          const between = (a: number, b: number) => a + (b - a) * share
          const then = time === undefined ? undefined : between(before[time]!, seconds!)
          add(between(before[0]!, x), between(before[1]!, y), then)
        }
      }
      add(x, y, seconds)
    }
  return { kind: coords.hasM ? 'track' : 'line', places }
}

const tooMany = () =>
  tooLarge(MOST_SAMPLES + 1, MOST_SAMPLES, 'lieux ou plus', 'places or more', {
    fr: 'Donnez une ligne plus courte, ou en plusieurs fois.',
    en: 'Give a shorter line, or in several times.',
  })
