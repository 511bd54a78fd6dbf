import type { Context } from 'hono'
import { decide, sensingName, type Viewer } from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { SensingDataset } from '../../observe/index.ts'
import type { Deps } from '../deps.ts'
import { noteReading } from '../http/readings.ts'
import type { Fleet } from './fleet.ts'

/** The sensors of this house. Throws `api.no-sensors` where it has none. */
export function fleetOf({ fleet }: Deps): Fleet {
  if (fleet) return fleet
  throw new OrchestraError({
    code: 'api.no-sensors',
    say: { fr: 'Ce territoire n’a pas de capteurs.', en: 'This territory has no sensors.' },
    remedy: {
      fr: 'Déclarez-les sous `sensing` dans le fichier de territoire.',
      en: 'Declare them under `sensing` in the territory file.',
    },
  })
}

/** The datasets of observations whose content this reader may see: the one access decision, for each. */
export async function visibleTo({ observe }: Fleet, viewer: Viewer): Promise<Map<string, SensingDataset>> {
  const datasets = await observe.registry.datasets(observe.store)
  return new Map(datasets.filter((one) => decide(sensed(one), viewer).allowed).map((one) => [one.id, one]))
}

/** A dataset of observations, as the access decision names it. */
const sensed = ({ id, access }: SensingDataset) => ({ access, dataset: sensingName(id) })

/** Notes the datasets of what is answered, where they are not open. */
export function noteSensed(
  c: Context,
  known: ReadonlyMap<string, SensingDataset>,
  datasets: readonly (string | null)[],
): void {
  for (const id of new Set(datasets))
    if (id !== null && known.get(id)?.access !== 'open') noteReading(c, sensingName(id))
}

/** For the operator alone. Throws `api.no-token`. */
export function operatorOnly(deps: Deps, c: Context, refuse: () => OrchestraError): void {
  if (deps.viewerOf(c).kind !== 'operator') throw refuse()
}

export const unknownDevice = (eui: string) =>
  new OrchestraError({
    code: 'api.unknown-device',
    say: {
      fr: `Aucun appareil ne porte l’identifiant « ${eui.slice(0, 64)} ».`,
      en: `No device has the identifier '${eui.slice(0, 64)}'.`,
    },
    remedy: { fr: 'La liste est à /api/fleet/devices.', en: 'The list is at /api/fleet/devices.' },
    place: 'eui',
  })
