import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { failure, temporary } from '../../../store/testing.ts'
import { openSandbox } from '../index.ts'
import { checkCodec, difference, readLibrary } from './index.ts'

const sandbox = openSandbox()
afterAll(() => sandbox.close())

const ours = join(import.meta.dirname, '../../../../devices')

/** A folder with these files. */
const folderOf = (files: Record<string, string>) => {
  const { folder } = temporary()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

test('our own library: every example passes', async () => {
  const library = await readLibrary(ours)
  expect(library.unusable).toEqual([])
  expect(library.devices.length).toBeGreaterThan(30)
  const checked = await Promise.all(library.codecs.map((codec) => checkCodec(sandbox, codec)))
  for (const { codec, examples, passed, failed, error } of checked) {
    expect([codec, error, failed]).toEqual([codec, undefined, []])
    expect(passed).toBe(examples)
    expect(examples, codec).toBeGreaterThanOrEqual(4)
  }
})

test('our own library: the families of a city are there, and measures name what codecs give', async () => {
  const { devices } = await readLibrary(ours)
  const families = new Set(devices.map((device) => device.family))
  for (const family of ['air', 'energy', 'water', 'bins', 'flood', 'noise', 'light', 'counters', 'parking'])
    expect(families.has(family), family).toBe(true)
  // A misspelt key would make a datastream that stays empty.
  for (const { id, codec, measures, expectedEvery } of devices) {
    expect(measures.length, id).toBeGreaterThan(0)
    expect(expectedEvery, id).toBeGreaterThan(0)
    for (const { key, observedProperty, unit } of measures) {
      const stem = key.replace(/\d+$/, '')
      expect(codec!.source.includes(stem) || key.startsWith('line'), `${id}: ${key}`).toBe(true)
      expect(observedProperty.definition).toMatch(/^http:\/\/qudt\.org\/vocab\/quantitykind\/[A-Z]\w+$/)
      expect(unit.definition).toMatch(/^http:\/\/qudt\.org\/vocab\/unit\/[\w-]+$/)
    }
  }
})

const codecYaml = `
uplinkDecoder:
  fileName: codec.js
  examples:
    - description: right
      input: { fPort: 1, bytes: [21] }
      output: { data: { t: 21 } }
      normalizedOutput: { data: [{ air: { temperature: 21 } }] }
    - description: wrong value
      input: { fPort: 1, bytes: [22] }
      output: { data: { t: 23 } }
    - description: refused, as it must be
      input: { fPort: 1, bytes: [] }
      output: { errors: [empty] }
    - description: throws
      input: { fPort: 9, bytes: [1] }
      output: { data: { t: 1 } }
downlinkEncoder:
  fileName: encoder.js
  examples:
    - input: { data: { led: 1 } }
      output: { bytes: [1], fPort: 2 }
`
const codecJs = `
function decodeUplink({ bytes, fPort }) {
  if (fPort === 9) return missing()
  return bytes.length ? { data: { t: bytes[0] } } : { errors: ['empty'] }
}
function normalizeUplink({ data }) { return { data: { air: { temperature: data.t } } } }`
const device = 'name: A\nfirmwareVersions: [{ version: 1, profiles: { EU863-870: { id: p, codec: c } } }]\n'

test('The Things Network: all is read, examples are reported one by one', async () => {
  const folder = folderOf({
    'vendor/index.yaml': 'vendors: [{ id: x, name: Maker X }, { id: listed-only, name: Y }]',
    'vendor/x/index.yaml': 'endDevices: [a, b]',
    'vendor/x/a.yaml': `${device}measures: { t: airTemperature }`,
    'vendor/x/b.yaml': device,
    'vendor/x/c.yaml': codecYaml,
    'vendor/x/codec.js': codecJs,
    'vendor/x/encoder.js': 'function encodeDownlink({ data }) { return { bytes: [data.led], fPort: 2 } }',
  })
  const library = await readLibrary(folder)
  expect(library.unusable).toEqual([])
  expect(library.devices.map(({ id, vendor, regions }) => [id, vendor.name, regions])).toEqual([
    ['x/a', 'Maker X', ['EU863-870']],
    ['x/b', 'Maker X', ['EU863-870']],
  ])
  expect(library.devices[0]!.measures[0]).toMatchObject({ key: 't', unit: { ucum: 'Cel' }, kind: 'gauge' })
  expect(library.codecs.length).toBe(1)
  const { examples, passed, failed } = await checkCodec(sandbox, library.codecs[0]!)
  expect([examples, passed]).toEqual([6, 4])
  expect(failed.map(({ example, path, expected, got, error }) => [example, path, expected, got, error?.code])).toEqual([
    ['wrong value', 'data.t', 23, 22, undefined],
    ['throws', undefined, undefined, undefined, 'codec.threw'],
  ])
})

test('what cannot be used is set aside with its reason', async () => {
  const folder = folderOf({
    'vendor/index.yaml': 'vendors: [{ id: x }]',
    'vendor/x/index.yaml': 'endDevices: [good, broken, gone, odd, spy, link, huge]',
    'vendor/x/good.yaml': 'name: Good',
    'vendor/x/broken.yaml': 'name: [',
    'vendor/x/odd.yaml': 'name: Odd\nmeasures: { t: warmth }',
    'vendor/x/spy.yaml': device,
    'vendor/x/c.yaml': 'uplinkDecoder: { fileName: ../../../secret.js }',
    'vendor/x/huge.yaml': `# ${'x'.repeat(1_048_576)}`,
  })
  const outside = folderOf({ 'secret.yaml': 'name: Secret' })
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'vendor/x/link.yaml'))
  writeFileSync(join(folder, '..', 'secret.js'), 'secret')
  const { devices, unusable } = await readLibrary(folder)
  expect(devices.map(({ id, codec }) => [id, codec])).toEqual([
    ['x/good', undefined],
    ['x/spy', undefined],
  ])
  expect(unusable.map(({ place, reason }) => [place, reason.en.replace(/:.*/, '')])).toEqual([
    ['vendor/x/broken.yaml', 'Malformed file'],
    ['vendor/x/gone.yaml', 'This file is missing.'],
    ['vendor/x/odd.yaml', "The measure 't' names an unknown property"],
    ['vendor/x/../../../secret.js', 'This file is outside of the folder.'],
    ['vendor/x/link.yaml', 'This file is outside of the folder.'],
    ['vendor/x/huge.yaml', 'This file is 1048578 bytes long; the limit is 1048576.'],
  ])
  expect((await failure(readLibrary(outside))).code).toBe('library.unknown-layout')
  expect((await failure(readLibrary(join(outside, 'none')))).code).toBe('library.no-folder')
})

