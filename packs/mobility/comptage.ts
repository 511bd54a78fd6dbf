import { type AssetRef, asset, check, type Publish, sql } from '../../src/kernel/index.ts'
import { bikePublish } from './bikes.ts'
import type { BikeCounter, BikeHour } from './tables/bikes.ts'
import { ComptageChannel, ComptageMeasure, ComptageSite } from './tables/comptage.ts'

const publish: Publish = {
  ...bikePublish,
  keywords: [...(bikePublish.keywords ?? []), { fr: 'comptage-mobilites', en: 'comptage-mobilites' }],
  limits: {
    fr: 'Le schéma n’a pas de champ de qualité : les zéros d’une panne y sont laissés vides, comme des heures sans comptage ; les heures aberrantes y sont telles que publiées. « bike_hourly » garde tout, avec ses marques.',
    en: 'The schema has no field for quality: zeros of an outage are left empty in it, like hours without a count; outlying hours stand as published. ‘bike_hourly’ keeps all, with its flags.',
  },
}

/** The bicycle counts under the French schema: sites, channels, measures. */
export function comptageAssets(counters: AssetRef<typeof BikeCounter>, hourly: AssetRef<typeof BikeHour>) {
  const site = asset({
    name: 'bike_site',
    title: { fr: 'Sites de comptage (schéma national)', en: 'Counting sites (national schema)' },
    from: { counters },
    rows: ComptageSite,
    code: import.meta.url,
    checks: [
      check.notEmpty(),
      check.unique(['site_id']),
      check.between('xlong', -180, 180),
      check.between('ylat', -90, 90),
    ],
    publish,
    // One site a counter: the sources do not say which counters stand together.
    make: async ({ counters }) =>
      (await counters.all()).map(({ counter, name, location }) => ({
        site_id: counter,
        parent_site_id: null,
        site_name: name,
        fr_insee_code: null,
        xlong: location.coordinates[0]!,
        ylat: location.coordinates[1]!,
        external_ids: null,
        infrastructure_type: null,
      })),
  })

  const channel = asset({
    name: 'bike_channel',
    title: { fr: 'Canaux de comptage (schéma national)', en: 'Counting channels (national schema)' },
    from: { counters, site },
    rows: ComptageChannel,
    code: import.meta.url,
    checks: [
      check.notEmpty(),
      check.unique(['channel_id']),
      check.references('site_id', site, 'site_id'),
      check.inSet('mobility_type', ['BIKE']),
      check.inSet('temporality', ['PERMANENT', 'TEMPORARY']),
    ],
    publish,
    // A series of more than a year is taken as permanent; of a shorter one nothing is said.
    make: ({ counters }) => sql`
      select counter as channel_id, null::varchar as channel_provider_id, null::varchar as site_provider_id,
        counter as site_id, 'BIKE' as mobility_type, null::varchar as comment,
        null::varchar as counter_transmission_type, null::varchar as publication_transmission_type,
        null::varchar as counter_type, null::varchar as direction, direction as provider_direction_code,
        null::varchar as provider_direction_name, null::varchar as data_provider_name,
        case when "last" - "first" >= interval '365 days' then 'PERMANENT' end as temporality,
        "first" as started_at, null::timestamptz as ended_at, "last" + interval '1 hour' as last_updated_at,
        3600::bigint as time_step, null::varchar as provider_portal_url
      from ${counters} order by counter`,
  })

  const measure = asset({
    name: 'bike_measure',
    kind: 'observations',
    title: { fr: 'Mesures de comptage (schéma national)', en: 'Counting measures (national schema)' },
    description: {
      fr: 'Fichier « measure » du schéma comptage-mobilites 0.2.5. Au changement d’heure d’automne, l’enregistrement qui vaut pour deux heures devient une mesure de deux heures.',
      en: 'File ‘measure’ of the comptage-mobilites schema 0.2.5. When clocks go back, the record that stands for two hours becomes one measure of two hours.',
    },
    from: { hourly, channel },
    rows: ComptageMeasure,
    code: import.meta.url,
    checks: [
      check.notEmpty(),
      check.unique(['channel_id', 'start_datetime']),
      check.references('channel_id', channel, 'channel_id'),
    ],
    publish,
    make: ({ hourly }) => sql`
      with hour as (
        select counter, device, "at", case when quality <> 'silent' then count end as count,
          case when quality = 'clock_change' and lag(quality) over series = 'clock_change'
            then lag("at") over series else "at" end as start
        from ${hourly} window series as (partition by counter order by "at")
      )
      select counter as channel_id, max(device) as counter_id, start as start_datetime,
        max("at") + interval '1 hour' as end_datetime, sum(count)::double as count
      from hour group by counter, start order by counter, start`,
  })

  return [site, channel, measure]
}
