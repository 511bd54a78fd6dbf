import { expect, test } from 'vitest'
import { readDatetime } from './datetime.ts'

test.each([
  ['2018-02-12/P2D', ['2018-02-12', '2018-02-13']],
  ['P1W/2018-02-12', ['2018-02-06', '2018-02-12']],
  ['2018-02-12T00:00:00Z/P1M6DT12H31M12S', ['2018-02-12T00:00:00.000Z', '2018-03-18T12:31:12.000Z']],
  ['2024-01-01T00:00:00+01:00/PT1H', ['2023-12-31T23:00:00.000Z', '2024-01-01T00:00:00.000Z']],
  ['2024-01-01/..', ['2024-01-01', '..']],
])('%s is an interval', (text, interval) => {
  expect(readDatetime(text)).toEqual({ interval })
})

test.each([
  'P2D',
  'P2D/P2D',
  '../P2D',
  '2018-02-12/P',
  '2018-02-12/PT',
  '2018-02-30/P2D',
  '2018-02-12/P99999999Y',
  '2018-02-12/2D',
])('%s is none', (text) => {
  expect(() => readDatetime(text)).toThrow(expect.objectContaining({ code: 'api.bad-parameter' }))
})