test('ChirpStack: vendor, devices, profiles, codecs and their tests', async () => {
  const folder = folderOf({
    'vendors/x/vendor.toml':
      '[vendor]\nname = "Maker X"\nvendor_id = 1\nouis = ["24e124"]\ndevices = ["a.toml", "gone.toml"]',
    'vendors/x/devices/a.toml':
      '[device]\nname = "A"\ndescription = "A thing"\n[[device.firmware]]\nversion = "1"\nprofiles = ["EU868.toml", "US915.toml"]\ncodec = "a.js"',
    'vendors/x/profiles/EU868.toml': '[profile]\nregion = "EU868"\nmac_version = "1.0.3"',
    'vendors/x/codecs/a.js': `${codecJs}\nfunction encodeDownlink({ data }) { return { bytes: [data.n] } }`,
    'vendors/x/codecs/test_decode_a.json': JSON.stringify([
      { name: 'right', input: { bytes: [5], fPort: 1 }, expected: { data: { t: 5 } } },
      { name: 'wrong', input: { bytes: [5], fPort: 1 }, expected: { data: { t: 5, u: 1 } } },
    ]),
    'vendors/x/codecs/test_encode_a.json': '[{"name":"n","input":{"data":{"n":4}},"expected":{"bytes":[4]}}]',
  })
  const { layout, devices, codecs, unusable } = await readLibrary(folder)
  expect([layout, devices.map(({ id, name, regions }) => [id, name, regions])]).toEqual([
    'chirpstack',
    [['x/a', 'A', ['EU868']]],
  ])
  expect(unusable.map(({ place }) => place)).toEqual(['vendors/x/devices/gone.toml'])
  const { passed, failed } = await checkCodec(sandbox, codecs[0]!)
  expect([passed, failed.map(({ example, path }) => [example, path])]).toEqual([2, [['wrong', 'data.u']]])
})

test('measures of devices that declare none: what the examples show, where the unit is certain', async () => {
  const data = {
    ...{ TempC_SHT: 21.5, Hum_SHT: 50, BatV: 3.1, Distance: 300, status: 'ok', Count: 3 },
    ...{ air: { co2: 800, pm2_5: 4 }, battery: 98, leak: true },
  }
  const folder = folderOf({
    'vendor/index.yaml': 'vendors: [{ id: x }]',
    'vendor/x/index.yaml': 'endDevices: [a]',
    'vendor/x/a.yaml': device,
    'vendor/x/c.yaml': JSON.stringify({
      uplinkDecoder: { fileName: 'c.js', examples: [{ input: { bytes: [] }, output: { data } }] },
    }),
    'vendor/x/c.js': 'function decodeUplink() {}',
  })
  const [found] = (await readLibrary(folder)).devices
  expect(found!.guessed).toBe(true)
  expect(found!.measures.map(({ key, unit }) => [key, unit.ucum])).toEqual([
    ...[
      ['TempC_SHT', 'Cel'],
      ['Hum_SHT', '%'],
      ['BatV', 'V'],
      ['air.co2', '[ppm]'],
      ['air.pm2_5', 'ug/m3'],
    ],
    ...[
      ['battery', '%'],
      ['leak', '1'],
    ],
  ])
})

test('the path of a difference', () => {
  expect(difference({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toBeUndefined()
  expect(difference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toEqual({ path: 'a.1.b', expected: 2, got: 3 })
  expect(difference({ a: [] }, { a: {} })?.path).toBe('a')
  expect(difference({ a: 1 }, { a: 1, b: null })?.path).toBe('b')
})
