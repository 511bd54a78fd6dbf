export interface Difference {
  readonly path: string
  readonly expected: unknown
  readonly got: unknown
}

/** The first place where two JSON values differ; undefined when they are equal. */
export function difference(expected: unknown, got: unknown, path = ''): Difference | undefined {
  if (Object.is(expected, got) || expected === got) return undefined
  const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
  if (!isTree(expected) || !isTree(got) || Array.isArray(expected) !== Array.isArray(got))
    return { path, expected, got }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    const found = difference(expected[key], got[key], path ? `${path}.${key}` : key)
    if (found) return found
  }
  return undefined
}
