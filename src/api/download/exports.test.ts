import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openExports } from './exports.ts'

let home: string
let folder: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'exports-'))
  folder = join(home, 'exports')
  await mkdir(folder)
})
afterEach(() => rm(home, { recursive: true, force: true }))

const bytes = (size: number, value = 1) => new Uint8Array(size).fill(value)
const sizeOf = async (pieces: AsyncIterable<Uint8Array>) => {
  let size = 0
  for await (const piece of pieces) size += piece.length
  return size
}

test('an export is written once, whoever asks meanwhile, and found once it is whole', async () => {
  const exports = openExports({ home })
  let times = 0
  const make = async function* () {
    times++
    for (let i = 0; i < 20; i++) yield bytes(100_000, i)
  }
  const readers = [1, 2, 3].map(() => exports.start('a', make).read())
  expect(await Promise.all(readers.map(sizeOf))).toEqual([2e6, 2e6, 2e6])
  expect(times).toBe(1)
  expect(await exports.find('a')).toMatchObject({ bytes: 2e6 })
  expect(await exports.find('b')).toBeUndefined()
  // Another process, or this one started again, finds it too.
  expect(await openExports({ home }).find('a')).toMatchObject({ bytes: 2e6 })
})

test('a reader that hardly reads holds nothing: the export goes on to its end without it', async () => {
  const exports = openExports({ home })
  let isEnded = false
  const begun = exports.start('a', async function* () {
    for (let i = 0; i < 50; i++) yield bytes(100_000)
    isEnded = true
  })
  const reader = begun.read()[Symbol.asyncIterator]()
  const first = await reader.next()
  await begun.done
  expect(isEnded).toBe(true)
  let read = first.value!.length
  for (let next = await reader.next(); !next.done; next = await reader.next()) read += next.value.length
  expect(read).toBe(5e6)
})

test('one that fails at once says why; one that fails later cuts its readers short, and leaves no file', async () => {
  const exports = openExports({ home })
  const atOnce = exports.start('a', () => {
    throw new Error('at once')
  })
  await expect(atOnce.begun).rejects.toThrow('at once')
  const later = exports.start('b', async function* () {
    yield bytes(10)
    throw new Error('later')
  })
  await later.begun
  await expect(sizeOf(later.read())).rejects.toThrow('later')
  expect(await readdir(folder)).toEqual([])
  // A failure is not kept: the next one tries again.
  expect(
    await sizeOf(
      exports
        .start('b', async function* () {
          yield bytes(5)
        })
        .read(),
    ),
  ).toBe(5)
})

test('what is kept stays below its quota, the oldest going first; what is larger by itself is refused', async () => {
  const exports = openExports({ home, quota: 1000 })
  const write = (key: string, size: number) =>
    exports.start(key, async function* () {
      yield bytes(size)
    }).done
  for (const [i, key] of ['a', 'b', 'c', 'd'].entries()) {
    await write(key, 300)
    await utimes(join(folder, `${key}.export`), new Date(), new Date(Date.now() - 60_000 + i * 1000))
  }
  expect((await readdir(folder)).sort()).not.toContain('a.export')
  expect(await exports.find('d')).toBeDefined()
  await expect(write('huge', 1200)).rejects.toMatchObject({ code: 'export.too-large' })
  expect((await readdir(folder)).some((name) => name.startsWith('huge'))).toBe(false)
})

test('what nobody asked for in a day goes, and what a killed process left', async () => {
  const exports = openExports({ home })
  const old = new Date(Date.now() - 25 * 3_600_000)
  for (const name of ['old.export', 'killed.export.1.part']) {
    await writeFile(join(folder, name), 'x')
    await utimes(join(folder, name), old, old)
  }
  await writeFile(join(folder, 'young.export.2.part'), 'x')
  await exports.start('a', async function* () {
    yield bytes(5)
  }).done
  expect((await readdir(folder)).sort()).toEqual(['a.export', 'young.export.2.part'])
})

test('one that lasts too long is stopped; too many waiting are sent away', async () => {
  const short = openExports({ home, seconds: 0 })
  const late = short.start('a', async function* () {
    yield bytes(5)
  })
  await expect(late.done).rejects.toMatchObject({ code: 'export.too-long' })

  const exports = openExports({ home })
  let open = () => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  const many = Array.from({ length: 40 }, (_, i) =>
    exports.start(`k${i}`, async function* () {
      await gate
      yield bytes(1)
    }),
  )
  const refused = await Promise.allSettled(many.slice(34).map(({ done }) => done))
  expect(refused.every((one) => one.status === 'rejected' && one.reason.code === 'api.busy')).toBe(true)
  open()
  const done = await Promise.allSettled(many.slice(0, 34).map(({ done }) => done))
  expect(done.every(({ status }) => status === 'fulfilled')).toBe(true)
})

test('whoever follows an export is told how far it is, and that it failed', async () => {
  const exports = openExports({ home })
  const begun = exports.start('a', async function* (told) {
    told(500)
    yield bytes(1000)
    told(100)
    yield bytes(1000)
  })
  expect(begun.progress()).toMatchObject({ bytes: 0, rows: 0 })
  await begun.done
  expect(begun.progress()).toMatchObject({ bytes: 2000, rows: 500 })
  let times = 0
  const fail = () => {
    times++
    throw new Error('broken')
  }
  await expect(exports.start('b', fail).done).rejects.toThrow('broken')
  // Looked at, it is not begun again: but told, it may be.
  await expect(exports.follow('b', fail)).rejects.toThrow('broken')
  expect(times).toBe(1)
  await expect((await exports.follow('b', fail)).done).rejects.toThrow('broken')
  expect(times).toBe(2)
})
