import { expect, test } from 'vitest'
import { type BandFacts, checkBands, styleOfBand } from './bands.ts'
import { number } from './shape.ts'

const both = (s: string) => ({ fr: s, en: s })
const band = (unit = 'Cel') => number({ title: both('z'), unit })
const times = { parameter: 'air', title: both('Air'), at: { h00: '2022-07-18T00:00', h01: '2022-07-18T01:00' } }
const bands = { h00: band(), h01: band() }

const wrong = (facts: BandFacts) => {
  try {
    checkBands('air', facts)
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'accepted'
}

test('bands of one quantity each have a time, in their order, and one unit', () => {
  expect(wrong({ bands, times: { ...times, shown: 'h01' } })).toBe('accepted')
  for (const at of [
    {},
    { h00: '2022-07-18T00:00' },
    { ...times.at, h02: '2022-07-18T02:00' },
    { h00: times.at.h01, h01: times.at.h00 },
    { h00: times.at.h00, h01: times.at.h00 },
    { h00: '2022-07-18', h01: '2022-07-19' },
    { h00: '2022-02-30T25:00', h01: '2022-07-19T00:00' },
    { h00: '2022-07-18T00:00', h01: '2022-07-18T01:00:00Z' },
  ])
    expect(wrong({ bands, times: { ...times, at: at as typeof times.at } })).toBe('graph.bands')
  expect(wrong({ bands: { ...bands, h01: band('K') }, times })).toBe('graph.bands')
  expect(wrong({ bands, times: { ...times, shown: 'h02' } })).toBe('graph.bands')
  const instants = { h00: '2022-07-18T00:00:00Z', h01: '2022-07-18T01:00:00Z' }
  expect(wrong({ bands, times: { ...times, at: instants } })).toBe('accepted')
})

test('classes rise, and have a title and a colour each where they have any', () => {
  const code = (value: number) => ({ value, title: both('code'), colour: '#112233' as const })
  expect(wrong({ bands, style: { limits: [9, 26, 32] } })).toBe('accepted')
  expect(
    wrong({ bands, style: { limits: [9], titles: [both('a'), both('b')], colours: ['#112233', '#445566'] } }),
  ).toBe('accepted')
  expect(wrong({ bands, styles: { h01: { codes: [code(1), code(2)] } } })).toBe('accepted')
  for (const style of [
    { limits: [] },
    { limits: [2, 1] },
    { limits: [1, 1] },
    { limits: [Number.NaN] },
    { limits: [1], titles: [both('a')] },
    { limits: [1], colours: ['#112233'] as const },
    { limits: [1], colours: ['red', 'blue'] as unknown as `#${string}`[] },
    { limits: Array.from({ length: 32 }, (_, i) => i) },
    { codes: [] },
    { codes: [code(1), code(1)] },
  ])
    expect(wrong({ bands, style })).toBe('graph.bands')
  expect(wrong({ bands, styles: { h09: { limits: [1] } } })).toBe('graph.bands')
})

test('a band has its own style, else that of all', () => {
  const facts = { bands, style: { limits: [1] }, styles: { h01: { limits: [2] } } }
  expect([styleOfBand(facts, 'h00'), styleOfBand(facts, 'h01'), styleOfBand({ bands }, 'h00')]).toEqual([
    { limits: [1] },
    { limits: [2] },
    undefined,
  ])
})
