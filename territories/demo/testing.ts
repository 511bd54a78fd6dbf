import {
  type Making,
  type Partition,
  partitionAt,
  partitionRange,
  type RasterSpec,
  type Rejected,
  type Source,
  type Territory,
} from '../../src/kernel/index.ts'

/** A step that keeps what is rejected and the rasters it is given, for tests. */
export function making(
  territory: Territory,
  partition?: Partition,
): Making & { readonly rejected: Rejected[]; readonly rasters: RasterSpec[] } {
  const rejected: Rejected[] = []
  const rasters: RasterSpec[] = []
  return {
    rejected,
    rasters,
    partition,
    territory,
    now: new Date('2025-07-14T06:00:00Z'),
    signal: new AbortController().signal,
    folder: '',
    reject: (row) => rejected.push(row),
    progress() {},
    async raster(spec) {
      rasters.push(spec)
      return { path: `${spec.name}.tif`, mediaType: 'image/tiff; application=geotiff' }
    },
  }
}

/** The partitions of a source, or none once. */
export function partsOf({ partitions }: Source): (Partition | undefined)[] {
  if (!partitions) return [undefined]
  const [from, to] = partitionRange(partitions, new Date('2025-07-14T06:00:00Z'))
  return Array.from({ length: to - from }, (_, i) => partitionAt(partitions, from + i))
}

/** All the rows of a source of a territory, and what it rejected. */
export async function rowsOf(territory: Territory, name: string) {
  const source = territory.sources.find((s) => s.name === name)!
  const rows: Record<string, unknown>[] = []
  const rejected: Rejected[] = []
  for (const part of partsOf(source)) {
    const step = making(territory, part)
    for await (const batch of source.read(undefined, step)) rows.push(...batch)
    rejected.push(...step.rejected)
  }
  return { rows, rejected }
}
