import type { Language } from '../../../kernel/index.ts'
import { colourAt, hexOf } from './draw/ramp.ts'
import type { ValueRange } from './value-range.ts'

const [WIDTH, HEIGHT, BAR, EDGE] = [260, 64, 14, 14] as const
/** Colours of the bar: enough for the eye to see no step. */
const STOPS = 16

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The legend of a range as a drawing: a bar of its colours with round values under it. */
export function rangeSvg(label: string, range: ValueRange, language: Language): string {
  const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 })
  const stops = Array.from({ length: STOPS + 1 }, (_, i) => {
    const share = i / STOPS
    return `<stop offset="${share}" stop-color="${hexOf(colourAt(share))}"/>`
  })
  const length = WIDTH - 2 * EDGE
  const ticks = range.ticks.map((value) => {
    const x = (EDGE + (length * (value - range.from)) / (range.to - range.from)).toFixed(1)
    return `<path d="M${x} 40v4" stroke="#444"/><text x="${x}" y="56" text-anchor="middle">${escaped(number.format(value))}</text>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(label)}" font-family="system-ui, sans-serif" font-size="11" fill="#1b2733">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<defs><linearGradient id="ramp">${stops.join('')}</linearGradient></defs>`,
    `<text x="${EDGE}" y="17" font-size="12">${escaped(label)}</text>`,
    `<rect x="${EDGE}" y="26" width="${length}" height="${BAR}" fill="url(#ramp)" stroke="#888" stroke-width="0.5"/>`,
    ...ticks,
    '</svg>',
  ].join('')
}
