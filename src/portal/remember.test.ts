import { expect, test } from 'vitest'
import { remember } from './remember.ts'

test('work is done once a key, also for those who ask meanwhile, and forgotten oldest first', async () => {
  const kept = remember<number>(2)
  let done = 0
  const work = async () => ++done
  expect(await Promise.all([kept('a', work), kept('a', work)])).toEqual([1, 1])
  await kept('b', work)
  await kept('a', work)
  await kept('c', work)
  expect([await kept('a', work), await kept('b', work)]).toEqual([1, 4])
})

test('a failure is not kept', async () => {
  const kept = remember<number>(2)
  await expect(kept('a', async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await kept('a', async () => 1)).toBe(1)
})
