import Type from 'typebox'
import { type Edits, readEdits } from '../../catalogue/index.ts'
import type { Viewer } from '../../govern/index.ts'
import { decideRows, readOwner } from '../../govern/index.ts'
import { columnOfRole, jsonSchema, licences, type Node, selectNodes, themes } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { fromVersion } from '../http/cached.ts'
import { textParameter } from '../http/query.ts'
import { part, type Route, route } from '../http/route.ts'
import { readChecks } from '../read/checks.ts'
import { datasetOf, openTable, seesEvidence } from '../read/datasets.ts'
import { describeAsset, describeColumns, sourceFacts } from '../read/describe.ts'
import { describeDistributions } from '../read/distributions.ts'
import { spatialExtent, temporalExtent } from '../read/extent.ts'
import { qualityOf } from '../read/quality.ts'
import { ownRecords } from '../read/records.ts'
import { readConditions } from '../read/selection.ts'
import { type Period, periods, readSeries } from '../read/series.ts'
import { readStatistics } from '../read/statistics.ts'
import type { Summary } from '../read/summaries.ts'
import { readVersions } from '../read/versions.ts'
import { whereParameter } from './rows.ts'
import { Dataset, DatasetList, type DatasetSummary, type QualityTold, Series, Statistics } from './shapes.ts'

const VERSIONS_SHOWN = 10

/** Addresses of the published datasets: description, statistics, series. Rows and downloads have their own files. */
export const datasetRoutes: readonly Route[] = [
  route({
    path: '/api/datasets',
    tag: 'datasets',
    summary: { fr: 'Les jeux de données publiés', en: 'The published datasets' },
    answer: DatasetList,
    async handle(deps, c) {
      const all = await deps.summaries()
      const viewer = deps.viewerOf(c)
      const published = deps.chain.graph.nodes.filter((node) => node.publish)
      const edits = await readEdits(deps.chain.store, deps.chain.graph.territory.id)
      const items = published.map((node) => ({
        ...describeDataset(deps, node, all.get(node.name)!, viewer),
        ...saidOf(edits.get(node.name)),
      }))
      return c.json({ items })
    },
  }),
  route({
    path: '/api/datasets/:id',
    tag: 'datasets',
    summary: { fr: 'Tout ce qu’il faut savoir d’un jeu de données', en: 'All there is to know of a dataset' },
    answer: Dataset,
    problems: [404],
    async handle(deps, c) {
      const { chain } = deps
      const node = datasetOf(deps, part(c, 'id'))
      const summary = (await deps.summaries()).get(node.name)!
      const viewer = deps.viewerOf(c)
      const access = decideRows(chain.graph, node, viewer)
      const [checks, versions, covered, owner, edits] = await Promise.all([
        readChecks(deps, node, seesEvidence(deps, c, node)),
        readVersions(chain, node, { limit: VERSIONS_SHOWN, offset: 0, published: true }),
        temporalExtent(deps, node, summary, access.allowed),
        readOwner(deps.govern, node.name),
        readEdits(chain.store, chain.graph.territory.id, [node.name]).then((all) => all.get(node.name)),
      ])
      const here = `/api/datasets/${node.name}`
      const publish = node.publish!
      return c.json({
        ...describeDataset(deps, node, summary, viewer),
        ...saidOf(edits),
        contact: contactOf(edits) ?? publish.contact ?? null,
        limits: edits?.limits ?? publish.limits ?? null,
        owner: owner ?? null,
        refusal: access.allowed ? null : { reason: access.reason, remedy: access.remedy },
        provenance: sourcesOf(deps, node).map((one) => ({ asset: one.name, title: one.title, ...sourceFacts(one)! })),
        extent: { spatial: access.allowed ? spatialExtent(node, summary) : null, temporal: covered },
        columns: describeColumns(node),
        key: [...node.rows.key],
        schema: { fr: jsonSchema(node.rows, 'fr'), en: jsonSchema(node.rows, 'en') },
        parameters: node.parameters,
        distributions: describeDistributions(node, summary),
        versions: versions.items.map(({ id, partition, made, rows, bytes, current }) => ({
          id,
          partition,
          made,
          rows,
          bytes,
          current,
        })),
        checks,
        quality: await qualityTold(deps, node, viewer),
        quarantined: summary.current?.account.quarantined ?? 0,
        links: {
          asset: `/api/assets/${node.name}`,
          lineage: `/api/assets/${node.name}/lineage`,
          rows: `${here}/rows`,
          statistics: `${here}/statistics`,
          series: columnOfRole(node.rows, 'time') ? `${here}/series` : null,
          quarantine: `/api/assets/${node.name}/quarantine`,
        },
      } satisfies Dataset)
    },
  }),
  route({
    path: '/api/datasets/:id/statistics',
    tag: 'datasets',
    summary: { fr: 'Ce que contient chaque colonne', en: 'What each column holds' },
    answer: Statistics,
    problems: [403, 404],
    async handle(deps, c) {
      const snapshot = await openTable(deps, c, part(c, 'id'))
      return fromVersion(c, snapshot, deps, async () =>
        c.json(
          await deps.kept.statistics(`${snapshot.node.name} ${snapshot.pin}`, () =>
            deps.reads.run(() => readStatistics(deps.chain.lake, snapshot)),
          ),
        ),
      )
    },
  }),
  route({
    path: '/api/datasets/:id/series',
    tag: 'datasets',
    summary: { fr: 'Une colonne au fil du temps, par période', en: 'A column along time, by period' },
    query: Type.Object({
      time: textParameter('Column of time; the one of that role by default.'),
      value: textParameter('Column of numbers; the first one by default.'),
      by: Type.Optional(
        Type.Enum(Object.keys(periods) as Period[], {
          description: 'Period; chosen by default so that there are at most 2,000.',
        }),
      ),
      where: whereParameter,
    }),
    answer: Series,
    problems: [403, 404],
    async handle(deps, c, { time, value, by, where }) {
      const { lake, graph } = deps.chain
      const snapshot = await openTable(deps, c, part(c, 'id'))
      const request = { time, value, by, where: readConditions(snapshot.table.shape, where) }
      return fromVersion(c, snapshot, deps, async () =>
        c.json(await deps.reads.run(() => readSeries(lake, snapshot, graph.territory.timezone, request))),
      )
    },
  }),
]

