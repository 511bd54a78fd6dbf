import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { OrchestraError } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Caller } from '../mqtt/index.ts'

/** What a key may write: frames of network servers, or SensorThings entities. */
export type KeyScope = 'frames' | 'sensorthings'

/** A key as it is listed: never the key itself. */
export interface IngestKey {
  readonly id: number
  readonly label: string
  readonly scope: KeyScope
  readonly dataset: string | null
  readonly created: Date
  readonly last_used: Date | null
  readonly revoked: Date | null
}

/** Of randomness: nobody guesses it, so a plain hash keeps it (bits). */
const KEY_BITS = 256
/** Keys in use are remembered this long, so that a burst of requests asks the database once; a revoked one ends by then (ms). */
const REMEMBERED_MS = 5_000
const MOST_REMEMBERED = 1_000
/** How precisely the last use is kept (ms): not a write a request. */
const LAST_USED_EVERY_MS = 60_000

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')

/** Makes a key and gives it: only its hash is kept, it is never shown again. */
export async function createKey(
  tx: Sender,
  { label, scope, dataset }: { readonly label: string; readonly scope: KeyScope; readonly dataset?: string },
): Promise<{ readonly id: number; readonly key: string }> {
  const key = `oik_${randomBytes(KEY_BITS / 8).toString('base64url')}`
  if (dataset !== undefined) {
    const [known] = await tx.query('select 1 from sensing_dataset where id = $1', [dataset])
    if (!known) throw noDataset(dataset)
  }
  const [row] = await tx.query<{ id: number }>(
    'insert into ingest_key (label, sha256, scope, dataset) values ($1, $2, $3, $4) returning id',
    [label, hashOf(key), scope, dataset ?? null],
  )
  return { id: row!.id, key }
}

export const listKeys = (tx: Sender): Promise<IngestKey[]> =>
  tx.query<IngestKey>('select id, label, scope, dataset, created, last_used, revoked from ingest_key order by id')

/** Ends a key. False when there is none of this number that still holds. */
export async function revokeKey(tx: Sender, id: number): Promise<boolean> {
  const rows = await tx.query('update ingest_key set revoked = now() where id = $1 and revoked is null returning id', [
    id,
  ])
  return rows.length > 0
}

/** Finds out who holds a password: the operator, a key, or nobody (undefined). */
export type Authenticate = (password: string) => Promise<Caller | undefined>

/** The one check of passwords for HTTP and MQTT. `secret`: that of the operator. */
export function openAuthentication(tx: Sender, secret: string | undefined, now: () => Date): Authenticate {
  const remembered = new Map<string, { caller: Caller | undefined; until: number }>()
  return async (password) => {
    if (secret && sameText(password, secret)) return { kind: 'operator' }
    const sha256 = hashOf(password)
    const at = now().getTime()
    const known = remembered.get(sha256)
    if (known && known.until > at) return known.caller
    const caller = await findKey(tx, sha256, now())
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(sha256, { caller, until: at + REMEMBERED_MS })
    return caller
  }
}

async function findKey(tx: Sender, sha256: string, now: Date): Promise<Caller | undefined> {
  const [row] = await tx.query<{ id: number; scope: KeyScope; dataset: string | null; last_used: Date | null }>(
    'select id, scope, dataset, last_used from ingest_key where sha256 = $1 and revoked is null',
    [sha256],
  )
  if (!row) return undefined
  const { id, scope, dataset, last_used } = row
  if (!last_used || now.getTime() - last_used.getTime() > LAST_USED_EVERY_MS)
    await tx.query('update ingest_key set last_used = $2 where id = $1', [id, now])
  return { kind: 'key', id, scope, ...(dataset !== null && { dataset }) }
}

/** Compares in a time that says nothing of where two texts differ. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)))
}

const noDataset = (dataset: string) =>
  new OrchestraError({
    code: 'ingest.no-dataset',
    say: {
      fr: `Aucun jeu de données de capteurs ne s’appelle « ${dataset} ».`,
      en: `No dataset of sensors is called '${dataset}'.`,
    },
    remedy: {
      fr: 'Ils sont dans `sensing.datasets` du territoire.',
      en: 'They are in `sensing.datasets` of the territory.',
    },
    place: dataset,
  })
