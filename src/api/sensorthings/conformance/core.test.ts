import { beforeAll, expect, test } from 'vitest'
import { isMany, makeTown, properties, relations, type SetName, sets } from '../testing/entities.ts'
import { type Entity, root, stationOfTests } from '../testing/station.ts'

// Level 1 of ets-sta10, “sensing core”: the six tests of Capability1Tests.

const station = stationOfTests()
beforeAll(async () => {
  await makeTown(station)
})

const firstId = async (set: SetName) => (await station.get(`/${set}`)).body.value[0]!['@iot.id']

function checkEntity(set: SetName, entity: Entity): void {
  expect(entity['@iot.id']).toBeTypeOf('number')
  expect(entity['@iot.selfLink']).toBe(`${root}/${set}(${entity['@iot.id']})`)
  for (const name of properties[set]) expect(entity, `${set} ${name}`).toHaveProperty([name])
  for (const name of Object.keys(relations[set]))
    expect(entity[`${name}@iot.navigationLink`]).toBe(`${root}/${set}(${entity['@iot.id']})/${name}`)
}

test.each(sets)('GET Entities: %s', async (set) => {
  const { status, body } = await station.get(`/${set}`)
  expect(status).toBe(200)
  expect(body.value.length).toBeGreaterThan(0)
  for (const entity of body.value) checkEntity(set, entity)
})

test.each(sets)('GET nonexistent Entity: %s', async (set) => {
  for (const id of ['9223372036854775807', '999999999', '0', '-1'])
    expect((await station.get(`/${set}(${id})`)).status, id).toBe(404)
})

test.each(sets)('GET Specific Entity: %s', async (set) => {
  const { status, body } = await station.get(`/${set}(${await firstId(set)})`)
  expect(status).toBe(200)
  checkEntity(set, body)
})

test.each(sets)('GET Property of an Entity, and its $value: %s', async (set) => {
  const id = await firstId(set)
  for (const name of properties[set]) {
    const { status, body } = await station.get(`/${set}(${id})/${name}`)
    expect(status, name).toBe(200)
    expect(Object.keys(body)).toEqual([name])
    const value = await station.get(`/${set}(${id})/${name}/$value`)
    expect(value.status).toBe(200)
    const isObject = ['location', 'feature', 'unitOfMeasurement'].includes(name)
    expect(value.text.startsWith('{')).toBe(isObject)
    if (!isObject) expect(value.text).toBe(String(body[name]))
  }
})

test.each(sets)('Check Resource Path, four levels deep with $ref: %s', async (set) => {
  const walk = async (path: string, type: SetName, many: boolean, depth: number): Promise<void> => {
    const { status, body } = await station.get(path)
    expect(status, path).toBe(200)
    if (!many) {
      expect(body['@iot.id'], path).toBeTypeOf('number')
      return
    }
    expect(body.value.length, path).toBeGreaterThan(0)
    const refs = await station.get(`${path}/$ref`)
    expect(refs.body.value).toEqual(body.value.map((one) => ({ '@iot.selfLink': one['@iot.selfLink'] })))
    if (depth === 4) return
    const id = body.value[0]!['@iot.id']
    for (const [relation, to] of Object.entries(relations[type]))
      await walk(`${path}(${id})/${relation}`, to, isMany(relation), depth + 1)
  }
  await walk(`/${set}`, set, true, 1)
})

test('Check Service Root URI', async () => {
  for (const path of ['', '/']) {
    const { status, body } = await station.get(`${root}${path}`)
    expect(status).toBe(200)
    const byName = new Map(body.value.map((one) => [one.name, one.url]))
    for (const set of sets) expect(byName.get(set)).toBe(`${root}/${set}`)
    const { conformance } = body.serverSettings as { conformance: string[] }
    expect(conformance).toContain('http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel')
    expect(conformance).toContain('http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel/observed-property')
    // What is not there is not told.
    expect(conformance.some((one) => /mqtt|multi-datastream/.test(one))).toBe(false)
  }
})
