/** Gives what is kept under a key, or works it out. */
export type Kept<T> = (key: string, work: () => Promise<T>) => Promise<T>

/** Answers that are costly to work out and never change for one key: the last ones are kept, and asked for once at a time. */
export function openKept<T>(most: number): Kept<T> {
  const kept = new Map<string, Promise<T>>()
  return (key, work) => {
    const known = kept.get(key)
    if (known) {
      kept.delete(key)
      kept.set(key, known)
      return known
    }
    const answer = work()
    kept.set(key, answer)
    // A failure is not kept: the next one tries again.
    answer.catch(() => kept.delete(key))
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return answer
  }
}
