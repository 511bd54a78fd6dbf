import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { open as openZip } from 'yauzl'
import { seeded } from '../../kernel/testing/random.ts'
import { lakeOfTests } from '../testing.ts'
import { joinedCrc } from './shapefile/crc.ts'
import { bytesOf, unzipped } from './testing.ts'
import { type ZipEntry, zipped } from './zip.ts'

const made = lakeOfTests()

async function* listed(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries
}

test('contents of texts, of bytes, of many pieces, of nothing and deflated already come back', async () => {
  const random = seeded(1)
  const pieces = Array.from({ length: 40 }, () => Buffer.from(Array.from({ length: 9000 }, () => random() * 256)))
  const ready = Buffer.from('déjà '.repeat(1000))
  const files = await unzipped(
    await bytesOf(
      zipped(
        listed([
          { name: 'été/日本.txt', content: ['é', 'à\n'] },
          { name: 'pieces.bin', content: pieces },
          { name: 'empty', content: [] },
          {
            name: 'ready',
            content: [deflateRawSync(ready)],
            deflated: { crc: crc32(ready), bytes: ready.length },
          },
        ]),
      ),
    ),
  )
  expect([...files.keys()]).toEqual(['été/日本.txt', 'pieces.bin', 'empty', 'ready'])
  expect(files.get('été/日本.txt')!.toString()).toBe('éà\n')
  expect(files.get('pieces.bin')!.equals(Buffer.concat(pieces))).toBe(true)
  expect(files.get('empty')!.length).toBe(0)
  expect(files.get('ready')!.equals(ready)).toBe(true)
  expect((await unzipped(await bytesOf(zipped(listed([]))))).size).toBe(0)
})

test('a zip beyond 4 GiB says so where its readers look', async () => {
  const hole = new Uint8Array(2 ** 26)
  const path = join(made.folder, 'large.zip')
  const file = await open(path, 'w')
  let at = 0
  const entries: ZipEntry[] = [
    { name: 'hole', content: Array.from({ length: 70 }, () => hole), deflated: { crc: 1, bytes: 5e9 } },
    { name: 'after', content: ['here'] },
  ]
  for await (const piece of zipped(listed(entries))) {
    // Nothing is written where there are only zeros: the file takes no place on the disk.
    if (piece.length < hole.length) await file.write(piece, 0, piece.length, at)
    at += piece.length
  }
  await file.close()
  const found = await new Promise<Record<string, unknown>>((resolve, reject) =>
    openZip(path, { lazyEntries: true }, (failed, zip) => {
      if (failed) return reject(failed)
      const sizes: Record<string, unknown> = {}
      zip.on('error', reject)
      zip.on('entry', (entry) => {
        sizes[entry.fileName] = [entry.uncompressedSize, entry.compressedSize]
        if (entry.fileName === 'hole') return zip.readEntry()
        zip.openReadStream(entry, async (error, stream) => {
          if (error) return reject(error)
          resolve({ ...sizes, text: (await bytesOf(stream as AsyncIterable<Uint8Array>)).toString() })
          zip.close()
        })
      })
      zip.readEntry()
    }),
  )
  expect(found).toMatchObject({ hole: [5e9, 70 * hole.length], text: 'here' })
})

test('the CRC of bytes follows from those of their parts', () => {
  const random = seeded(7)
  for (const [first, second] of [
    [0, 0],
    [5, 0],
    [0, 5],
    [100, 1],
    [97, 70_000],
  ] as const) {
    const [a, b] = [first, second].map((length) => Buffer.from(Array.from({ length }, () => random() * 256)))
    expect(joinedCrc(crc32(a!), crc32(b!), b!.length)).toBe(crc32(Buffer.concat([a!, b!])))
  }
})
