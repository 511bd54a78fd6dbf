import type { InputTable, RowOf } from '../../src/kernel/index.ts'
import type { Site } from './shapes.ts'
import type { groundCoverIn } from './tables.ts'

/** What the ground mostly is at a kind of place of BD TOPO v3 (`NATURE`): what one sees there, on aerial pictures. */
const groundOfKind: Readonly<Record<string, string>> = {
  Parking: 'asphalt',
  'Aire de repos ou de service': 'asphalt',
  'Service dédié aux véhicules': 'asphalt',
  'Gare voyageurs uniquement': 'paving',
  'Gare voyageurs et fret': 'bare',
  'Aire de triage': 'bare',
  Port: 'paving',
  'Petit terrain multi-sports': 'asphalt',
  'Terrain de tennis': 'asphalt',
  'Grand terrain de sport': 'grass',
  'Piste de sport': 'bare',
  'Bassin de natation': 'water',
  Civil: 'paving',
  Militaire: 'paving',
}

/** The places whose kind says what the ground is; the others say nothing of it. */
export async function* coverOf(
  inputs: readonly (InputTable<typeof Site> | undefined)[],
): AsyncGenerator<RowOf<ReturnType<typeof groundCoverIn>>[]> {
  for (const input of inputs)
    for await (const batch of input?.read() ?? [])
      yield batch.flatMap(({ id, kind, area }) => {
        const ground = Object.hasOwn(groundOfKind, kind) ? groundOfKind[kind] : undefined
        return ground === undefined ? [] : [{ id, class: ground, kind, area }]
      })
}
