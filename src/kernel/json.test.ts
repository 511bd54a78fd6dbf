import { expect, test } from 'vitest'
import { parseJson } from './json.ts'

test.each([
  '8345234523452345234',
  '[-9007199254740993,9007199254740992,1,2.5,1e30]',
  '{"a":{"b":123456789012345678901234567890},"c":"99999999999999999999"}',
])('%s is written as it was read', (text) => {
  expect(JSON.parse(JSON.stringify(parseJson(text)))).toEqual(JSON.parse(text))
  expect(JSON.stringify(parseJson(text)).replace('1e+30', '1e30')).toBe(text)
})

test('other numbers are numbers, and what is not JSON is refused', () => {
  expect(parseJson('{"a":9007199254740991,"b":1234567890.1234567890}')).toEqual({
    a: 9007199254740991,
    b: 1234567890.1234567,
  })
  expect(() => parseJson('{"a":')).toThrow(SyntaxError)
})
