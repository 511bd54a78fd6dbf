import type { WalkNetwork } from './network.ts'

/** For each edge, the length of all that can be walked to from it, itself included (m). */
export function partLengths({ nodes, from, to, length }: WalkNetwork): Float64Array {
  const above = Uint32Array.from({ length: nodes }, (_, node) => node)
  const top = (node: number): number => {
    let at = node
    while (above[at] !== at) {
      above[at] = above[above[at]!]!
      at = above[at]!
    }
    return at
  }
  for (let edge = 0; edge < from.length; edge++) above[top(from[edge]!)] = top(to[edge]!)
  const whole = new Float64Array(nodes)
  for (let edge = 0; edge < from.length; edge++) whole[top(from[edge]!)]! += length[edge]!
  return Float64Array.from(from, (node) => whole[top(node)]!)
}
