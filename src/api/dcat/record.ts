import {
  cutOf,
  type DatasetRecord,
  type FileDistribution,
  type Frequency,
  publicKeyOf,
  type ServiceDistribution,
} from '../../catalogue/index.ts'
import { decideRows, publicKeyOfDataset, type Viewer } from '../../govern/index.ts'
import { type Bbox, columnOfRole, licences, type Node, type Schedule, selectNodes, themes } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { type DistributionId, describeDistributions } from '../read/distributions.ts'
import { spatialExtent, temporalExtent } from '../read/extent.ts'
import type { Summary } from '../read/summaries.ts'

/** Codes of the EU authority table of file types (2025); the others have none there. */
const fileTypes: Partial<Record<DistributionId, string>> = {
  geojson: 'GEOJSON',
  csv: 'CSV',
  parquet: 'PARQUET',
  gpkg: 'GPKG',
  shp: 'SHP',
  xlsx: 'XLSX',
}

/** A published asset as a record of the catalogue. Its extent is told to whoever may read it. */
export async function recordOf(deps: Deps, node: Node, summary: Summary, viewer: Viewer): Promise<DatasetRecord> {
  const { graph } = deps.chain
  const publish = node.publish!
  const { allowed } = decideRows(graph, node, viewer)
  const temporal = await temporalExtent(deps, node, summary, allowed)
  const spatial = allowed ? spatialExtent(node, summary) : null
  const sources = selectNodes(graph, [node.name]).flatMap(({ source }) => (source ? [source] : []))
  const creators = [...new Set(sources.map(({ producer }) => producer))]
  const frequency = frequencyOf([node.schedule, ...sources.map(({ schedule }) => schedule)])
  return {
    id: node.name,
    title: node.title,
    description: node.description ?? node.title,
    keywords: publish.keywords ?? [],
    themes: [themes[publish.theme]],
    access: publish.access,
    licence: { id: publish.licence, ...licences[publish.licence] },
    publisher: graph.territory.organisation,
    creators,
    contacts: [publish.contact ?? graph.territory.organisation],
    ...(spatial && { spatial: spatial as unknown as Bbox }),
    ...(temporal && { temporal }),
    ...(frequency && { frequency }),
    ...(summary.current && { modified: summary.current.made }),
    ...(summary.state && { version: String(summary.state.version) }),
    provenance: provenanceOf(node, creators),
    sources: sources.map(({ address }) => address),
    ...(publish.limits && { limits: publish.limits }),
    page: `/datasets/${node.name}`,
    files: summary.current ? await filesOf(deps, node, summary) : [],
    services: summary.current ? servicesOf(node) : [],
  }
}

async function filesOf(deps: Deps, node: Node, summary: Summary): Promise<FileDistribution[]> {
  const files: FileDistribution[] = describeDistributions(node, summary).map(
    ({ id, title, href, mediaType, bytes, sha256 }) => ({
      ...{ id, title, mediaType, path: href },
      ...(fileTypes[id] && { fileType: fileTypes[id] }),
      ...(bytes !== null && { bytes }),
      ...(sha256 !== null && { checksum: { algorithm: 'SHA-256' as const, hash: sha256 } }),
    }),
  )
  if (node.publish!.access !== 'restricted') return files
  const owner = await publicKeyOfDataset(deps.govern, node.name)
  return owner ? [...files, ...files.map((file) => encryptedOf(deps, file, owner))] : files
}

/** The same file encrypted for the organisation that answers for it, with the parameters of RUDI. */
function encryptedOf(
  { govern }: Deps,
  { id, title, path, mediaType }: FileDistribution,
  { slug, pem }: { readonly slug: string; readonly pem: string },
): FileDistribution {
  const parameter = (key: string, value: string | boolean) => ({
    ...{ key, value },
    type: typeof value === 'boolean' ? 'BOOLEAN' : 'STRING',
  })
  return {
    id: `${id}-crypt`,
    title: { fr: `${title.fr}, chiffré`, en: `${title.en}, encrypted` },
    path: `${path}?encrypted=true`,
    mediaType: `${mediaType}+crypt`,
    connector: {
      contract: 'dwnl',
      parameters: [
        parameter('encrypted', true),
        parameter('public_key_url', `${govern.settings.origin}/api/organisations/${slug}/public-key`),
        parameter('pub_key_cut', cutOf(publicKeyOf(pem))),
        parameter('original_mime_type', mediaType),
        parameter('encrypted_mime_type', `${mediaType}+crypt`),
      ],
    },
  }
}

function servicesOf(node: Node): ServiceDistribution[] {
  const collection = `/ogc/collections/${node.name}`
  if (Object.keys(node.rows.columns).length === 0) return []
  const features: ServiceDistribution = {
    id: 'ogc-features',
    title: { fr: 'API des objets (OGC API – Features)', en: 'API of the features (OGC API – Features)' },
    path: `${collection}/items`,
    conformsTo: 'http://www.opengis.net/spec/ogcapi-features-1/1.0',
    document: '/ogc/api',
  }
  const tiles: ServiceDistribution = {
    id: 'ogc-tiles',
    title: { fr: 'Tuiles vectorielles (OGC API – Tiles)', en: 'Vector tiles (OGC API – Tiles)' },
    path: `${collection}/tiles`,
    conformsTo: 'http://www.opengis.net/spec/ogcapi-tiles-1/1.0',
    document: '/ogc/api',
  }
  return columnOfRole(node.rows, 'geometry') ? [features, tiles] : [features]
}

function provenanceOf(node: Node, creators: readonly string[]): DatasetRecord['provenance'] & object {
  const [fr, en] = [creators.join(', '), creators.join(', ')]
  return node.source
    ? { fr: `Reçu de ${fr}, harmonisé et contrôlé.`, en: `Received from ${en}, harmonised and checked.` }
    : {
        fr: `Calculé par la chaîne à partir de données de ${fr}.`,
        en: `Computed by the chain from data of ${en}.`,
      }
}

/** Minutes between two looks, by the codes of the EU authority table of frequencies. */
const steps: readonly (readonly [Frequency, number])[] = [
  ['CONT', 30],
  ['HOURLY', 120],
  ['DAILY', 2 * 1440],
  ['WEEKLY', 10 * 1440],
  ['MONTHLY', 45 * 1440],
]
const units = { min: 1, h: 60, d: 1440 } as const

/** How often a dataset may change: as often as the most often looked at of what makes it. Undefined when nothing says it. */
export function frequencyOf(schedules: readonly (Schedule | undefined)[]): Frequency | undefined {
  const minutes = schedules.flatMap((schedule) => (schedule ? [minutesOf(schedule)] : []))
  if (minutes.length === 0) return undefined
  const most = Math.min(...minutes)
  return steps.find(([, upTo]) => most <= upTo)?.[0] ?? 'ANNUAL'
}

function minutesOf(schedule: Schedule): number {
  if ('noOlderThan' in schedule) {
    const [count, unit] = schedule.noOlderThan.split(' ') as [string, keyof typeof units]
    return Number(count) * units[unit]
  }
  const [minute, hour, day, month, weekday] = schedule.cron.trim().split(/\s+/).slice(-5)
  if (minute === '*' || minute?.startsWith('*/')) return 15
  if (hour === '*' || hour?.includes('/')) return 60
  if (month !== '*') return 365 * 1440
  if (day !== '*') return 30 * 1440
  return weekday === '*' ? 1440 : 7 * 1440
}
