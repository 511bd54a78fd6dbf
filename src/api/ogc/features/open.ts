import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import { part } from '../../http/route.ts'
import { guard, openTable } from '../../read/datasets.ts'
import { isPin, type Snapshot } from '../../read/snapshots.ts'
import { collectionOf } from '../common/faults.ts'
import { readMoment } from './parameters.ts'

/**
 * The features of the collection asked for, for whoever may read them: those served now, those of a `pin`, or those that were
 * served at the instant `version`, which may be a pin too. Throws `api.unknown-collection`, `api.refused`, `api.no-version`, `api.no-version-then`, `api.version-gone`.
 */
export async function openCollection(
  deps: Deps,
  c: Context,
  { version, pin }: { readonly version?: string | undefined; readonly pin?: string | undefined },
): Promise<Snapshot> {
  const node = collectionOf(deps, part(c, 'id'))
  const named = pin ?? (version !== undefined && isPin(version) ? version : undefined)
  if (named !== undefined || version === undefined) return openTable(deps, c, node.name, named)
  guard(deps, c, node)
  return deps.snapshots.asOf(node, readMoment('version', version))
}
