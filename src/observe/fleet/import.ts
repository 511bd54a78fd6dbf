import type { Sender, Store } from '../../store/index.ts'
import type { Registry } from '../types.ts'
import { type RefusedRow, readCsv } from './csv.ts'
import { type DeclaredDevice, type Known, readRow } from './row.ts'
import { seal, unseal } from './seal.ts'
import { bringThings } from './things.ts'

export interface ImportOptions {
  readonly store: Store
  readonly registry: Registry
  /** CSV, with a header. */
  readonly text: string
  /** Of devices that name none. */
  readonly dataset?: string
  /** Only say what would be done. */
  readonly dryRun?: boolean
  /** Of the service: needed where rows carry keys. */
  readonly secret: string | undefined
  readonly now: Date
}

/** What became of the rows, or would. */
export interface DevicesImported {
  readonly dryRun: boolean
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly unchanged: number
  readonly refused: readonly RefusedRow[]
}

/**
 * Declares devices from a CSV file, or brings them up to date; those it does not name stay as they are. Rows that cannot be used
 * are refused one by one with their line and reason, the others pass, all in one transaction. The same file twice changes
 * nothing the second time. A column that is not in the file leaves what was known; an empty key leaves the key.
 */
export async function importDevices(options: ImportOptions): Promise<DevicesImported> {
  const { store, text, dataset = 'sensors', secret, dryRun = false } = options
  const { lines, refused: misshapen, columns } = readCsv(text)
  const known = await readKnown(store, dataset, secret !== undefined)
  const refused = [...misshapen]
  const rows = new Map<string, DeclaredDevice>()
  for (const line of lines) {
    const row = readRow(line, known)
    if ('reason' in row) refused.push(row)
    else if (rows.has(row.eui)) refused.push(twice(row, rows.get(row.eui)!.line))
    else rows.set(row.eui, row)
  }
  refused.sort((a, b) => a.line - b.line)

  const result = { dryRun, created: [] as string[], updated: [] as string[], unchanged: 0, refused }
  await store
    .transaction(async (tx) => {
      // A transaction may be tried again.
      Object.assign(result, { created: [], updated: [], unchanged: 0 })
      const before = await readRows(tx, [...rows.keys()])
      for (const row of rows.values()) {
        const done = await declare(tx, row, before.get(row.eui), columns, secret)
        if (done === 'unchanged') result.unchanged++
        else result[done].push(row.eui)
      }
      await bringThings(tx, options.registry, [...result.created, ...result.updated], options.now)
      if (dryRun) throw new DryRun()
    })
    .catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error
    })
  return result
}

/** Takes back what a trial did. */
class DryRun extends Error {}

async function readKnown(tx: Sender, dataset: string, hasSecret: boolean): Promise<Known> {
  const profiles = await tx.query<{ id: string }>('select id from device_profile')
  const datasets = await tx.query<{ id: string }>('select id from sensing_dataset')
  const ids = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id))
  return { profiles: ids(profiles), datasets: ids(datasets), dataset, hasSecret }
}

interface Row {
  readonly name: string
  readonly profile: string | null
  readonly family: string | null
  readonly groups: readonly string[]
  readonly dataset: string
  readonly expected_every: number | null
  readonly lon: number | null
  readonly lat: number | null
  readonly properties: Readonly<Record<string, unknown>> | null
  readonly app_key: Buffer | null
}

async function readRows(tx: Sender, euis: readonly string[]): Promise<Map<string, Row>> {
  const rows = await tx.query<Row & { eui: string }>(
    `select eui, name, profile, family, groups, dataset, expected_every, lon, lat, properties, app_key from device
     where eui = any ($1) order by eui for update`,
    [euis],
  )
  return new Map(rows.map(({ eui, ...row }) => [eui, row]))
}

async function declare(
  tx: Sender,
  device: DeclaredDevice,
  old: Row | undefined,
  columns: readonly string[],
  secret: string | undefined,
): Promise<'created' | 'updated' | 'unchanged'> {
  const { eui, appKey } = device
  const wanted = wantedOf(device, columns, old)
  const isSameKey = !appKey || (old?.app_key != null && keyEquals(old.app_key, appKey, eui, secret!))
  if (old && isSameKey && JSON.stringify(wanted) === JSON.stringify(plain(old))) return 'unchanged'
  const values = [eui, wanted.name, wanted.profile, wanted.family, wanted.groups, wanted.dataset, wanted.expected_every]
  await tx.query(
    `insert into device (eui, name, profile, family, groups, dataset, expected_every, lon, lat, properties, app_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (eui) do update set name = excluded.name, profile = excluded.profile, family = excluded.family,
       groups = excluded.groups, dataset = excluded.dataset, expected_every = excluded.expected_every, lon = excluded.lon,
       lat = excluded.lat, properties = excluded.properties, app_key = coalesce(excluded.app_key, device.app_key)`,
    [...values, wanted.lon, wanted.lat, JSON.stringify(wanted.properties), appKey ? seal(appKey, eui, secret!) : null],
  )
  return old ? 'updated' : 'created'
}

type Wanted = Omit<Row, 'app_key'>

/** What the device becomes: the file where it has the column, else what is known. */
function wantedOf(device: DeclaredDevice, columns: readonly string[], old: Row | undefined): Wanted {
  const has = (column: string) => !old || columns.includes(column)
  const variables = columns.some((column) => column.startsWith('variables.'))
  const before = old?.properties ?? {}
  const { joinEui, variables: given } = device.properties
  return {
    name: has('name') ? device.name : old!.name,
    profile: has('profile') ? device.profile : old!.profile,
    family: has('family') ? device.family : old!.family,
    groups: has('group') ? device.groups : old!.groups,
    dataset: has('dataset') ? device.dataset : old!.dataset,
    expected_every: has('expected') ? device.expectedEvery : old!.expected_every,
    lon: has('lon') ? device.lon : old!.lon,
    lat: has('lat') ? device.lat : old!.lat,
    properties: sorted({
      ...before,
      ...(joinEui !== undefined && { joinEui }),
      ...(variables && { variables: sorted({ ...(given as object | undefined) }) }),
    }),
  }
}

const plain = ({ app_key: _, ...row }: Row): Wanted => ({ ...row, properties: sorted(row.properties ?? {}) })

/** The same members in an order that does not depend on how they came. */
const sorted = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [
        key,
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? sorted(inner) : inner,
      ]),
  )

function keyEquals(sealed: Buffer, key: Uint8Array, eui: string, secret: string): boolean {
  try {
    return unseal(sealed, eui, secret).equals(key)
  } catch {
    // Sealed with another secret: the file gives it again.
    return false
  }
}

const twice = ({ line, eui }: DeclaredDevice, first: number): RefusedRow => ({
  ...{ line, eui, column: 'eui' },
  reason: { fr: `Déjà déclaré à la ligne ${first}.`, en: `Declared already on line ${first}.` },
})
