import { connectedParts } from '../walking/index.ts'
import type { WalkNetwork } from './network.ts'

/** For each edge, the length of all that can be walked to from it, itself included (m). */
export function partLengths(network: WalkNetwork): Float64Array {
  const { nodes, from, length } = network
  const part = connectedParts(nodes, network)
  const whole = new Float64Array(nodes)
  for (let edge = 0; edge < from.length; edge++) whole[part[from[edge]!]!]! += length[edge]!
  return Float64Array.from(from, (node) => whole[part[node]!]!)
}
