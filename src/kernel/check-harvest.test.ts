import { expect, test } from 'vitest'
import { checkHarvests } from './check-harvest.ts'
import type { Harvest } from './harvest.ts'

const good: Harvest = {
  id: 'rennes-rudi',
  kind: 'rudi',
  title: { fr: 'x', en: 'x' },
  address: 'https://node.example.org',
}
test.each([
  [[{ ...good, id: 'Rennes~' }]],
  [[good, good]],
  [[{ ...good, kind: 'ftp' as never }]],
  [[{ ...good, address: 'file:///etc/passwd' }]],
  [[{ ...good, address: 'https://me:hidden@example.org' }]],
  [[{ ...good, mayLose: 0 }]],
])('%j is refused with what to do', (harvests) => {
  expect(() => checkHarvests([good, { ...good, id: 'other' }])).not.toThrow()
  try {
    checkHarvests(harvests)
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ code: 'harvest.declared', remedy: { fr: expect.stringContaining('rudi') } })
  }
})
