import { beforeAll, describe, expect, test } from 'vitest'
import { isMany, makeTown, properties, relations, type SetName, sets } from '../testing/entities.ts'
import { type Entity, stationOfTests } from '../testing/station.ts'

// Level 3 of ets-sta10, “filtering extension”: the eight tests of Capability3Tests.

const station = stationOfTests()
let firsts: Readonly<Record<string, number>>
beforeAll(async () => {
  await makeTown(station)
  firsts = Object.fromEntries(
    await Promise.all(
      sets.map(async (set) => [set, (await station.get(`/${set}?$orderby=id`)).body.value[0]!['@iot.id']] as const),
    ),
  )
})

/** How many of each there are, and how many each first entity has of others. */
const totals: Readonly<Record<SetName, number>> = {
  ...{
    Things: 2,
    Locations: 2,
    HistoricalLocations: 4,
    Datastreams: 4,
    Sensors: 4,
    ObservedProperties: 3,
    Observations: 12,
    FeaturesOfInterest: 2,
  },
}

/** Collections of the first entity of each type, with the set they lead to. */
const inner = sets.flatMap((set) =>
  Object.entries(relations[set])
    .filter(([relation]) => isMany(relation))
    .map(([relation, to]) => [set, relation, to] as const),
)
const pathOf = (set: SetName, relation: string) => `/${set}(${firsts[set]})/${relation}`

/** As the suite compares: numbers as numbers, the rest as text. */
const compare = (a: unknown, b: unknown): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [x, y] = [a, b].map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one)))
  return x! < y! ? -1 : x! > y! ? 1 : 0
}

describe('GET Entities with $select', () => {
  const check = (set: SetName, entity: Entity, chosen: readonly string[]) => {
    for (const name of properties[set]) expect(name in entity, name).toBe(chosen.includes(name))
    for (const name of Object.keys(relations[set]))
      expect(`${name}@iot.navigationLink` in entity, name).toBe(chosen.includes(name))
  }
  const choices = (set: SetName) => {
    const names = [...properties[set], ...Object.keys(relations[set])]
    return [...names.map((name) => [name]), ...names.map((_, i) => names.slice(0, i + 1))]
  }
  test.each(sets)('%s', async (set) => {
    for (const chosen of choices(set)) {
      const { body } = await station.get(`/${set}?$select=${chosen.join(',')}`)
      expect(body.value).toHaveLength(totals[set])
      for (const entity of body.value) check(set, entity, chosen)
    }
    expect((await station.get(`/${set}?$select=id`)).body.value[0]).toEqual({ '@iot.id': expect.any(Number) })
  })
  test.each(inner)('%s / %s', async (set, relation, to) => {
    for (const chosen of choices(to)) {
      const { body } = await station.get(`${pathOf(set, relation)}?$select=${chosen.join(',')}`)
      for (const entity of body.value) check(to, entity, chosen)
    }
  })
})

describe('GET Entities with $expand', () => {
  const checkIn = (to: SetName, relation: string, entity: Entity): Entity => {
    const inside = entity[relation] as Entity | Entity[]
    expect(Array.isArray(inside), relation).toBe(isMany(relation))
    const list = Array.isArray(inside) ? inside : [inside]
    expect(list.length).toBeGreaterThan(0)
    for (const one of list) for (const name of properties[to]) expect(one).toHaveProperty([name])
    return list[0]!
  }
  test.each(sets)('%s, one level, one by one and together', async (set) => {
    const names = Object.keys(relations[set])
    for (const chosen of [...names.map((name) => [name]), ...names.map((_, i) => names.slice(0, i + 1))]) {
      const { body } = await station.get(`/${set}?$expand=${chosen.join(',')}`)
      for (const entity of body.value) for (const name of chosen) checkIn(relations[set][name]!, name, entity)
    }
  })
  test.each(sets)('%s, two levels, by path and in parentheses', async (set) => {
    for (const [first, to] of Object.entries(relations[set]))
      for (const [second, next] of Object.entries(relations[to]))
        for (const form of [`${first}/${second}`, `${first}($expand=${second})`]) {
          const { body } = await station.get(`/${set}?$expand=${form}`)
          for (const entity of body.value) checkIn(next, second, checkIn(to, first, entity))
        }
    const all = Object.entries(relations[set]).flatMap(([first, to]) =>
      Object.keys(relations[to]).map((second) => `${first}/${second}`),
    )
    const { status, body } = await station.get(`/${set}?$expand=${all.join(',')}`)
    expect(status).toBe(200)
    for (const path of all) {
      const [first, second] = path.split('/') as [string, string]
      const to = relations[set][first]!
      checkIn(relations[to][second]!, second, checkIn(to, first, body.value[0]!))
    }
  })
  test.each(inner)('%s / %s, one and two levels', async (set, relation, to) => {
    for (const [first, next] of Object.entries(relations[to])) {
      const { body } = await station.get(`${pathOf(set, relation)}?$expand=${first}`)
      for (const entity of body.value) checkIn(next, first, entity)
      for (const [second, last] of Object.entries(relations[next])) {
        const deep = await station.get(`${pathOf(set, relation)}?$expand=${first}/${second}`)
        for (const entity of deep.body.value) checkIn(last, second, checkIn(next, first, entity))
      }
    }
  })
})

