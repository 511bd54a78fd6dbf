import { type AssetRef, asset, check, type Publish, sql } from '../../src/kernel/index.ts'
import type { TrafficReading, TrafficSegment } from './shapes.ts'
import { TrafficCongestion, TrafficQuarter, TrafficSegmentSummary } from './tables/traffic.ts'

/** Hours outside the peaks of working days, as the FHWA Urban Congestion Report takes them (definitions of 2015). */
const offPeak = sql`case when weekday <= 5 then hour between 9 and 15 or hour between 19 and 21
  else hour between 6 and 21 end`

const publish: Publish = {
  licence: 'ODbL-1.0',
  access: 'open',
  theme: 'transport',
  keywords: [
    { fr: 'trafic', en: 'traffic' },
    { fr: 'vitesse', en: 'speed' },
    { fr: 'véhicules traceurs', en: 'floating-car data' },
  ],
  limits: {
    fr: 'Vitesses de quelques véhicules équipés, pas un comptage de tous ; quand aucun n’est passé la source donne une valeur de référence (fiabilité 0). Une moyenne ne vaut que par le nombre de mesures publié à côté d’elle.',
    en: 'Speeds of a few equipped vehicles, not a count of all; where none passed the source gives a reference value (reliability 0). A mean is worth no more than the number of readings published beside it.',
  },
}

/** Floating-car traffic: quarter-hours of each segment, congestion by hour of the week, and a summary for maps. */
export function trafficAssets(
  input: { readings: AssetRef<typeof TrafficReading>; segments: AssetRef<typeof TrafficSegment> },
  parameters: { reliable: number; free_flow: number; free_flow_readings: number; fastest: number },
) {
  const { reliable, free_flow, free_flow_readings, fastest } = parameters

  const quarters = asset({
    name: 'traffic_15min',
    title: { fr: 'Trafic par quart d’heure', en: 'Traffic by quarter-hour' },
    description: {
      fr: 'Vitesses et temps de parcours de chaque tronçon par quart d’heure. Les doublons exacts sont fondus ; les mesures sans vitesse, ou de vitesse et de temps de parcours tous deux nuls, sont comptées mais n’entrent pas dans les moyennes.',
      en: 'Speeds and travel times of each segment by quarter-hour. Exact duplicates are merged; readings without a speed, or with both speed and travel time at zero, are counted but stay out of the means.',
    },
    from: input,
    rows: TrafficQuarter,
    code: import.meta.url,
    checks: [
      check.notEmpty(),
      check.accountsFor('readings', 'count'),
      check.references('segment', input.segments, 'segment', { severity: 'warn' }),
      check.between('speed_mean', 0, fastest, { severity: 'warn' }),
      check.between('reliable_share', 0, 1),
    ],
    publish,
    make: ({ readings, segments }) => sql`
      with reading as (
        select segment, "at", speed, travel_time, reliability, status, count(*) as copies
        from ${readings} group by all
      ), judged as (
        select *, speed is not null and (speed > 0 or coalesce(travel_time, 1) > 0) as usable from reading
      ), named as (
        select segment, min(street) as street from ${segments} group by segment
      )
      select segment, min(street) as street, time_bucket(interval '15 minutes', "at") as start,
        round(avg(speed) filter (usable), 2) as speed_mean,
        min(speed) filter (usable) as speed_min,
        max(speed) filter (usable) as speed_max,
        round(stddev_samp(speed) filter (usable), 2) as speed_sd,
        round(avg(travel_time) filter (usable), 2) as travel_time_mean,
        round(avg((coalesce(reliability, 0) >= ${reliable})::integer) filter (usable), 4) as reliable_share,
        sum(copies)::bigint as count,
        count(*) filter (usable) as used,
        count(*) filter (not usable) as unusable,
        (sum(copies) - count(*))::bigint as duplicates,
        count(*) filter (usable and speed > ${fastest}) as above_fastest
      from judged left join named using (segment)
      group by segment, start
      order by segment, start`,
  })

  const congestion = asset({
    name: 'traffic_congestion',
    title: { fr: 'Congestion par heure de la semaine', en: 'Congestion by hour of the week' },
    description: {
      fr: 'Vitesse de chaque tronçon à chaque heure locale de la semaine, rapportée à sa vitesse libre. Mesures fiables seulement. Indice de temps de parcours (FHWA) = vitesse libre ÷ vitesse moyenne harmonique.',
      en: 'Speed of each segment at each local hour of the week, relative to its free-flow speed. Reliable readings only. Travel time index (FHWA) = free-flow speed ÷ harmonic mean speed.',
    },
    from: { readings: input.readings },
    rows: TrafficCongestion,
    code: import.meta.url,
    checks: [check.notEmpty(), check.between('speed_ratio', 0, 3, { severity: 'warn' }), check.between('hour', 0, 23)],
    publish,
    make: ({ readings }, run) => sql`
      with local as (
        select distinct segment, timezone(${run.territory.timezone}, "at") as wall, speed
        from ${readings} where reliability >= ${reliable} and speed > 0
      ), reading as (
        select *, isodow(wall) as weekday, hour(wall) as hour from local
      ), free as (
        select segment, quantile_cont(speed, ${free_flow}) as free_flow_speed
        from reading where ${offPeak} group by segment having count(*) >= ${free_flow_readings}
      ), hourly as (
        select segment, weekday, hour, count(*) as readings, count(*) / sum(1 / speed) as speed
        from reading group by segment, weekday, hour
      )
      select segment, weekday, hour, readings, round(speed, 2) as speed, round(free_flow_speed, 2) as free_flow_speed,
        round(speed / free_flow_speed, 4) as speed_ratio, round(free_flow_speed / speed, 4) as travel_time_index
      from hourly join free using (segment)
      order by segment, weekday, hour`,
  })

  const summary = asset({
    name: 'traffic_segments_summary',
    title: { fr: 'Tronçons et leur vitesse', en: 'Segments and their speed' },
    description: {
      fr: 'Chaque tronçon avec son tracé, sa vitesse libre et son plus mauvais moment de la semaine. Vide là où les mesures fiables manquent.',
      en: 'Each segment with its line, its free-flow speed and its worst moment of the week. Empty where reliable readings are lacking.',
    },
    from: { congestion, segments: input.segments },
    rows: TrafficSegmentSummary,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['segment'])],
    publish,
    make: ({ congestion, segments }) => sql`
      with summary as (
        select segment, sum(readings)::bigint as readings,
          round(sum(readings) / sum(readings / speed), 2) as speed,
          min(free_flow_speed) as free_flow_speed, min(speed_ratio) as worst_speed_ratio
        from ${congestion} group by segment
      )
      select segment, street, line, coalesce(readings, 0) as readings, speed, free_flow_speed, worst_speed_ratio
      from ${segments} left join summary using (segment)`,
  })

  return [quarters, congestion, summary]
}
