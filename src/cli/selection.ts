import { type ExportSelection, openKept, openSnapshots, readMoment, readSelection } from '../api/index.ts'
import { type Node, OrchestraError } from '../kernel/index.ts'
import type { Chain } from '../pipeline/index.ts'
import type { Options, SelectOptions } from './args.ts'
import { usage } from './usage.ts'

/** What each flag is called in a query, where a problem may name it. */
const flagOf: Readonly<Record<string, keyof SelectOptions>> = {
  filter: 'filter',
  bbox: 'bbox',
  datetime: 'datetime',
  properties: 'columns',
  crs: 'crs',
  version: 'version',
  pin: 'version',
}

interface Selected extends Pick<ExportSelection, 'open' | 'isWhole'> {
  readonly snapshot: Awaited<ReturnType<ReturnType<typeof openSnapshots>['current']>>
}

/** What the flags of `export` ask of an asset. Throws the problems of a download, named by their flag. */
export async function selected(chain: Chain, node: Node, { select }: Pick<Options, 'select'>): Promise<Selected> {
  const { filter, bbox, datetime, columns: properties, crs, version } = select
  try {
    const snapshots = openSnapshots(chain)
    const snapshot =
      version === undefined ? await snapshots.current(node) : await snapshots.asOf(node, readMoment('version', version))
    const asked = { 'filter-lang': 'cql2-text' as const, skipGeometry: 'false' as const }
    const given = Object.entries({ filter, bbox, datetime, properties, crs }).filter(([, value]) => value !== undefined)
    const { isWhole, open } = await readSelection({ chain, kept: { spatial: openKept(1) } }, snapshot, {
      ...asked,
      ...Object.fromEntries(given),
    })
    return { snapshot, isWhole, open }
  } catch (error) {
    throw byFlag(error)
  }
}

/** A raster or a file has no rows to choose. */
export function refuseSelection({ select }: Pick<Options, 'select'>): void {
  const given = Object.entries(select).find(([, value]) => value !== undefined)
  if (given)
    throw usage({
      fr: `--${given[0]} choisit des lignes, et cet actif est un fichier.`,
      en: `--${given[0]} chooses rows, and this asset is a file.`,
    })
}

/** The same problem, as that of a flag. */
function byFlag(error: unknown): unknown {
  if (!(error instanceof OrchestraError)) return error
  const isFilter = error.code.startsWith('cql2.')
  const flag = isFilter ? 'filter' : error.place && flagOf[error.place]
  if (!flag || (!isFilter && !error.code.startsWith('api.'))) return error
  const { say, remedy, facts } = error
  return new OrchestraError({
    code: 'usage.wrong',
    say: { fr: `--${flag} : ${say.fr}`, en: `--${flag}: ${say.en}` },
    ...(remedy && { remedy }),
    ...(isFilter && error.place && { place: error.place }),
    facts,
    cause: error,
  })
}
