import type { AutoProvision, MeasureSpec } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { CodecKind } from '../codecs/index.ts'
import type { Frame, Json } from '../types.ts'

/** What the pipeline needs to know of a device: where its data goes, how to decode it, what it measures. */
export interface KnownDevice {
  readonly eui: string
  readonly name: string
  readonly dataset: string
  readonly thing: number | null
  readonly family: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly properties: Json | null
  readonly profile: DeviceProfile | undefined
}

export interface DeviceProfile {
  readonly id: string
  readonly title: { readonly fr: string; readonly en: string }
  readonly vendor: string | null
  readonly codecKind: CodecKind
  readonly codecJs: string | null
  readonly measures: readonly MeasureSpec[]
}

/** The declared devices among those named, with their own profile. */
export const readDevices = (tx: Sender, euis: readonly string[]): Promise<Map<string, KnownDevice>> =>
  readHeard(
    tx,
    euis.map((device) => ({ device, connection: '' })),
  )

/** The declared devices among those heard. One without a profile of its own has that of the connection that brings it. */
export async function readHeard(
  tx: Sender,
  heard: readonly Pick<Frame, 'device' | 'connection'>[],
): Promise<Map<string, KnownDevice>> {
  const connections = new Map(heard.map(({ device, connection }) => [device, connectionProfile(connection)]))
  const rows = await tx.query<KnownDevice>(
    `select d.eui, d.name, d.dataset, d.thing, d.lon, d.lat, d.properties, coalesce(d.family, p.family) as family,
       case when p.id is null then null else json_build_object('id', p.id, 'title', p.title, 'vendor', p.vendor,
         'codecKind', coalesce(p.codec_kind, 'auto'), 'codecJs', p.codec_js, 'measures', p.measures) end as profile
     from unnest($1::text[], $2::text[]) as h (eui, fallback) join device d on d.eui = h.eui
       left join device_profile p on p.id = coalesce(d.profile, h.fallback)`,
    [[...connections.keys()], [...connections.values()]],
  )
  return new Map(rows.map((row) => [row.eui, { ...row, profile: row.profile ?? undefined }]))
}

/** Declares devices that their connection lets in by themselves. False when there was none. */
export async function provision(
  tx: Sender,
  heard: readonly Pick<Frame, 'device' | 'deviceName' | 'connection'>[],
  policyOf: (connection: string) => AutoProvision | undefined,
): Promise<boolean> {
  let some = false
  for (const { device, deviceName, connection } of heard) {
    const policy = policyOf(connection)
    if (!policy) continue
    some = true
    await tx.query(
      `insert into device (eui, name, profile, dataset) values ($1, $2, (select id from device_profile where id = $3), $4)
       on conflict (eui) do nothing`,
      [device, deviceName ?? device, policy.profile ?? connectionProfile(connection), policy.dataset ?? 'sensors'],
    )
  }
  return some
}

/** The profile made of the measures that a connection declares. */
export const connectionProfile = (connection: string) => `connection/${connection}`
