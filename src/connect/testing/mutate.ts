import { seeded } from '../../kernel/testing/random.ts'

type Mutation = (bytes: Buffer, random: () => number) => Buffer

const at = (random: () => number, length: number) => Math.floor(random() * length)

const insert = (bytes: Buffer, where: number, what: string | Uint8Array) =>
  Buffer.concat([bytes.subarray(0, where), Buffer.from(what as string), bytes.subarray(where)])

// Places in a text where a value could stand: after a separator.
const valueAt = (bytes: Buffer, random: () => number) => {
  const separators = [0x3a, 0x2c, 0x3b, 0x22, 0x0a]
  const start = at(random, bytes.length)
  for (let i = start; i < bytes.length; i++) if (separators.includes(bytes[i]!)) return i + 1
  return start
}

/** What transport, tools and people do to files. */
const mutations: Readonly<Record<string, Mutation>> = {
  truncated: (b, r) => b.subarray(0, at(r, b.length)),
  'first bytes lost': (b, r) => b.subarray(at(r, Math.min(b.length, 200))),
  'a byte flipped': (b, r) => {
    const copy = Buffer.from(b)
    const i = at(r, copy.length)
    copy[i] = copy[i]! ^ (1 << at(r, 8))
    return copy
  },
  'bytes replaced': (b, r) => {
    const copy = Buffer.from(b)
    for (let n = 0; n < 20; n++) copy[at(r, copy.length)] = at(r, 256)
    return copy
  },
  'a stretch zeroed': (b, r) => Buffer.from(b).fill(0, at(r, b.length), at(r, b.length)),
  'a stretch repeated': (b, r) => {
    const from = at(r, b.length)
    return Buffer.concat([b, b.subarray(from, from + at(r, 500))])
  },
  'a stretch lost': (b, r) => {
    const from = at(r, b.length)
    return Buffer.concat([b.subarray(0, from), b.subarray(from + at(r, 100))])
  },
  'lengths at their most': (b, r) => {
    const copy = Buffer.from(b)
    const i = at(r, Math.max(1, copy.length - 4))
    copy.fill(0xff, i, i + 4)
    return copy
  },
  'in UTF-16': (b) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(b.toString('utf8'), 'utf16le')]),
  'in latin-1': (b) => Buffer.from(b.toString('utf8'), 'latin1'),
  'encoded twice': (b) => Buffer.from(b.toString('latin1'), 'utf8'),
  'a huge number': (b, r) => insert(b, valueAt(b, r), `${r() < 0.5 ? '-' : ''}9${'9'.repeat(400)}e99999`),
  'nested too deep': (b, r) => insert(b, valueAt(b, r), '['.repeat(100_000)),
  'a prototype': (b, r) =>
    insert(b, valueAt(b, r), '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
  'a quote': (b, r) => insert(b, at(r, b.length), '"'),
  'a null byte': (b, r) => insert(b, at(r, b.length), '\0'),
  'a long line': (b, r) => insert(b, at(r, b.length), 'x'.repeat(200_000)),
  'a web page': () => Buffer.from('<!DOCTYPE html><html><head><title>Maintenance</title></head></html>'),
  'another format': (_, r) =>
    Buffer.from(['%PDF-1.7\n', 'GIF89a', '{"error":"quota"}', '[]', '{}', '""', '-', '\n\n\n'][at(r, 8)]!),
  noise: (b, r) => Buffer.from(Array.from({ length: Math.min(b.length, 5000) }, () => at(r, 256))),
  empty: () => Buffer.alloc(0),
}

/** One of the mutations, decided by the seed. */
export function mutated(bytes: Uint8Array, seed: number): { what: string; bytes: Buffer } {
  const random = seeded(seed)
  const names = Object.keys(mutations)
  const what = names[seed % names.length]!
  return { what, bytes: mutations[what]!(Buffer.from(bytes), random) }
}
