/** The name most like the one wanted, if any is: `Vitesse_moy` for `vitesse moy`. */
export function closest(wanted: string, names: readonly string[]): string | undefined {
  const target = plain(wanted)
  let best: string | undefined
  let least = Math.max(2, Math.ceil(target.length * 0.4)) + 1
  for (const name of names.slice(0, 1000)) {
    const candidate = plain(name)
    // A name inside the other one (`stop_name` in `name`) is nearer than its length says.
    const contained =
      target.length > 2 && candidate.length > 2 && (candidate.includes(target) || target.includes(candidate))
    const far = candidate === target ? 0 : contained ? 1 : distance(target, candidate)
    if (far < least) [best, least] = [name, far]
  }
  return best
}

const plain = (name: string) =>
  name
    .slice(0, 100)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** Letters to insert, remove or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
