/** A cell as ranked: how hot it is, and how many live in it. */
interface Ranked {
  readonly population: number
  readonly utci_afternoon: number | null
}

/** For each cell, the share of the inhabitants who live in a cell less hot; cells as hot share a rank. 0 where it is not known. */
export function heatRanks(cells: readonly Ranked[]): number[] {
  const known = cells.filter(({ utci_afternoon }) => utci_afternoon !== null)
  const total = known.reduce((sum, { population }) => sum + population, 0)
  const rising = known.toSorted((a, b) => a.utci_afternoon! - b.utci_afternoon!)
  const below = new Map<number, number>()
  let sum = 0
  for (const { utci_afternoon, population } of rising) {
    if (!below.has(utci_afternoon!)) below.set(utci_afternoon!, sum)
    sum += population
  }
  return cells.map(({ utci_afternoon }) =>
    utci_afternoon === null || total === 0 ? 0 : below.get(utci_afternoon)! / total,
  )
}

/** Whether each cell is of the hottest, in order, that it takes to hold a share of the inhabitants. */
export function areHottest(cells: readonly Ranked[], share: number): boolean[] {
  const known = [...cells.keys()].filter((i) => cells[i]!.utci_afternoon !== null)
  const total = known.reduce((sum, i) => sum + cells[i]!.population, 0)
  const falling = known.toSorted((a, b) => cells[b]!.utci_afternoon! - cells[a]!.utci_afternoon!)
  const are = cells.map(() => false)
  let sum = 0
  for (const i of falling) {
    if (sum >= share * total) break
    are[i] = true
    sum += cells[i]!.population
  }
  return are
}
