import { gzipSync } from 'node:zlib'
import { packTar } from 'modern-tar'
import { expect, test } from 'vitest'
import { OrchestraError, type SourceFile } from '../../kernel/index.ts'
import { making } from '../testing/making.ts'
import { fileOf } from '../testing/run.ts'
import { zipOf } from '../testing/zip.ts'
import { defaultLimits } from './limits.ts'
import { openPieces, type Wanted } from './open.ts'

/** The names and texts of the pieces, or the code of what went wrong. */
async function opened(file: SourceFile, wanted: Partial<Wanted> = {}) {
  const found: Record<string, string> = {}
  try {
    for await (const { name, chunks } of openPieces(file, { kind: 'csv', extensions: ['.csv'], ...wanted }, making())) {
      let text = ''
      for await (const chunk of chunks) text += Buffer.from(chunk).toString()
      found[name] = text
    }
    return found
  } catch (error) {
    if (error instanceof OrchestraError) return error.code
    throw error
  }
}

const tar = (entries: Record<string, string>) =>
  packTar(
    Object.entries(entries).map(([name, body]) => ({
      header: { name, size: Buffer.byteLength(body), type: 'file' as const },
      body,
    })),
  )

test('a file, alone or packed in any way', async () => {
  expect(await opened(fileOf('a.csv', 'x'))).toEqual({ 'a.csv': 'x' })
  expect(await opened(fileOf('a.csv.gz', gzipSync('x')))).toEqual({ 'a.csv': 'x' })
  const two = Buffer.concat([gzipSync('x'), gzipSync('y')])
  expect(await opened(fileOf('a.csv.gz', two))).toEqual({ 'a.csv': 'xy' })
  const members = [
    { name: 'read.me', content: 'no' },
    { name: 'd/a.csv', content: 'x' },
  ]
  expect(await opened(fileOf('a.zip', zipOf(members)))).toEqual({ 'a.zip!d/a.csv': 'x' })
  expect(await opened(fileOf('a.zip', zipOf([{ name: 'a', content: 'x', method: 0 }])))).toEqual({ 'a.zip!a': 'x' })
  expect(await opened(fileOf('a.tar', await tar({ 'read.me': 'no', 'd/a.csv': 'x' })))).toEqual({
    'a.tar!d/a.csv': 'x',
  })
  expect(await opened(fileOf('a.tgz', gzipSync(await tar({ 'a.csv': 'x' }))))).toEqual({ 'a.tgz!a.csv': 'x' })
})

test('several files of an archive by a glob, in order', async () => {
  const files = { 'd/b.csv': '2', 'd/a.csv': '1', 'e/c.csv': '3' }
  const members = Object.entries(files).map(([name, content]) => ({ name, content }))
  const inside = 'd/*.csv'
  const zip = await opened(fileOf('a.zip', zipOf(members)), { inside })
  expect(Object.entries(zip)).toEqual([
    ['a.zip!d/a.csv', '1'],
    ['a.zip!d/b.csv', '2'],
  ])
  expect(await opened(fileOf('a.tar', await tar(files)), { inside })).toEqual({
    'a.tar!d/a.csv': '1',
    'a.tar!d/b.csv': '2',
  })
  expect(await opened(fileOf('a.zip', zipOf(members)))).toBe('archive.several')
  expect(await opened(fileOf('a.tar', await tar(files)))).toBe('archive.several')
  expect(await opened(fileOf('a.zip', zipOf(members)), { inside: 'f/*' })).toBe('archive.no-entry')
  expect(await opened(fileOf('a.tar', await tar(files)), { inside: 'f/*' })).toBe('archive.no-entry')
  expect(await opened(fileOf('a.csv', 'x'), { inside })).toBe('archive.not-an-archive')
  expect(await opened(fileOf('a.zip', zipOf([])))).toBe('archive.no-entry')
})

test('what is damaged, hostile or not data has a name', async () => {
  const noise = Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 997).join(',')
  const zip = zipOf([{ name: 'a.csv', content: noise }])
  const gz = gzipSync(noise)
  const flipped = Buffer.from(zip)
  flipped[200]! ^= 0x10
  const wrongSum = Buffer.from(zipOf([{ name: 'a.csv', content: noise, method: 0 }]))
  wrongSum[200]! ^= 0x01
  const body = await tar({ 'a.csv': noise })
  const page = ' <!-- x --><!DOCTYPE HTML><html><title>Portail en maintenance</title></html>'
  const cases: [string, string | Uint8Array, string][] = [
    ['a.csv', '', 'csv.empty'],
    ['a.csv.gz', gzipSync(''), 'csv.empty'],
    ['a.zip', zipOf([{ name: 'a.csv', content: '' }]), 'csv.empty'],
    ['a.csv', page, 'csv.html-page'],
    ['a.zip', page, 'csv.html-page'],
    ['a.zip', zipOf([{ name: 'a.csv', content: page }]), 'csv.html-page'],
    ['a.zip', zip.subarray(0, zip.length / 2), 'zip.truncated'],
    ['a.zip', flipped, 'zip.malformed'],
    ['a.zip', wrongSum, 'zip.malformed'],
    ['a.zip', zipOf([{ name: 'a.csv', content: 'x', flags: 1 }]), 'zip.encrypted'],
    ['a.zip', zipOf([{ name: 'a.csv', content: 'x', method: 12 }]), 'zip.compression'],
    ['a.zip', zipOf([{ name: '../a.csv', content: 'x' }]), 'zip.path'],
    ['a.zip', zipOf([{ name: '/a.csv', content: 'x' }]), 'zip.path'],
    ['a.gz', gz.subarray(0, gz.length / 2), 'gzip.truncated'],
    ['a.gz', Buffer.concat([gz.subarray(0, 500), gz.subarray(510)]), 'gzip.malformed'],
    ['a.tar', body.subarray(0, 2000), 'tar.truncated'],
    ['a.tar', Buffer.concat([body.subarray(0, 100), Buffer.from('77'), body.subarray(102)]), 'tar.malformed'],
    ['a.tar', await tar({ '../../a.csv': 'x' }), 'tar.malformed'],
  ]
  for (const [name, content, code] of cases) expect([name, await opened(fileOf(name, content))]).toEqual([name, code])
})

test('bombs are stopped', async () => {
  const zeros = Buffer.alloc(20 * 2 ** 20)
  const limits = { ...defaultLimits, ratioAfter: 2 ** 20 }
  const small = { ...defaultLimits, entryBytes: 2 ** 20 }
  for (const [name, content] of [
    ['a.zip', zipOf([{ name: 'a.csv', content: zeros }])],
    ['a.csv.gz', gzipSync(zeros)],
  ] as const) {
    expect(await opened(fileOf(name, content), { limits })).toBe('archive.bomb')
    expect(await opened(fileOf(name, content), { limits: small })).toBe('archive.too-large')
  }
})
