import Type, { type Static } from 'typebox'
import { Access, count, instant, maybe, number, orNull, pageOf, Text, text } from './common.ts'

export const deviceStates = ['ok', 'late', 'silent', 'low-battery', 'never'] as const

const Counted = Type.Object({ id: text(), title: Text, devices: count() })

export const FleetSummary = Type.Object({
  devices: count(),
  states: Type.Object(
    Object.fromEntries(deviceStates.map((state) => [state, count()])) as Record<
      (typeof deviceStates)[number],
      ReturnType<typeof count>
    >,
  ),
  families: Type.Array(Counted),
  groups: Type.Array(Counted),
  frames: Type.Object(
    {
      received: count(),
      decoded: count(),
      quarantined: count('Kept until their codec or device is mended.'),
      duplicates: count('Copies by several gateways or retries, merged.'),
      late: count(),
      skewed: count('Stamped by a clock that was wrong.'),
    },
    { description: 'Since the service was set up.' },
  ),
  observations: count('Kept, recent and old together.'),
})
export type FleetSummary = Static<typeof FleetSummary>

export const Unit = Type.Object({ name: text(), symbol: text(), definition: text('QUDT or UCUM.') })

const DeviceFields = {
  eui: text('EUI-64 in capital hexadecimal digits, or the identifier its network gives.'),
  name: text(),
  family: orNull(Type.Object({ id: text(), title: Text })),
  profile: orNull(text()),
  groups: Type.Array(text()),
  dataset: text(),
  access: Access,
  state: Type.Enum([...deviceStates]),
  reason: Text,
  lastSeen: orNull(instant()),
  expected_s: orNull(number('Seconds expected between two messages, declared or learnt.')),
  battery: orNull(Type.Object({ value: Type.Number(), unit: text('`%` or `V`.') })),
  rssi: orNull(number('dBm, of the best gateway.')),
  snr: orNull(number('dB.')),
  sf: orNull(number('LoRa spreading factor of the last message.')),
  loss: orNull(number('Share of its messages that never came, from its counters.')),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
}

export const Device = Type.Object(DeviceFields)
export type Device = Static<typeof Device>
export const DevicePage = pageOf(Device)
export type DevicePage = Static<typeof DevicePage>

export const DeviceDetail = Type.Object({
  ...DeviceFields,
  thing: orNull(text('Its address in the SensorThings API.')),
  measures: Type.Array(
    Type.Object({
      key: text(),
      datastream: count(),
      title: Text,
      unit: Unit,
      kind: text('gauge, counter, state or event.'),
      count: count(),
      first: orNull(instant()),
      last: orNull(instant()),
      value: orNull(Type.Unknown({ description: 'The latest one.' })),
    }),
  ),
  counters: Type.Object({
    received: count(),
    lost: count(),
    resets: count('Of its frame counter: rejoins and restarts.'),
    duplicates: count(),
    late: count(),
    skewed: count(),
    quarantined: count(),
  }),
  airtime: Type.Object({
    hour_ms: number('On air in the last hour.'),
    day_ms: number('On air in the last 24 hours.'),
    duty: orNull(number('Share of the last hour on air, in its sub-band.')),
    limit: orNull(number('What the band allows.')),
  }),
  messages: Type.Array(
    Type.Object({
      time: instant(),
      fcnt: orNull(Type.Integer()),
      state: text(),
      rssi: orNull(Type.Number()),
      snr: orNull(Type.Number()),
      sf: orNull(Type.Number()),
      gateways: count(),
      copies: count(),
    }),
    { description: 'The last ones, newest first.' },
  ),
})
export type DeviceDetail = Static<typeof DeviceDetail>

export const MeasureSeries = Type.Object({
  key: text(),
  title: Text,
  unit: Unit,
  by: Type.Enum(['raw', '15min', 'hour', 'day']),
  from: instant(),
  to: instant(),
  points: Type.Array(
    Type.Object({
      start: instant(),
      local: text('The clock of the territory: `2023-01-31T14:00`.'),
      value: number('Mean of the period, or the value itself.'),
      min: maybe(Type.Number()),
      max: maybe(Type.Number()),
      count: maybe(count()),
    }),
  ),
})
export type MeasureSeries = Static<typeof MeasureSeries>

export const QuarantinedFrame = Type.Object({
  id: count(),
  time: instant(),
  received: instant(),
  connection: text(),
  device: text(),
  name: orNull(text()),
  fcnt: orNull(Type.Integer()),
  port: orNull(Type.Integer()),
  payload: text('Hexadecimal.'),
  copies: count(),
  code: text(),
  reason: Text,
})
export type QuarantinedFrame = Static<typeof QuarantinedFrame>
export const QuarantinedFrames = pageOf(QuarantinedFrame)
export type QuarantinedFrames = Static<typeof QuarantinedFrames>

export const QuarantineReasons = Type.Object({
  reasons: Type.Array(
    Type.Object({ code: text(), reason: Text, frames: count(), devices: count(), first: instant(), last: instant() }),
  ),
})
export type QuarantineReasons = Static<typeof QuarantineReasons>

export const Replayed = Type.Object({
  frames: count('Read again.'),
  decoded: count(),
  quarantined: count('Still not understood.'),
})
export type Replayed = Static<typeof Replayed>

export const DevicesImported = Type.Object({
  dryRun: Type.Boolean(),
  created: Type.Array(text()),
  updated: Type.Array(text()),
  unchanged: count(),
  refused: Type.Array(
    Type.Object({ line: count('Of the file.'), eui: orNull(text()), column: orNull(text()), reason: Text }),
  ),
})
export type DevicesImported = Static<typeof DevicesImported>
