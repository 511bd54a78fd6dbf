/**
 * Keeps the newest results of some work by key, sharing one computation between those who ask at the same time.
 * A failure is not kept.
 */
export function remember<T>(most: number): (key: string, work: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (key, work) => {
    const known = kept.get(key)
    const result = known ?? work()
    kept.delete(key)
    kept.set(key, result)
    if (known) return result
    result.catch(() => kept.delete(key))
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return result
  }
}
