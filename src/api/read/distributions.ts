import { getExtension } from 'hono/utils/mime'
import { columnOfRole, type Node } from '../../kernel/index.ts'
import { exportFormats } from '../../lake/index.ts'
import type { Distribution } from '../json/shapes.ts'
import type { Summary } from './summaries.ts'

/** The formats a table is handed out in, the usual ones first. */
export const formats = exportFormats
const OFFERED = ['geojson', 'csv', 'parquet', 'fgb', 'gpkg', 'shp', 'xlsx', 'datapackage', 'geojsonseq'] as const
export type Format = (typeof OFFERED)[number]
export type DistributionId = Format | 'file'

/** GeoJSON of a table without geometry helps nobody. */
const FOR_MAPS: ReadonlySet<string> = new Set(['geojson', 'geojsonseq', 'fgb', 'shp'])

/** What the files of a dataset that has several are handed out in, all together. */
export const ZIP = 'application/zip'

const fileTitle = (isMany: boolean) =>
  isMany ? { fr: 'Zip de tous les fichiers', en: 'Zip of all the files' } : { fr: 'Fichier', en: 'File' }

/** The distributions a dataset has, by its kind and shape. */
export function distributionIds(node: Node): DistributionId[] {
  if (node.kind === 'raster' || node.kind === 'file') return ['file']
  const hasGeometry = columnOfRole(node.rows, 'geometry') !== undefined
  return OFFERED.filter((id) => hasGeometry || !FOR_MAPS.has(id))
}

/** The distributions as the API tells them. */
export function describeDistributions(node: Node, { state, current }: Summary): Distribution[] {
  const version = state?.version ?? 0
  return distributionIds(node).map((id) => {
    const isMany = id === 'file' && (current?.partitions ?? 0) > 1
    const fileType = isMany ? ZIP : (current?.media ?? 'application/octet-stream')
    const mediaType = id === 'file' ? fileType : formats[id].mediaType
    const isStored = id === 'file' || (id === 'parquet' && isOneFile(node, current?.partitions ?? 0))
    return {
      id,
      title: id === 'file' ? fileTitle(isMany) : formats[id].title,
      mediaType,
      limits: id === 'file' ? null : formats[id].limits,
      href: `/download/${node.name}/${id}`,
      fileName: fileName(node.name, version, id, mediaType),
      bytes: isStored && current?.partitions === 1 ? current.bytes : null,
      // What the lake stores is named by its SHA-256.
      sha256: (isStored && current?.partitions === 1 && /^[0-9a-f]{64}/.exec(current.objects[0] ?? '')?.[0]) || null,
    }
  })
}

/** Whether the Parquet file of the lake can be handed out as it is: one, and without the row numbers of sources. */
export const isOneFile = (node: Node, files: number) => files === 1 && node.source === undefined

/** `traffic-v12.geojson`. */
export function fileName(
  dataset: string,
  version: number,
  id: DistributionId,
  mediaType: string,
  key?: string,
): string {
  const extension = id === 'file' ? `.${getExtension(mediaType) ?? 'bin'}` : formats[id].extension
  const part = key === undefined ? '' : `-${key.replaceAll(/[^\w-]/g, '')}`
  return `${dataset}${part}-v${version}${extension}`
}
