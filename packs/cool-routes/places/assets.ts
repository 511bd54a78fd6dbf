import {
  type Asset,
  type AssetRef,
  asset,
  boundOf,
  check,
  type InputTable,
  type RowOf,
  reproject,
  UNBOUND,
} from '../../../src/kernel/index.ts'
import { areaOf, insidePoint, lengthOf, polygonsOf } from '../../../src/models/planar/index.ts'
import type { Frame } from '../../heat/frame.ts'
import { described, type Publishing } from '../../heat/publish.ts'
import type { TransitStop } from '../../mobility/shapes.ts'
import { walker } from '../graph/along.ts'
import type { walkEdgeIn } from '../graph/tables.ts'
import { projectionOf } from '../graph/ways.ts'
import { published } from '../publish.ts'
import { lineOf } from '../shade/samples.ts'
import type { Refuge, WalkAmenity } from '../shapes.ts'
import { amenityIn, coolPlaceIn, walkPlaceIn } from './tables.ts'
import { utciOver } from './utci-over.ts'

export interface PlaceRefs {
  readonly edges: AssetRef<ReturnType<typeof walkEdgeIn>>
  readonly amenities: AssetRef<typeof WalkAmenity>
  readonly refuges: AssetRef<typeof Refuge>
  readonly stops: AssetRef<typeof TransitStop>
  readonly utci: AssetRef
}

const limits = {
  fr: 'Ce que les sources disent, à leur date : une fontaine coupée, des toilettes fermées, une église verrouillée n’y sont pas sues.',
  en: 'What the sources say, at their date: a dry fountain, closed toilets, a locked church are not known.',
}

/** Under roofs the map outdoors says nothing. */
const INDOORS: readonly string[] = ['library', 'church', 'culture', 'pool']

/** What is of use on the way, where it is cool, and what can be found by name. */
export function placeAssets(
  { edges, amenities, refuges, stops, utci }: PlaceRefs,
  { crs, step }: Frame,
  publishing: Publishing,
): readonly Asset[] {
  const useful = asset({
    name: 'walk_amenities',
    title: { fr: 'Utile au marcheur', en: 'Of use to who walks' },
    description: described(
      publishing,
      'Bancs, eau potable, toilettes, commerces, écoles, santé, culture, arrêts.',
      'Benches, drinking water, toilets, shops, schools, health, culture, stops.',
    ),
    from: { amenities },
    rows: amenityIn(crs),
    code: import.meta.url,
    parameters: [],
    options: { crs },
    checks: [check.unique(['id'], { severity: 'quarantine' }), check.insideTerritory({ severity: 'quarantine' })],
    publish: published(publishing, limits),
    async *make(inputs) {
      const project = projectionOf(amenities, crs)
      for await (const batch of inputs.amenities.read())
        yield batch.map(({ id, name, kind, detail, wheelchair, hours, location }) => ({
          ...{ id, name, kind, detail, wheelchair, hours },
          location: { type: 'Point' as const, coordinates: centimetres(project(location.coordinates)) },
        }))
    },
  })
  const cool = asset({
    name: 'cool_places',
    title: { fr: 'Lieux de fraîcheur', en: 'Cool places' },
    description: described(
      publishing,
      'Parcs, bois, bords de l’eau, bibliothèques, lieux de culte : où l’on peut espérer de la fraîcheur. Dehors, l’UTCI moyen à 15 h le dit là où il est cartographié.',
      'Parks, woods, watersides, libraries, places of worship: where one may hope for coolness. Outdoors, the mean UTCI at 15:00 tells it where it is mapped.',
    ),
    from: { refuges, ...boundOf({ utci }) },
    rows: coolPlaceIn(crs),
    code: import.meta.url,
    parameters: [],
    options: { crs, step },
    checks: [check.unique(['id'], { severity: 'quarantine' }), check.insideTerritory({ severity: 'quarantine' })],
    publish: published(publishing, limits),
    async make(inputs: { readonly refuges: InputTable<typeof Refuge>; readonly utci?: InputTable }, run) {
      const project = projectionOf(refuges, crs)
      const rows: RowOf<ReturnType<typeof coolPlaceIn>>[] = []
      for await (const batch of inputs.refuges.read())
        for (const { id, name, kind, open, hours, place } of batch) {
          run.signal.throwIfAborted()
          const polygons = polygonsOf(place, project)
          const isOutdoors = !INDOORS.includes(kind)
          rows.push({
            ...{ id, name, kind, open, hours },
            surface: polygons.length ? Math.round(polygons.reduce((sum, one) => sum + areaOf(one), 0)) : null,
            utci: inputs.utci && isOutdoors ? await utciOver(inputs.utci, polygons, step) : null,
            place: reproject(place, (position) => centimetres(project(position))) as never,
          })
        }
      return rows
    },
  })
  const named = boundOf({
    useful: amenities.name === UNBOUND ? amenities : useful,
    cool: refuges.name === UNBOUND ? refuges : cool,
    stops,
  }) as Readonly<Record<string, AssetRef>>
  const places = asset({
    name: 'walk_places',
    title: { fr: 'Lieux à trouver par leur nom', en: 'Places to find by name' },
    description: described(
      publishing,
      'Rues, arrêts, lieux utiles et frais qui ont un nom. Pas d’adresses : aucune source n’en donne ici.',
      'Streets, stops, amenities and cool places that have a name. No addresses: no source gives them here.',
    ),
    from: { edges, ...named },
    rows: walkPlaceIn(crs),
    code: import.meta.url,
    parameters: [],
    options: { crs },
    checks: [check.unique(['id'], { severity: 'quarantine' }), check.insideTerritory({ severity: 'quarantine' })],
    publish: published(publishing, limits),
    make: (inputs) => placesOf(inputs as never, stops, crs),
  })
  return [useful, cool, places]
}

