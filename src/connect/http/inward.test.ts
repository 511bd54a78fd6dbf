import { expect, test } from 'vitest'
import { leadsInward, refuseInward } from './inward.ts'

test.each([
  ['127.0.0.1', true],
  ['[::1]', true],
  ['localhost', true],
  ['169.254.169.254', true],
  ['10.1.2.3', true],
  ['192.168.0.10', true],
  ['[::ffff:127.0.0.1]', true],
  ['[fd00::1]', true],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['[2606:4700::1111]', false],
  ['does-not-exist.invalid', false],
])('%s leads inward: %s', async (host, expected) => {
  expect(await leadsInward(host)).toBe(expected)
})

test('only somebody else’s server is not followed inside', async () => {
  const go = (from: string, to: string) =>
    refuseInward(new URL(from), new URL(to)).then(
      () => 'followed',
      (error: { code: string }) => error.code,
    )
  expect(await go('http://8.8.8.8/', 'http://127.0.0.1:8080/')).toBe('http.inward')
  expect(await go('http://8.8.8.8/', 'http://[::ffff:a00:1]/')).toBe('http.inward')
  expect(await go('http://8.8.8.8/', 'http://1.1.1.1/')).toBe('followed')
  expect(await go('http://127.0.0.1:1/', 'http://localhost:2/')).toBe('followed')
})
