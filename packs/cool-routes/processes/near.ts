/** A place that has a kind, and where it is on the map: a point, or points along its edge. */
export interface NamedPlace {
  readonly id: string
  readonly kind: string
  readonly name: string | null
  readonly at: readonly (readonly [number, number])[]
}

/** A place near a line, and where along it. */
export interface Near {
  readonly place: NamedPlace
  readonly at: readonly [number, number]
  /** Metres along the line, and from it. */
  readonly after: number
  readonly away: number
}

/** Places within `reach` metres of a line (x, y in metres), in the order in which one comes by them. */
export type NearIndex = (line: readonly (readonly [number, number])[], reach: number) => Near[]

const SQUARE = 50

/** Sorts places by where they are. */
export function openNear(places: readonly NamedPlace[]): NearIndex {
  const squares = new Map<string, { place: NamedPlace; at: readonly [number, number] }[]>()
  const square = (value: number) => Math.floor(value / SQUARE)
  for (const place of places)
    for (const at of place.at) {
      const key = `${square(at[0])} ${square(at[1])}`
      const inside = squares.get(key)
      if (inside) inside.push({ place, at })
      else squares.set(key, [{ place, at }])
    }
  return (line, reach) => {
    const best = new Map<string, Near>()
    let walked = 0
    line.forEach(([bx, by], i) => {
      const [ax, ay] = line[i - 1] ?? [bx, by]
      const size = Math.hypot(bx - ax, by - ay)
      for (let column = square(Math.min(ax, bx) - reach); column <= square(Math.max(ax, bx) + reach); column++)
        for (let row = square(Math.min(ay, by) - reach); row <= square(Math.max(ay, by) + reach); row++)
          for (const { place, at } of squares.get(`${column} ${row}`) ?? []) {
            const along = size === 0 ? 0 : ((at[0] - ax) * (bx - ax) + (at[1] - ay) * (by - ay)) / size ** 2
            const share = Math.max(0, Math.min(1, along))
            const away = Math.hypot(ax + share * (bx - ax) - at[0], ay + share * (by - ay) - at[1])
            const known = best.get(place.id)
            if (away <= reach && !(known && known.away <= away))
              best.set(place.id, { place, at, away, after: walked + share * size })
          }
      walked += size
    })
    return [...best.values()].sort((a, b) => a.after - b.after)
  }
}
