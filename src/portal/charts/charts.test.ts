import { expect, test } from 'vitest'
import { formats } from '../format.ts'
import type { Page } from '../page.ts'
import { barDrawing } from './bars.ts'
import { drawSvg } from './draw.ts'
import { heatDrawing, heatScale } from './heat.ts'
import { clockTicks, clockTime, linesDrawing } from './time.ts'

const page = { language: 'en', format: formats('en', 'Europe/Paris'), now: new Date(0) } as Page

test('a chart names itself and carries no style that our policy would refuse', () => {
  const svg = drawSvg(barDrawing(page, [{ label: 'a <b>', value: 3 }])(400), 'Title <i>', 'What it shows')
  expect(svg).toMatch(/<title id="chart-\d+-title">Title &lt;i&gt;<\/title>/)
  expect(svg).toContain('role="img"')
  expect(svg).not.toMatch(/<style|style=|font-family|<b>/)
})

test('two charts of a page never share an identifier', () => {
  const draw = () => drawSvg(barDrawing(page, [{ label: 'a', value: 1 }])(400), 't', 'd')
  const ids = [draw(), draw()].map((svg) => /id="(chart-\d+-title)"/.exec(svg)![1])
  expect(new Set(ids).size).toBe(2)
})

test('in the heat map the lowest value has the first colour of its legend', () => {
  const cells = Array.from({ length: 24 }, (_, hour) => ({ day: 1, hour, value: hour }))
  const fills = drawSvg(heatDrawing(page, cells)(760), 't', 'd').match(/fill="#[0-9a-f]{6}"/g)!
  expect([fills.at(0), fills.at(-1)]).toEqual([`fill="${heatScale[0]}"`, `fill="${heatScale.at(-1)}"`])
})

test('axes show the clock of the territory, with what suits the span', () => {
  const [from, to] = [clockTime('2024-03-31T23:00'), clockTime('2024-04-01')]
  expect(clockTicks(page, from, to)(to)).toBe('Mon, 00')
  expect(clockTicks(page, from, clockTime('2024-05-01'))(from)).toBe('31 Mar')
})

test('several lines stand in frames of their own, and a missing day breaks its line', () => {
  const day = (d: number, value: number) => ({
    start: `2024-06-0${d}T22:00:00.000Z`,
    local: `2024-06-0${d + 1}T00:00`,
    value,
  })
  const lines = [
    { title: 'A1', points: [day(1, 3), day(2, 4), day(5, 5), day(6, 6)] },
    { title: 'B2', points: [day(1, 1), day(2, 2)] },
  ]
  const moves = (svg: string) => [...svg.matchAll(/ d="([^"]+)"/g)].map(([, d]) => d!.match(/M/g)!.length)
  const svg = drawSvg(linesDrawing(page, lines, 'day', 'bicycles')(700), 't', 'd')
  expect([svg.includes('>A1<'), svg.includes('>B2<')]).toEqual([true, true])
  expect(moves(svg).slice(-2).toSorted()).toEqual([1, 2])
  expect(drawSvg(linesDrawing(page, lines.slice(0, 1), 'day', '')(700), 't', 'd')).not.toContain('>A1<')
})
