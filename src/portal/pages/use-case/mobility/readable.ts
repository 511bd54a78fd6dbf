import type { DatasetSummary } from '../../../../api/json/shapes.ts'

/** A dataset of the pack that can be read now. */
export type Readable = (id: string) => DatasetSummary | undefined
