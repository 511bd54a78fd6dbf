import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { groundColours } from './ground.ts'

// Ways are read in full sun: WCAG 2.2 asks 3:1 of what one must see (1.4.11).

const style = readFileSync(new URL('../../../assets/routes-map.css', import.meta.url), 'utf8')
const rule = (name: string) => new RegExp(`\\.routes \\.routes-${name} \\{([^}]*)\\}`).exec(style)![1]!

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

test('contrast is that of WCAG: black on white is 21, its own example of grey 4.54', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 9)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

test.each(['shade', 'sun', 'unknown', 'other'])('a line of %s stands out of everything under it', (name) => {
  const colour = /stroke: (#[0-9a-f]{6})/.exec(rule(name))![1]!
  for (const [ground, under] of Object.entries({ ...groundColours, casing: '#ffffff' }))
    expect([ground, contrast(colour, under) >= 3]).toEqual([ground, true])
})

test('lines are told apart by their strokes too, not by colour alone', () => {
  const strokes = ['shade', 'sun', 'unknown', 'other'].map((name) => /stroke-dasharray: ([^;]*)/.exec(rule(name))?.[1])
  expect(new Set(strokes).size).toBe(4)
})
