import type { Graph, Node } from '../../../kernel/index.ts'

/** The published tables, with or without geometry: each is a collection. Rasters and files are not. */
export const collectionNodes = (graph: Pick<Graph, 'nodes'>): Node[] =>
  graph.nodes.filter((node) => node.publish && Object.keys(node.rows.columns).length > 0)