interface Named {
  readonly edges: InputTable<ReturnType<typeof walkEdgeIn>>
  readonly useful?: InputTable<ReturnType<typeof amenityIn>>
  readonly cool?: InputTable<ReturnType<typeof coolPlaceIn>>
  readonly stops?: InputTable<typeof TransitStop>
}
type WalkPlace = RowOf<ReturnType<typeof walkPlaceIn>>

/** m: places of one name nearer than this are one. */
const SAME = 200

const apart = ([ax, ay]: readonly number[], [bx, by]: readonly number[]) => Math.hypot(ax! - bx!, ay! - by!)

/** A street stands where the longest of its edges has its middle; a place of one name and kind is told once. */
async function placesOf(inputs: Named, stops: AssetRef, crs: string): Promise<WalkPlace[]> {
  const found: WalkPlace[] = []
  const streets = new Map<string, { length: number; at: number[] }>()
  for await (const batch of inputs.edges.read({ columns: ['name', 'kind', 'length', 'line'] }))
    for (const { name, kind, length, line } of batch) {
      if (!name || kind === 'crossing' || length <= (streets.get(name)?.length ?? 0)) continue
      const flat = lineOf(line)
      streets.set(name, { length, at: [...walker(flat)(lengthOf(flat) / 2).at] })
    }
  for (const [name, { at }] of [...streets].sort(([a], [b]) => (a < b ? -1 : 1)))
    found.push(place(`street:${name}`, name, 'street', at))
  for (const { id, name, kind, location } of (await inputs.useful?.all()) ?? [])
    if (name) found.push(place(`${kind}:${id}`, name, kind, location.coordinates))
  for (const { id, name, kind, place: area } of (await inputs.cool?.all()) ?? []) {
    if (!name) continue
    const at = area.type === 'Point' ? area.coordinates : insidePoint(polygonsOf(area, (p) => p)[0]!)
    // The library is an amenity and a cool place: once is enough to be found.
    const isTold = found.some(
      (one) => one.name === name && one.kind !== 'street' && apart(one.location.coordinates, at) < SAME,
    )
    if (!isTold) found.push(place(`cool:${id}`, name, kind, at))
  }
  const seen = new Set(found.filter(({ kind }) => kind === 'stop').map(({ name }) => name))
  const project = inputs.stops && projectionOf(stops, crs)
  for (const { stop_id, stop_name, geometry } of (await inputs.stops?.all()) ?? []) {
    // The platforms of a stop share its name: one of them is enough to be found.
    if (!stop_name || !geometry || seen.has(stop_name)) continue
    seen.add(stop_name)
    found.push(place(`stop:${stop_id}`, stop_name, 'stop', project!(geometry.coordinates)))
  }
  return found
}

const place = (id: string, name: string, kind: string, at: readonly number[]): WalkPlace => ({
  id,
  name,
  kind,
  location: { type: 'Point', coordinates: centimetres(at) },
})

const centimetres = ([x, y]: readonly number[]) => [Math.round(x! * 100) / 100, Math.round(y! * 100) / 100]
