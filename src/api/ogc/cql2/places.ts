/**
 * Where the nodes of parsed filters stand in what was written: `line:column` in text, `$.args[0]` in JSON. Kept beside the
 * tree, which stays plain CQL2 JSON; forgotten with it.
 */
const places = new WeakMap<object, string>()

/** Remembers where a node stands, and gives the node. */
export function placed<T extends object>(node: T, place: string): T {
  places.set(node, place)
  return node
}

/** Where a node stands, when it is known: trees built by hand know no place. */
export const placeOf = (node: unknown): string | undefined =>
  typeof node === 'object' && node !== null ? places.get(node) : undefined
