export { type Blocks, morphologicalBlocks, type NamedBlock } from './blocks.ts'
export type { Barriers, BlockKind, BlockSizes } from './types.ts'
