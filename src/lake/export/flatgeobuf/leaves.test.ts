import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '../../../kernel/testing/random.ts'
import { KEY, LEAF, PLACE, SIZE } from './leaf.ts'
import { openLeaves } from './leaves.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaves-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function arranged(name: string, keys: readonly number[], isAlongCurve = false) {
  const leaves = await openLeaves(join(folder, name), isAlongCurve, 16)
  for (const [i, key] of keys.entries()) {
    leaves.add(key === Infinity ? undefined : [i, i, i + 1, i + 1], key, i * 10, i)
    if (i % 50 === 0) await leaves.flush()
  }
  const { blocks, isAsWritten } = await leaves.arrange()
  const found = [...blocks()].flatMap((block) =>
    Array.from({ length: block.length / LEAF }, (_, i) => [...block.subarray(i * LEAF, (i + 1) * LEAF)]),
  )
  await leaves.close()
  return { found, isAsWritten, count: leaves.count }
}

test.each([0, 1, 16, 17, 1000])(
  '%i leaves come back along the curve, those nowhere last, equals as they came',
  async (n) => {
    const random = seeded(n)
    const keys = Array.from({ length: n }, () => (random() < 0.1 ? Infinity : Math.floor(random() * 200)))
    const { found, isAsWritten, count } = await arranged(`random${n}`, keys)
    const order = keys.map((key, i) => ({ key, i })).sort((a, b) => (a.key === b.key ? a.i - b.i : a.key - b.key))
    expect(found.map((leaf) => [leaf[KEY], leaf[PLACE], leaf[SIZE]])).toEqual(
      order.map(({ key, i }) => [key, i * 10, i]),
    )
    for (const leaf of found)
      if (leaf[KEY] !== Infinity) expect(leaf.slice(0, 4)).toEqual([0, 0, 1, 1].map((d) => leaf[SIZE]! + d))
    expect([count, isAsWritten]).toEqual([n, n < 2])
  },
)

test('those that come in order, or are said to, are left so', async () => {
  const keys = Array.from({ length: 100 }, (_, i) => i)
  expect(await arranged('sorted', keys)).toMatchObject({ isAsWritten: true })
  const { found, isAsWritten } = await arranged('said', keys.toReversed(), true)
  expect([isAsWritten, found.map((leaf) => leaf[KEY])]).toEqual([true, keys.toReversed()])
})
