/** How much a filter may ask: what lies beyond is refused before it costs anything. */
export interface Limits {
  /** Length of the text or JSON document. */
  readonly characters: number
  /** Nesting of its expressions, parentheses included; never above 400, whatever is asked, to spare the stack. */
  readonly depth: number
  /** Operators, properties and values in it. */
  readonly nodes: number
  /** Positions of all its geometries. */
  readonly positions: number
}

/** What a public service can bear: a filter drawn by hand or by a program stays far below. */
export const defaultLimits: Limits = { characters: 1_000_000, depth: 100, nodes: 10_000, positions: 50_000 }

/** The deepest a filter may nest: the parser takes about ten stack frames a level, and Node has some ten thousand. */
const DEEPEST = 400

export const limitsOf = (asked: Partial<Limits> = {}): Limits => {
  const limits = { ...defaultLimits, ...asked }
  return { ...limits, depth: Math.min(limits.depth, DEEPEST) }
}
