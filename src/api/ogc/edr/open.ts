import type { Context } from 'hono'
import { type Node, OrchestraError } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { guard, openData } from '../../read/datasets.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { anyCollectionOf } from '../common/faults.ts'
import { type Coverage, coverageOf } from '../coverages/index.ts'
import { readMoment } from '../features/parameters.ts'
import { type Observed, observedOf } from './observed.ts'
import { type Parameter, parametersOf } from './parameters.ts'
import { readStations, type Station, wholeTerritory } from './stations.ts'

/** One version of what may be asked: observations with their stations, or a raster. */
export type Opened = OpenedStations | OpenedRaster
export interface OpenedStations {
  readonly kind: 'stations'
  readonly snapshot: Snapshot
  readonly observed: Observed
  readonly parameters: readonly Parameter[]
  readonly stations: readonly Station[]
  /** Names the version of the asset that has the places, when it is another. */
  readonly placesPin: string
}
export interface OpenedRaster {
  readonly kind: 'raster'
  readonly snapshot: Snapshot
  readonly coverage: Coverage
  readonly parameters: readonly Parameter[]
}

const PIN = /^\d+-[0-9a-f]{16}$/

/**
 * What the address names, for whoever asks: access is decided here, for the places too when another asset has them. With an
 * instance, the version of that pin, or that was served at that instant. Throws `api.unknown-collection`, `api.no-data-queries`,
 * `api.refused`, `api.no-version`, `api.version-gone`.
 */
export async function openEdr(deps: Deps, c: Context, id: string, instance: string | undefined): Promise<Opened> {
  const { graph } = deps.chain
  const node = anyCollectionOf(deps, id)
  const observed = observedOf(graph, node)
  if (node.kind !== 'raster' && !observed) throw noQueries(node)
  const snapshot = await versionOf(deps, c, node, instance)
  if (node.kind === 'raster') {
    const coverage = await coverageOf(deps, snapshot)
    return {
      kind: 'raster',
      snapshot,
      coverage,
      parameters: (coverage.quantity ? [coverage.quantity] : coverage.bands).map((one) => ({
        ...one,
        isWhole: one.isCode,
      })),
    }
  }
  const places = await placesOf(deps, c, snapshot, observed!)
  return {
    kind: 'stations',
    snapshot,
    observed: observed!,
    parameters: parametersOf(node, observed!.parameters),
    ...places,
  }
}

/** The stations, and the version of what tells where they are. */
async function placesOf(
  deps: Deps,
  c: Context,
  snapshot: Snapshot,
  { place, station }: Observed,
): Promise<Pick<OpenedStations, 'stations' | 'placesPin'>> {
  const { graph, lake } = deps.chain
  if (place.of === 'territory')
    return { stations: [wholeTerritory(graph.territory, speechOf(c).language)], placesPin: '' }
  const places = place.of === 'rows' ? snapshot : await openData(deps, c, place.asset)
  const key = [snapshot.node.name, snapshot.pin, places.node.name, places.pin].join(' ')
  const stations = await deps.kept.stations(key, () =>
    deps.reads.run(() => readStations(lake, place, station, snapshot, places)),
  )
  return { stations, placesPin: places.pin }
}

async function versionOf(deps: Deps, c: Context, node: Node, instance: string | undefined): Promise<Snapshot> {
  if (instance === undefined || PIN.test(instance)) return openData(deps, c, node.name, instance)
  guard(deps, c, node)
  return deps.snapshots.asOf(node, readMoment('instance', instance))
}

const noQueries = ({ name }: Node) =>
  new OrchestraError({
    code: 'api.no-data-queries',
    say: {
      fr: `« ${name} » n’a ni observations datées et situées, ni raster : on ne peut pas l’interroger par un lieu et une période.`,
      en: `'${name}' has no observations with a time and a place, and is no raster: it cannot be asked by place and period.`,
    },
    remedy: {
      fr: `Lisez ses objets : /ogc/collections/${name}/items.`,
      en: `Read its features: /ogc/collections/${name}/items.`,
    },
    place: name,
  })
