import type { Cql2 } from './ast.ts'

/** Writes a filter as CQL2 JSON: the tree is the document. */
export const formatJson = (filter: Cql2): string => JSON.stringify(filter)
