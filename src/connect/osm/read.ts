import type { Making, Position, RowOf, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { type Chunks, peek } from '../bytes/chunks.ts'
import { openPieces, type Wanted } from '../bytes/open.ts'
import type { Access, MapOptions } from '../rows/map.ts'
import { compileMapping } from '../rows/map.ts'
import { type Records, toRows } from '../rows/rows.ts'
import { Unfit } from '../rows/unfit.ts'
import { isArea, multipolygon, polygonOfRing } from './areas.ts'
import { nodePositions } from './nodes.ts'
import type { Raw, RawRelation, RawWay, Tags } from './raw.ts'
import type { OsmElement, OsmOptions } from './spec.ts'

/** An element, or why its geometry cannot be made. */
interface Assembled {
  readonly element: OsmElement
  readonly broken?: Unfit
}

/** Reads OSM data into rows. */
export async function* readOsm<S extends Table>(
  file: SourceFile,
  spec: Pick<SourceFacts<S>, 'rows'> & OsmOptions & MapOptions<S, OsmElement>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const access: Access<Assembled, OsmElement> = {
    expose: ({ element }) => element,
    geometry: ({ element, broken }) => broken ?? element.geometry,
    field(name) {
      if (name === '@id') return ({ element }) => element.id
      if (name === '@type') return ({ element }) => element.type
      return ({ element }) => element.tags[name]
    },
  }
  const toRow = compileMapping(spec.rows, spec, access, { crs: 'EPSG:4326' })
  const wanted: Wanted = { kind: 'osm', extensions: ['.osm', '.pbf', '.xml'], inside: spec.inside }
  yield* toRows<S, Assembled, OsmElement>(elements(file, wanted, run), toRow, access, run)
}

/**
 * Two passes: relations come last in a file, and say which ways must be remembered for them.
 */
async function* elements(file: SourceFile, wanted: Wanted, run: Making): AsyncGenerator<Records<Assembled>> {
  const members = new Set<number>()
  for await (const { raw } of rawElements(file, wanted, run))
    for (const element of raw)
      if (element.type === 'relation' && isPolygonal(element.tags))
        for (const { type, ref } of element.members) if (type === 'way') members.add(ref)

  const assemble = assembler(members)
  for await (const { raw, place } of rawElements(file, wanted, run)) {
    const records = raw.map(assemble).filter((found) => found !== undefined)
    yield { records, place: (i) => `${place}#${records[i]!.element.type}/${records[i]!.element.id}` }
  }
}

async function* rawElements(
  file: SourceFile,
  wanted: Wanted,
  run: Making,
): AsyncGenerator<{ raw: Raw[]; place: string }> {
  for await (const { name, chunks } of openPieces(file, wanted, run)) {
    const { head, chunks: all } = await peek(chunks, 64)
    for await (const raw of await reading(head, all, name)) yield { raw, place: name }
  }
}

async function reading(head: Uint8Array, chunks: Chunks, place: string): Promise<AsyncIterable<Raw[]>> {
  // A PBF starts with the length of its first header, then its name.
  if (Buffer.from(head).includes('OSMHeader')) return (await import('./pbf.ts')).readPbf(chunks, place)
  return (await import('./xml.ts')).readXml(chunks, place)
}

const isPolygonal = (tags: Tags) => tags.type === 'multipolygon' || tags.type === 'boundary'
const isTagged = (tags: Tags) => {
  for (const _ in tags) return true
  return false
}

/** Gives each raw element its geometry, remembering nodes, and the ways that relations need. */
function assembler(members: ReadonlySet<number>): (raw: Raw) => Assembled | undefined {
  const positions = nodePositions()
  const ways = new Map<number, Position[]>()
  return (raw) => {
    if (raw.type === 'node') {
      const { type, id, lon, lat, tags } = raw
      const there = Math.abs(lon) <= 180 && Math.abs(lat) <= 90
      if (there) positions.add(id, lon, lat)
      if (!isTagged(tags)) return undefined
      const element = { type, id, tags, geometry: there ? { type: 'Point' as const, coordinates: [lon, lat] } : null }
      return there ? { element } : { element, broken: new Unfit('position illisible', 'unreadable position') }
    }
    if (raw.type === 'way') {
      const line = raw.refs.flatMap((ref) => {
        const position = positions.get(ref)
        return position ? [position] : []
      })
      const whole = line.length === raw.refs.length && line.length > 1
      if (whole && members.has(raw.id)) ways.set(raw.id, line)
      return isTagged(raw.tags) ? wayElement(raw, whole ? line : undefined) : undefined
    }
    return isPolygonal(raw.tags) ? relationElement(raw, ways) : undefined
  }
}

function wayElement({ type, id, refs, tags }: RawWay, line: Position[] | undefined): Assembled {
  if (!line)
    return {
      element: { type, id, tags, geometry: null },
      broken: new Unfit('l’extrait n’a pas tous ses nœuds', 'the extract lacks some of its nodes'),
    }
  const closed = line.length >= 4 && refs[0] === refs.at(-1)
  const geometry = closed && isArea(tags) ? polygonOfRing(line) : ({ type: 'LineString', coordinates: line } as const)
  return { element: { type, id, tags, geometry } }
}

function relationElement({ type, id, members, tags }: RawRelation, ways: ReadonlyMap<number, Position[]>): Assembled {
  const parts = members.filter((member) => member.type === 'way')
  const lines = (inner: boolean) =>
    parts.flatMap(({ ref, role }) => ((role === 'inner') === inner ? [ways.get(ref)] : []))
  const [outer, inner] = [lines(false), lines(true)]
  if ([...outer, ...inner].includes(undefined))
    return {
      element: { type, id, tags, geometry: null },
      broken: new Unfit('l’extrait n’a pas tous ses contours', 'the extract lacks some of its outlines'),
    }
  const geometry = multipolygon(outer as Position[][], inner as Position[][])
  return geometry
    ? { element: { type, id, tags, geometry } }
    : {
        element: { type, id, tags, geometry: null },
        broken: new Unfit('ses contours ne se ferment pas', 'its outlines do not close'),
      }
}
