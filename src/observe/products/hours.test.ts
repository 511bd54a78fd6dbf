import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeDatastreams, observeOfTests } from '../testing.ts'
import { fingerprintOf, HOURS_HEADER, writeHours } from './hours.ts'

const house = observeOfTests()
const ZONE = 'Europe/Paris'

async function hoursOf(day?: string): Promise<string[][]> {
  const path = join(house.folder, 'hours.csv')
  await writeHours(house.observe, { dataset: 'air', ...(day && { day }) }, ZONE, path)
  const [header, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n')
  expect(header).toBe(HOURS_HEADER)
  return lines.map((line) => line.split(','))
}

const write = (datastream: number, start: string, result: number | string) =>
  house.observe.observations.write([{ datastream, phenomenonStart: new Date(start), result }])

test('hours of a dataset, all of them or those of a local day, and a fingerprint that tells when they change', async () => {
  const { observe } = house
  const fingerprint = (day?: string) => fingerprintOf(observe, { dataset: 'air', ...(day && { day }) }, ZONE)
  expect(await hoursOf()).toEqual([])

  const [first, second] = await makeDatastreams(observe, 2)
  await write(first!, '2025-07-07T10:05:00Z', 20)
  await write(first!, '2025-07-07T10:55:00Z', 23)
  await write(first!, '2025-07-07T22:30:00Z', 18) // 8 July in Paris
  await write(second!, '2025-07-07T10:30:00Z', 'open') // no number: no hour
  expect((await hoursOf()).map(([id, , , , , at, ...rest]) => [Number(id), at, ...rest.slice(0, 4)])).toEqual([
    [first, '2025-07-07T10:00:00.000Z', '2', '21.5', '20', '23'],
    [first, '2025-07-07T22:00:00.000Z', '1', '18', '18', '18'],
  ])
  expect(await hoursOf('2025-07-07')).toHaveLength(1)
  expect(await hoursOf('2025-07-08')).toHaveLength(1)
  expect(await hoursOf('2025-07-09')).toHaveLength(0)

  const [all, seventh, eighth] = [await fingerprint(), await fingerprint('2025-07-07'), await fingerprint('2025-07-08')]
  expect(await fingerprint()).toBe(all)
  await write(first!, '2025-07-07T11:00:00Z', 25)
  expect(await fingerprint()).not.toBe(all)
  expect(await fingerprint('2025-07-07')).not.toBe(seventh)
  expect(await fingerprint('2025-07-08')).toBe(eighth)
})

test('a day of the autumn clock change has 25 hours', async () => {
  const [one] = await makeDatastreams(house.observe, 1)
  const start = Date.parse('2025-10-25T22:00:00Z')
  await house.observe.observations.write(
    Array.from({ length: 26 }, (_, i) => ({
      datastream: one!,
      phenomenonStart: new Date(start + i * 3_600_000),
      result: i,
    })),
  )
  expect(await hoursOf('2025-10-26')).toHaveLength(25)
})
