import { createHash } from 'node:crypto'
import { type Node, OrchestraError } from '../../kernel/index.ts'
import type { TableFiles } from '../../lake/index.ts'
import { type Chain, type CurrentFiles, currentFiles, tableFiles } from '../../pipeline/index.ts'

/** One version of a dataset, fixed: its files do not change whatever is published meanwhile. */
export interface Snapshot {
  readonly node: Node
  readonly version: number
  /** Names this content: version and digest of its files. */
  readonly pin: string
  readonly table: TableFiles
  /** Rows of each file of the table. */
  readonly counts: readonly number[]
  /** Partition of each. */
  readonly partitions: readonly number[]
  /** When the newest of them was made. */
  readonly made: Date
  readonly rows: number
  readonly bytes: number
}

export interface Snapshots {
  /** The version served now. Throws `api.no-version` before the first. */
  current(node: Node): Promise<Snapshot>
  /** The version of a pin given earlier, the current one without. Throws `api.version-gone`. */
  at(node: Node, pin: string | undefined): Promise<Snapshot>
  /** The version that was served at a moment. Throws `api.version-gone` when its files are not kept any more, `api.no-version-then`. */
  asOf(node: Node, moment: Date): Promise<Snapshot>
}

/** Files of the versions kept in memory so that whoever is paging through one can go on: about 100 bytes each. */
const KEPT_FILES = 500_000

/** Whether a text is a pin: `12-0123456789abcdef`. */
export const isPin = (text: string): boolean => /^\d+-[0-9a-f]{16}$/.test(text)

/** Opens the versions of the datasets of a territory. */
export function openSnapshots({ store, graph, lake }: Pick<Chain, 'store' | 'graph' | 'lake'>): Snapshots {
  const territory = graph.territory.id
  const kept = new Map<string, Snapshot>()
  let files = 0
  const newest = new Map<string, { key: string; snapshot: Snapshot }>()

  const keep = (snapshot: Snapshot): void => {
    const key = `${snapshot.node.name} ${snapshot.pin}`
    files += kept.delete(key) ? 0 : snapshot.counts.length
    kept.set(key, snapshot)
    for (const [oldest, { counts }] of kept) {
      if (files <= KEPT_FILES || oldest === key) break
      kept.delete(oldest)
      files -= counts.length
    }
  }

  const current = async (node: Node): Promise<Snapshot> => {
    const [state] = await store.query<{ version: number; swapped: Date | null }>(
      'select version, swapped from asset_state where territory = $1 and asset = $2',
      [territory, node.name],
    )
    const key = `${state?.version ?? 0} ${state?.swapped?.getTime() ?? 0}`
    const last = newest.get(node.name)
    if (last?.key === key) {
      keep(last.snapshot)
      return last.snapshot
    }
    const { version, files: parts } = await currentFiles(store, territory, node.name)
    if (parts.length === 0) throw noVersion(node)
    const snapshot = snapshotOf(node, version, parts)
    // A swap between the two reads is seen at the next one: the key is the older of the two.
    newest.set(node.name, { key, snapshot })
    keep(snapshot)
    return snapshot
  }

  /** Versions are removed with time: whether there was one before the oldest kept, nobody knows. */
  const noVersionThen = async (node: Node, moment: Date): Promise<OrchestraError> => {
    const [oldest] = await store.query<{ made: Date | null }>(
      `select min(made) as made from materialization where territory = $1 and asset = $2 and state = 'published'`,
      [territory, node.name],
    )
    return oldest?.made ? beforeAll(node, moment, oldest.made) : noVersion(node)
  }

  return {
    current,
    async asOf(node, moment) {
      const parts = await store.query<Part>(
        `select distinct on (partition) partition, object, rows, bytes, made from materialization
         where territory = $1 and asset = $2 and state = 'published' and made <= $3 order by partition, made desc, id desc`,
        [territory, node.name, moment],
      )
      if (parts.length === 0) throw await noVersionThen(node, moment)
      const pin = moment.toISOString()
      if (!parts.every((part) => lake.has(part.object))) throw versionGone(node, pin)
      const now = await current(node)
      const then = snapshotOf(node, 0, parts)
      // The counter of changes is known of the present only.
      return digestOf(then) === digestOf(now) ? now : then
    },
    async at(node, pin) {
      const known = pin === undefined ? undefined : kept.get(`${node.name} ${pin}`)
      if (known) {
        keep(known)
        return known
      }
      const now = await current(node)
      if (pin === undefined || now.pin === pin) return now
      throw versionGone(node, pin)
    },
  }
}

type Part = CurrentFiles['files'][number]

function snapshotOf(node: Node, version: number, parts: readonly Part[]): Snapshot {
  const hashes = parts.map((file) => file.object)
  const digest = createHash('sha256').update(hashes.join(',')).digest('hex').slice(0, 16)
  return {
    node,
    version,
    pin: `${version}-${digest}`,
    table: tableFiles(node, hashes),
    counts: parts.map((file) => file.rows),
    partitions: parts.map((file) => file.partition),
    made: new Date(parts.reduce((last, file) => Math.max(last, file.made.getTime()), 0)),
    rows: parts.reduce((sum, file) => sum + file.rows, 0),
    bytes: parts.reduce((sum, file) => sum + file.bytes, 0),
  }
}

const digestOf = ({ pin }: Snapshot) => pin.slice(pin.indexOf('-'))

function noVersion(node: Node): OrchestraError {
  return new OrchestraError({
    code: 'api.no-version',
    say: {
      fr: `« ${node.name} » n’a pas encore de version publiée.`,
      en: `'${node.name}' has no published version yet.`,
    },
    remedy: {
      fr: 'Revenez après la prochaine exécution de la chaîne.',
      en: 'Come back after the next run of the chain.',
    },
    place: node.name,
  })
}

function beforeAll({ name }: Node, moment: Date, oldest: Date): OrchestraError {
  const then = moment.toISOString()
  // The database counts microseconds.
  const first = new Date(oldest.getTime() + 1).toISOString()
  return new OrchestraError({
    code: 'api.no-version-then',
    say: {
      fr: `« ${name} » n’avait pas de version à cet instant (${then}), ou elle n’est plus gardée.`,
      en: `'${name}' had no version at that instant (${then}), or it is no longer kept.`,
    },
    remedy: {
      fr: `La plus ancienne gardée se demande par ${first}.`,
      en: `The oldest kept is asked for by ${first}.`,
    },
    place: 'version',
    facts: { then, first },
  })
}

/** A version that was replaced, and that this process does not hold any more. */
export function versionGone(node: Node, pin: string): OrchestraError {
  return new OrchestraError({
    code: 'api.version-gone',
    say: {
      fr: `Les données de « ${node.name} » ont changé et la version lue n’est plus servie.`,
      en: `The data of '${node.name}' has changed and the version being read is no longer served.`,
    },
    remedy: {
      fr: 'Reprenez la lecture depuis le début, sans le paramètre « pin » ni « version ».',
      en: "Start reading again from the beginning, without the parameters 'pin' and 'version'.",
    },
    place: 'pin',
    facts: { pin },
  })
}
