import type { Graph, Node } from '../../../kernel/index.ts'

/** The published tables, with or without geometry: each is a collection of features. */
export const collectionNodes = (graph: Pick<Graph, 'nodes'>): Node[] =>
  graph.nodes.filter((node) => node.publish && Object.keys(node.rows.columns).length > 0)

/** The published rasters: each is a collection too, of cells. */
export const rasterNodes = (graph: Pick<Graph, 'nodes'>): Node[] =>
  graph.nodes.filter((node) => node.publish && node.kind === 'raster')