describe.each(['$top', '$skip'] as const)('GET Entities with %s', (option) => {
  const check = async (path: string, total: number) => {
    for (const n of [0, 1, 2, 3, 4, 5, 12, 13]) {
      const { status, body } = await station.get(`${path}?${option}=${n}`)
      expect(status).toBe(200)
      expect(body.value, `${path} ${option}=${n}`).toHaveLength(
        option === '$top' ? Math.min(n, total) : Math.max(0, total - n),
      )
      expect('@iot.nextLink' in body, `${path} ${option}=${n}`).toBe(option === '$top' && n < total)
    }
  }
  test.each(sets)('%s', (set) => check(`/${set}`, totals[set]))
  test.each(inner)('%s / %s', async (set, relation) => {
    const total = (await station.get(pathOf(set, relation))).body.value.length
    await check(pathOf(set, relation), total)
  })
})

test.each(sets)('next links lead through all, each once: %s', async (set) => {
  for (const order of [
    '',
    '&$orderby=id desc',
    `&$orderby=${properties[set][0]} desc`,
    `&$count=true&$expand=${Object.keys(relations[set])[0]}`,
  ]) {
    const seen: number[] = []
    let next: string | undefined = `/${set}?$top=1${order}`
    while (next !== undefined) {
      const { status, body } = await station.get(next)
      expect(status, next).toBe(200)
      seen.push(...body.value.map((one) => one['@iot.id']))
      next = body['@iot.nextLink']
    }
    expect(new Set(seen).size).toBe(totals[set])
    expect(seen).toHaveLength(totals[set])
  }
})

describe('GET Entities with $orderby', () => {
  const check = async (path: string, set: SetName) => {
    const names = properties[set].filter((name) => !['unitOfMeasurement', 'location', 'feature'].includes(name))
    for (const chosen of [...names.map((name) => [name]), ...names.map((_, i) => names.slice(0, i + 1))])
      for (const direction of ['', ' asc', ' desc']) {
        const { status, body } = await station.get(
          `${path}?$orderby=${chosen.map((name) => name + direction).join(',')}`,
        )
        expect(status).toBe(200)
        const sign = direction === ' desc' ? -1 : 1
        body.value.slice(1).forEach((entity, i) => {
          const before = body.value[i]!
          const first = chosen.map((name) => sign * compare(before[name], entity[name])).find((one) => one !== 0) ?? 0
          expect(first, `${path} by ${chosen}${direction}`).toBeLessThanOrEqual(0)
        })
      }
  }
  test.each(sets)('%s', (set) => check(`/${set}`, set))
  test.each(inner)('%s / %s', (set, relation, to) => check(pathOf(set, relation), to))
})

describe('GET Entities with $count', () => {
  test.each(sets)('%s', async (set) => {
    expect((await station.get(`/${set}?$count=true&$top=1`)).body['@iot.count']).toBe(totals[set])
    expect((await station.get(`/${set}?$count=false`)).body).not.toHaveProperty(['@iot.count'])
    expect((await station.get(`/${set}/$count`)).text).toBe(String(totals[set]))
  })
  test.each(inner)('%s / %s', async (set, relation) => {
    const all = (await station.get(pathOf(set, relation))).body.value.length
    expect((await station.get(`${pathOf(set, relation)}?$count=true&$top=1`)).body['@iot.count']).toBe(all)
    expect((await station.get(`${pathOf(set, relation)}?$count=false`)).body).not.toHaveProperty(['@iot.count'])
  })
})

describe('GET Entities with $filter', () => {
  const samples: Readonly<Record<string, string>> = {
    time: '2015-03-05T00:00:00.000Z',
    phenomenonTime: '2015-03-05T00:00:00.000Z',
    resultTime: '2015-03-05T00:00:00.000Z',
    result: '3',
  }
  const passes: Readonly<Record<string, (order: number) => boolean>> = {
    ...{ lt: (n: number) => n < 0, le: (n: number) => n <= 0, eq: (n: number) => n === 0 },
    ...{ ge: (n: number) => n >= 0, gt: (n: number) => n > 0, ne: (n: number) => n !== 0 },
  }
  const check = async (path: string, set: SetName) => {
    const all = (await station.get(path)).body.value
    for (const name of properties[set]) {
      if (['location', 'feature', 'unitOfMeasurement'].includes(name)) continue
      const plain = samples[name] ?? String(all.at(-1)![name])
      const literal = samples[name] ?? `'${plain}'`
      for (const [op, keeps] of Object.entries(passes)) {
        const { status, body } = await station.get(`${path}?$filter=${name} ${op} ${encodeURIComponent(literal)}`)
        expect(status, `${name} ${op} ${literal}`).toBe(200)
        const expected = all.filter((one) => keeps(compare(one[name], name === 'result' ? Number(plain) : plain)))
        expect(body.value.map((one) => one['@iot.id']).sort(), `${path} ${name} ${op} ${literal}`).toEqual(
          expected.map((one) => one['@iot.id']).sort(),
        )
      }
    }
  }
  test.each(sets)('%s', (set) => check(`/${set}`, set))
  test.each(inner)('%s / %s', (set, relation, to) => check(pathOf(set, relation), to))
})

test('Check priority of query options', async () => {
  const { body } = await station.get(
    '/Observations?$count=true&$top=1&$skip=2&$orderby=phenomenonTime asc&$filter=result gt 3',
  )
  expect(body['@iot.count']).toBe(9)
  expect(body.value).toHaveLength(1)
  expect(body.value[0]!.result).toBe(6)
  // The suite writes the number as a text: it then compares as texts do, where 10 comes before 3.
  const texts = await station.get(
    "/Observations?$count=true&$top=1&$skip=2&$orderby=phenomenonTime asc&$filter=result gt '3'",
  )
  expect(texts.body['@iot.count']).toBe(6)
  expect(texts.body.value[0]!.result).toBe(6)
})
