import { expect, test } from 'vitest'
import { incrementOf } from './increments.ts'

const at = (time: number, value: number) => ({ time, value, source: '' })

test('a counter grows', () => {
  expect(incrementOf(at(0, 10), at(5, 12))).toEqual({ from: 0, to: 5, value: 2 })
  expect(incrementOf(at(0, 10), at(5, 10))).toEqual({ from: 0, to: 5, value: 0 })
})

test('a counter that drops was reset: it shows what it counted since', () => {
  expect(incrementOf(at(0, 4000), at(5, 3))).toEqual({ from: 0, to: 5, value: 3, restarted: 'reset' })
})

test('a counter near its modulo went through it', () => {
  expect(incrementOf(at(0, 65_530), at(5, 4), 65_536)).toEqual({ from: 0, to: 5, value: 10, restarted: 'wrap' })
})

test('far from its modulo it was reset all the same', () => {
  expect(incrementOf(at(0, 30_000), at(5, 4), 65_536)).toEqual({ from: 0, to: 5, value: 4, restarted: 'reset' })
})
