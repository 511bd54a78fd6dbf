import { createHash } from 'node:crypto'
import type { Sender } from '../../store/index.ts'
import type { DeviceDefinition } from '../codecs/library/index.ts'

/** What became of profiles: new ones, those that changed, those that were the same. */
export interface ProfilesImported {
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly unchanged: number
}

/** Brings profiles of devices in, or up to date. Devices that have them take the change at their next frame. */
export async function importProfiles(tx: Sender, definitions: readonly DeviceDefinition[]): Promise<ProfilesImported> {
  const [created, updated]: [string[], string[]] = [[], []]
  let unchanged = 0
  for (const definition of definitions) {
    const { id, name, vendor, family, codec, measures, expectedEvery, regions, description, guessed } = definition
    const title = `${vendor.name} ${name}`
    const values = [
      ...[id, JSON.stringify({ fr: title, en: title }), vendor.name, family ?? null],
      ...[codec?.kind ?? null, codec?.source ?? null, codec ? sha256(codec.source) : null],
      ...[JSON.stringify(measures), expectedEvery ?? null, regions[0] ?? null],
      JSON.stringify({ ...(description && { description }), ...(guessed && { guessed }) }),
    ]
    const [row] = await tx.query<{ isNew: boolean }>(
      `insert into device_profile as old (id, ${columns.join(', ')}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (id) do update set ${columns.map((one) => `${one} = excluded.${one}`).join(', ')}
       where (${columns.map((one) => `old.${one}`).join(', ')}) is distinct from (${columns.map((one) => `excluded.${one}`).join(', ')})
       returning xmax = 0 as "isNew"`,
      values,
    )
    if (!row) unchanged++
    else (row.isNew ? created : updated).push(id)
  }
  return { created, updated, unchanged }
}

const columns = [
  ...[
    'title',
    'vendor',
    'family',
    'codec_kind',
    'codec_js',
    'codec_sha256',
    'measures',
    'expected_every',
    'region',
    'properties',
  ],
] as const

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
