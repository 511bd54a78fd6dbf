import { columnOfRole, type Graph, type Node, timeColumn } from '../../../kernel/index.ts'

/**
 * Where the stations of observations are: in a column of their own table, in that of another asset that names them too, or the
 * territory itself where rows are of a time and of nothing else.
 */
export type Place =
  | { readonly of: 'rows'; readonly geometry: string }
  | { readonly of: 'asset'; readonly asset: string; readonly key: string; readonly geometry: string }
  | { readonly of: 'territory' }

/** How a table is read as series: numbers, at times, of stations that have a place. */
export interface Observed {
  readonly time: string
  /** Times are local days rather than instants. */
  readonly isDay: boolean
  /** Columns of numbers. */
  readonly parameters: readonly string[]
  /** Columns that together name the station. */
  readonly station: readonly string[]
  readonly place: Place
}

/** How a published table is read as observations; undefined when it has no time, no number or no place. */
export function observedOf(graph: Graph, node: Node): Observed | undefined {
  const { columns, key } = node.rows
  const time = timeColumn(node.rows)
  if (!node.publish || time === undefined) return undefined
  const parameters = Object.keys(columns).filter(
    (name) => ['integer', 'number'].includes(columns[name]!.column) && !columns[name]!.role && !key.includes(name),
  )
  const station = stationColumns(node, time)
  const place = placeOf(graph, node, station)
  if (parameters.length === 0 || !place) return undefined
  return { time, isDay: columns[time]!.column === 'date', parameters, station, place }
}

/** The key without the time; without a key, the first text that is not a title. None where the time alone is the key. */
function stationColumns({ rows: { columns, key } }: Node, time: string): readonly string[] {
  if (key.length > 0) return key.filter((name) => name !== time)
  const first = Object.keys(columns).find((name) => columns[name]!.column === 'text' && columns[name]!.role !== 'title')
  return first === undefined ? [] : [first]
}

function placeOf(graph: Graph, node: Node, station: readonly string[]): Place | undefined {
  const own = columnOfRole(node.rows, 'geometry')
  if (own) return station.length > 0 ? { of: 'rows', geometry: own } : undefined
  if (station.length === 0) return node.rows.key.length === 1 ? { of: 'territory' } : undefined
  const [column] = station
  return station.length === 1 ? neighbour(graph, node, column!) : undefined
}

/**
 * The published asset that a column names the rows of: the one a check says it refers to, else one whose key has the same
 * name, else one whose shape has it (`sensor` names the rows of the shape `sensor`).
 */
function neighbour(graph: Graph, node: Node, column: string): Place | undefined {
  const placed = (other: Node | undefined): Place | undefined => {
    const geometry = other?.publish && columnOfRole(other.rows, 'geometry')
    const [key, more] = other?.rows.key ?? []
    // A table with a time of its own is made of observations too, not of stations.
    if (!other || !geometry || key === undefined || more !== undefined || timeColumn(other.rows)) return undefined
    return { of: 'asset', asset: other.name, key, geometry }
  }
  for (const { rule } of node.checks) {
    if (rule.rule !== 'references' || rule.column !== column) continue
    const found = placed(graph.byName.get(rule.asset))
    if (found) return found
  }
  const others = graph.nodes.filter((other) => other !== node)
  const candidates = [
    ...others.filter(({ rows }) => rows.key[0] === column),
    ...others.filter(({ rows }) => rows.name === column),
  ]
  return candidates.map(placed).find((place) => place !== undefined)
}
