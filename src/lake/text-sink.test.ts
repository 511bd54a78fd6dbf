import { expect, test } from 'vitest'
import { seeded } from '../kernel/testing/random.ts'
import { TextSink } from './text-sink.ts'

const written = (write: (sink: TextSink) => void): string => {
  const sink = new TextSink()
  write(sink)
  return sink.takeText()
}

test('numbers are written as JavaScript writes them, whatever they are', () => {
  const random = seeded(1)
  const edges = [0, -0, 1, -1, 10, 99, 100, 1e9, -1e9, 9_007_199, 9_007_200, 1e15, 1e21, 1e300, 1e-6, 1e-7, 1e-9, -5e-7]
  const more = [0.1, 0.2, 0.30000000000000004, 1 / 3, 123456.789, 5e-324, 0.000001, 0.0000012, 1.000000001, 0.999999999]
  const numbers = [...edges, ...more]
  for (let i = 0; i < 20_000; i++) {
    const value = (random() - 0.5) * 10 ** Math.floor(random() * 22 - 8)
    const places = 10 ** Math.floor(random() * 10)
    numbers.push(value, Math.round(value * places) / places, Math.round(value))
  }
  for (const value of numbers) expect(written((sink) => sink.number(value))).toBe(String(value === 0 ? 0 : value))
})

test('ordinates are written to nine decimals, six from a million on, and read back within half of one', () => {
  const random = seeded(2)
  for (let i = 0; i < 20_000; i++) {
    const value = (random() - 0.5) * 10 ** Math.floor(random() * 10)
    const text = written((sink) => sink.ordinate(value))
    expect(text).toMatch(/^-?\d+(\.\d{1,9})?$/)
    const half = Math.abs(value) < 1e6 ? 0.5e-9 : 0.5e-6
    expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(half + Math.abs(value) * 3e-16)
  }
  const places = [-1.6800000014, 48.1, 1e-12, 352_000.25, 6_789_012.345678901, 8_635_854.65122, 2e9 + 0.5]
  const texts = ['-1.680000001', '48.1', '0', '352000.25', '6789012.345679', '8635854.65122', '2000000000.5']
  expect(places.map((value) => written((sink) => sink.ordinate(value)))).toEqual(texts)
})

test('texts of any alphabet, longer than the sink is at first', () => {
  const texts = [
    '',
    'plain',
    'é',
    'République « A » — 😀',
    'x'.repeat(70_000),
    `${'x'.repeat(65_530)}é😀`,
    'é'.repeat(70_000),
  ]
  for (const text of texts) expect(written((sink) => sink.text(text))).toBe(text)
  expect(written((sink) => texts.forEach((text) => void sink.text(text)))).toBe(texts.join(''))
})

test('what is taken is the caller’s, and the sink is empty again', () => {
  const sink = new TextSink()
  sink.ascii('first')
  const taken = sink.take()
  sink.ascii('SECOND')
  expect([Buffer.from(taken).toString(), sink.length, sink.takeText(), sink.length]).toEqual(['first', 6, 'SECOND', 0])
})

test('what another sink holds goes between quotes where it has a comma', () => {
  const [out, held] = [new TextSink(), new TextSink()]
  held.ascii('POINT (1 2)')
  out.quoted(held)
  held.ascii('LINESTRING (1 2, 3 4)')
  out.quoted(held)
  expect([out.takeText(), held.length]).toEqual(['POINT (1 2)"LINESTRING (1 2, 3 4)"', 0])
})
