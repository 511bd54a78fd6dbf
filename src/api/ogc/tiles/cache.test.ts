import { expect, test } from 'vitest'
import { openTileCache } from './cache.ts'

const open = () => openTileCache<Uint8Array>(100, (tile) => tile.length)
const tile = (size: number) => async () => new Uint8Array(size)

test('the tile asked for longest ago goes first, and memory stays within its bound', async () => {
  const cache = open()
  const drawn: string[] = []
  const get = (key: string, size: number) =>
    cache.get(key, () => {
      drawn.push(key)
      return tile(size)()
    })
  await get('a', 40)
  await get('b', 40)
  await get('a', 40)
  await get('c', 40)
  expect(cache.bytes).toBe(80)
  await get('a', 40)
  await get('b', 40)
  expect(drawn).toEqual(['a', 'b', 'c', 'b'])
  await get('huge', 101)
  expect(cache.bytes).toBe(80)
})

test('whoever asks meanwhile waits for the one drawing; a failure is not kept', async () => {
  const cache = open()
  let times = 0
  const slow = async () => {
    times++
    await new Promise((resolve) => setImmediate(resolve))
    return new Uint8Array(10)
  }
  const [a, b] = await Promise.all([cache.get('k', slow), cache.get('k', slow)])
  expect([times, a === b]).toEqual([1, true])
  await expect(cache.get('f', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await cache.get('f', tile(1))).toHaveLength(1)
})