/** How good the description of a dataset of ours is, as the catalogue gives it. */
async function qualityTold(deps: Deps, node: Node, viewer: Viewer): Promise<QualityTold> {
  const [record] = await ownRecords(deps, [node], viewer)
  const { score, points } = await qualityOf(deps, record!)
  return { score, points: [...points] }
}

/** What people of this house say of a dataset otherwise than the chain does. */
const saidOf = ({ title, description, keywords, licence }: Edits = {}) => ({
  ...(title && { title }),
  ...(description && { description }),
  ...(keywords && { keywords: [...keywords] }),
  ...(licence?.url && { licence: { id: licence.id, title: licence.title, url: licence.url } }),
})

function contactOf({ contacts: [first] = [] }: Edits = {}) {
  return first && { name: first.name, ...(first.email && { email: first.email }) }
}

function describeDataset(deps: Deps, node: Node, summary: Summary, viewer: Viewer): DatasetSummary {
  const publish = node.publish!
  const { territory } = deps.chain.graph
  const about = describeAsset(deps, node, summary)
  const geometry = columnOfRole(node.rows, 'geometry')
  const code = themes[publish.theme]
  return {
    id: node.name,
    title: node.title,
    description: node.description ?? node.title,
    kind: node.kind,
    licence: { id: publish.licence, ...licences[publish.licence] },
    access: publish.access,
    allowed: decideRows(deps.chain.graph, node, viewer).allowed,
    theme: { id: publish.theme, code, url: `http://publications.europa.eu/resource/authority/data-theme/${code}` },
    keywords: [...(publish.keywords ?? [])],
    producers: [...new Set(sourcesOf(deps, node).map((one) => one.source!.producer))],
    pack: about.pack,
    state: about.state,
    version: about.version,
    rows: about.rows,
    bytes: about.bytes,
    made: about.made,
    checked: about.checked,
    geometry: geometry ? { column: geometry, types: [...(node.rows.columns[geometry]!.geometryTypes ?? [])] } : null,
    time: columnOfRole(node.rows, 'time') ?? null,
    synthetic: territory.synthetic ?? false,
  }
}

const sourcesOf = ({ chain }: Deps, node: Node) => selectNodes(chain.graph, [node.name]).filter((one) => one.source)
