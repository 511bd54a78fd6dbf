import { expect, test } from 'vitest'
import { checkSensing } from './check-sensing.ts'
import type { Sensing } from './sensing.ts'

const measure = {
  key: 'temperature',
  observedProperty: {
    name: 'Temperature',
    definition: 'https://qudt.org/vocab/quantitykind/Temperature',
    title: { fr: 'Température', en: 'Temperature' },
  },
  unit: { name: 'degree Celsius', symbol: '°C', ucum: 'Cel', definition: 'https://qudt.org/vocab/unit/DEG_C' },
}

test('what a territory may say of its sensors', () => {
  const full: Sensing = {
    mqtt: { url: 'mqtts://broker.example.org:8883', username: 'city', passwordEnv: 'BROKER_PASSWORD' },
    datasets: [
      { id: 'air', title: { fr: 'Air', en: 'Air' }, access: 'open', licence: 'etalab-2.0', retentionDays: 400 },
    ],
    connections: [
      { id: 'lora', network: 'chirpstack', autoProvision: { profile: 'elsys-ems', dataset: 'air' } },
      { id: 'old', network: 'mapped', mapping: 'actility' },
      { id: 'mine', network: 'mapped', mapping: { device: '/id', payload: '/data', payloadEncoding: 'hex' } },
      { id: 'bins', network: 'plain', topics: ['bins/{device}/state'], measures: [measure] },
      { id: 'context', network: 'ngsi-ld', dataset: 'air' },
    ],
  }
  expect(() => checkSensing(full)).not.toThrow()
  expect(() => checkSensing({})).not.toThrow()
})

const wrong: [string, unknown][] = [
  ['mqtt.port', { mqtt: { port: 70_000 } }],
  ['mqtt.url', { mqtt: { url: 'http://x' } }],
  ['mqtt.url', { mqtt: { url: 'mqtt://user:secret@x' } }],
  ['writes', { writes: 'all' }],
  ['defaultAccess', { defaultAccess: 'public' }],
  ['datasets[0].access', { datasets: [{ id: 'a', access: 'x' }] }],
  ['datasets[0].retentionDays', { datasets: [{ id: 'a', access: 'open', retentionDays: 0 }] }],
  ['connections[0].id', { connections: [{ id: 'A b', network: 'tts' }] }],
  [
    'connections[1].id',
    {
      connections: [
        { id: 'a', network: 'tts' },
        { id: 'a', network: 'tts' },
      ],
    },
  ],
  ['connections[0].network', { connections: [{ id: 'a', network: 'sigfox' }] }],
  [
    'connections[0].autoProvision.dataset',
    { connections: [{ id: 'a', network: 'tts', autoProvision: { dataset: 'x' } }] },
  ],
  ['connections[0].mapping', { connections: [{ id: 'a', network: 'mapped', mapping: 'loriot' }] }],
  ['connections[0].mapping.device', { connections: [{ id: 'a', network: 'mapped', mapping: {} }] }],
  ['connections[0].mapping.payload', { connections: [{ id: 'a', network: 'mapped', mapping: { device: '/d' } }] }],
  [
    'connections[0].mapping.port',
    { connections: [{ id: 'a', network: 'mapped', mapping: { device: '/d', payload: '/p', port: 'port' } }] },
  ],
  ['connections[0].topics[0]', { connections: [{ id: 'a', network: 'plain', topics: ['a/b'], measures: [measure] }] }],
  ['connections[0].measures', { connections: [{ id: 'a', network: 'plain', topics: [] }] }],
  ['connections[0].measures[0]', { connections: [{ id: 'a', network: 'plain', measures: [{ key: 'x' }] }] }],
]

test.each(wrong)('a wrong %s is named', (field, sensing) => {
  expect(() => checkSensing(sensing as Sensing)).toThrow(expect.objectContaining({ place: `sensing.${field}` }))
})

test('a password in an address is never repeated', () => {
  try {
    checkSensing({ mqtt: { url: 'mqtt://user:secret@x' } })
  } catch (error) {
    expect(JSON.stringify(error)).not.toContain('secret')
  }
})
