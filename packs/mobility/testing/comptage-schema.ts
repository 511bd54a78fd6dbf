import type { Field } from './table-schema.ts'

// comptage-mobilites 0.2.5 (2024-12-31): names, types and constraints of its three files. Since 0.2.4 `counter_id` is
// optional in measures, since 0.2.5 `temporality` is in channels.

const required = { required: true }
const practices =
  'BIKE|TWO WHEELS MOTORIZED|PEDESTRIAN|E\\-SCOOTER|HORSE\\-RIDER|CAR|BUS|MINIBUS|TRUCK|VAN|TRAMWAY|CANOE|UNDEFINED'

export const siteFields: readonly Field[] = [
  { name: 'site_id', type: 'string', constraints: required },
  { name: 'parent_site_id', type: 'string' },
  { name: 'site_name', type: 'string', constraints: required },
  { name: 'fr_insee_code', type: 'string', constraints: { pattern: '([013-9]\\d|2[AB1-9])\\d{3}' } },
  { name: 'xlong', type: 'number', constraints: { required: true, minimum: -180, maximum: 180 } },
  { name: 'ylat', type: 'number', constraints: { required: true, minimum: -90, maximum: 90 } },
  { name: 'external_ids', type: 'string' },
  { name: 'infrastructure_type', type: 'string' },
]

export const channelFields: readonly Field[] = [
  { name: 'channel_id', type: 'string', constraints: required },
  { name: 'channel_provider_id', type: 'string' },
  { name: 'site_provider_id', type: 'string' },
  { name: 'site_id', type: 'string', constraints: required },
  { name: 'mobility_type', type: 'string', constraints: { pattern: `(${practices})(,(${practices}))*` } },
  { name: 'comment', type: 'string' },
  { name: 'counter_transmission_type', type: 'string', constraints: { enum: ['REMOTE TRANSMISSION', 'MANUAL'] } },
  { name: 'publication_transmission_type', type: 'string', constraints: { enum: ['API', 'MANUAL'] } },
  { name: 'counter_type', type: 'string' },
  { name: 'direction', type: 'string', constraints: { enum: ['N', 'NW', 'NE', 'W', 'SW', 'S', 'SE', 'E'] } },
  { name: 'provider_direction_code', type: 'string' },
  { name: 'provider_direction_name', type: 'string' },
  { name: 'data_provider_name', type: 'string' },
  { name: 'temporality', type: 'string', constraints: { enum: ['TEMPORARY', 'PERMANENT'] } },
  { name: 'started_at', type: 'datetime', constraints: required },
  { name: 'ended_at', type: 'datetime' },
  { name: 'last_updated_at', type: 'datetime' },
  { name: 'time_step', type: 'number' },
  { name: 'provider_portal_url', type: 'string' },
]

export const measureFields: readonly Field[] = [
  { name: 'channel_id', type: 'string', constraints: required },
  { name: 'counter_id', type: 'string' },
  { name: 'start_datetime', type: 'datetime', constraints: required },
  { name: 'end_datetime', type: 'datetime' },
  { name: 'count', type: 'number' },
]
