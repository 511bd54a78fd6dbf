import { expect, test } from 'vitest'
import type { Frame } from '../types.ts'
import { type Remembered, remember, standingOf } from './counted.ts'

const minute = 60_000
const frame = (fcnt: number, minutes: number, session = 'A', delay = 0): Frame => ({
  ...{ connection: 'c', network: 'n', kind: 'uplink', device: 'D', session, fcnt, payload: new Uint8Array() },
  ...{
    time: new Date(minutes * minute),
    received: new Date((minutes + delay) * minute),
    radio: { gateways: [] },
    raw: '',
  },
})

/** Hears frames one after another and gives how each stood. */
function heard(frames: readonly Frame[]) {
  let known: Remembered | undefined
  return frames.map((one) => {
    const standing = standingOf(one, known)
    known = remember(one, standing, known)
    return { ...standing, last: known.last_fcnt }
  })
}

test('frames in order', () => {
  expect(heard([frame(1, 0), frame(2, 10), frame(5, 20)]).map(({ session, last }) => [session, last])).toEqual([
    ['A', 1],
    ['A', 2],
    ['A', 5],
  ])
})

test('an older frame that comes after is out of order, and changes nothing of what is last', () => {
  const [, second] = heard([frame(5, 20), frame(4, 10)])
  expect(second).toEqual({ late: false, disordered: true, reset: false, session: 'A', last: 5 })
})

test('a new session is no reset', () => {
  const [, second] = heard([frame(900, 0), frame(0, 10, 'B')])
  expect(second).toMatchObject({ disordered: false, reset: false, session: 'B', last: 0 })
})

test('a counter that starts again in its session is counted apart', () => {
  const all = heard([frame(900, 0), frame(0, 10), frame(1, 20), frame(400, 30), frame(2, 40)])
  expect(all.map(({ reset, session }) => [reset, session])).toEqual([
    [false, 'A'],
    [true, 'A~2'],
    [false, 'A~2'],
    [false, 'A~2'],
    [true, 'A~3'],
  ])
})

test('what was held up is late', () => {
  expect(heard([frame(1, 0, 'A', 5), frame(2, 1, 'A', 11)]).map(({ late }) => late)).toEqual([false, true])
})
