import { decideRows, type Viewer } from '../../../govern/index.ts'
import { type Bbox, boxIn, type Language, type Node, OrchestraError } from '../../../kernel/index.ts'
import { crsWkt } from '../../../lake/index.ts'
import type { Deps } from '../../deps.ts'
import { spatialExtent } from '../../read/extent.ts'
import type { Summary } from '../../read/summaries.ts'
import { CRS84, type Crs, crsEverywhere, crsOf } from '../common/crs.ts'
import type { Links } from '../common/links.ts'
import { coverageOf } from '../coverages/index.ts'
import { COVERAGE_JSON, type EdrFormat } from './formats.ts'
import { type Observed, observedOf } from './observed.ts'
import { type Parameter, parametersOf, tellParameter } from './parameters.ts'
import { formatsOf, type QueryName, querySchemas, queryTitles, questionsOf } from './queries.ts'

/** What OGC API – EDR adds to the description of a collection. */
interface EdrParts {
  readonly parameter_names: Record<string, ReturnType<typeof tellParameter>>
  readonly data_queries: Record<string, object>
  readonly output_formats: string[]
}

/** What may be asked of a collection by place and period: of those that are neither observations nor rasters, only its items. */
export function edrParts(deps: Deps, node: Node, links: Links, language: Language): EdrParts {
  const observed = observedOf(deps.chain.graph, node)
  const kind = node.kind === 'raster' ? 'raster' : observed ? 'stations' : undefined
  const home = `${links.origin}/ogc/collections/${node.name}`
  const parameters = kind ? parametersTold(node, observed) : []
  const queries = kind ? questionsOf[kind] : []
  // The collection tells only CRS84 where its features have no geometry; its stations are given in others too.
  const isElsewhere = observed !== undefined && observed.place.of !== 'rows'
  const details = isElsewhere
    ? crsEverywhere(deps.chain.graph.territory).map(({ name, uri }) => ({ crs: uri, wkt: wktOf(name) }))
    : []
  const formats = (query: QueryName) =>
    (query === 'locations' ? formatsOf('stations', query) : formatsOf(kind!, query)).map(({ f }) => f)
  const items = {
    link: {
      href: `${home}/items`,
      rel: 'data',
      type: 'application/geo+json',
      variables: {
        query_type: 'items',
        title: language === 'fr' ? 'Les objets' : 'The features',
        output_formats: ['GeoJSON'],
      },
    },
  }
  return {
    parameter_names: Object.fromEntries(parameters.map((one) => [one.id, tellParameter(one, language, home)])),
    data_queries: {
      ...Object.fromEntries(queries.map((query) => [query, dataQuery(query, home, formats(query), language, details)])),
      ...(queries.length > 0 && {
        instances: {
          link: {
            href: `${home}/instances`,
            rel: 'data',
            type: 'application/json',
            variables: { query_type: 'instances', title: language === 'fr' ? 'Les versions' : 'The versions' },
          },
        },
      }),
      ...(node.kind !== 'raster' && { items }),
    },
    output_formats: [...new Set<string>(queries.length > 0 ? queries.flatMap(formats) : ['GeoJSON'])],
  }
}

/** The parameters that may be told without reading anything: those of a raster are its bands, when they are declared. */
function parametersTold(node: Node, observed: Observed | undefined): Parameter[] {
  if (observed) return parametersOf(node, observed.parameters)
  const bands = node.bands ?? {}
  const [first] = Object.values(bands)
  if (node.times && first) {
    const { parameter: id, title } = node.times
    return [{ id, title, isWhole: false, ...(first.unit && { unit: first.unit }) }]
  }
  return parametersOf({ ...node, rows: { ...node.rows, columns: bands } }, Object.keys(bands))
}

const wktOf = (name: string) => crsWkt(name === CRS84.name ? 'EPSG:4326' : name, 'ogc') ?? ''

function dataQuery(
  query: QueryName,
  home: string,
  formats: readonly EdrFormat[],
  language: Language,
  details: readonly { crs: string; wkt: string }[],
) {
  const units = query === 'radius' ? { within_units: querySchemas.radius.properties['within-units'].enum } : {}
  return {
    link: {
      href: `${home}/${query}`,
      rel: 'data',
      type: COVERAGE_JSON.media,
      variables: {
        title: queryTitles[query][language],
        query_type: query,
        output_formats: formats,
        default_output_format: formats[0],
        ...units,
        ...(details.length > 0 && { crs_details: details }),
      },
    },
  }
}

/** The box, in degrees, of the stations that another asset places; null when there is none, or it may not be told. */
export function stationsExtent(
  { chain }: Pick<Deps, 'chain'>,
  viewer: Viewer,
  node: Node,
  summaries: ReadonlyMap<string, Summary>,
): Bbox | null {
  const { graph } = chain
  const place = observedOf(graph, node)?.place
  if (place?.of !== 'asset') return null
  const other = graph.byName.get(place.asset)!
  const summary = summaries.get(place.asset)
  return summary && decideRows(graph, other, viewer).allowed ? spatialExtent(other, summary) : null
}

/**
 * Where a raster is, and in which CRS its cells are; null before its first version. One that cannot be read takes nothing from
 * the descriptions of the others: it says why when it is asked.
 */
export async function rasterPlace(
  deps: Deps,
  node: Node,
  { current }: Summary,
): Promise<{ readonly box: Bbox; readonly crs: Crs } | null> {
  if (node.kind !== 'raster' || !current) return null
  try {
    const { raster } = await coverageOf(deps, await deps.snapshots.current(node))
    return { box: boxIn(raster.bbox, raster.crs, 'EPSG:4326'), crs: crsOf(raster.crs) }
  } catch (error) {
    if (error instanceof OrchestraError && error.code.startsWith('raster.')) return null
    throw error
  }
}
