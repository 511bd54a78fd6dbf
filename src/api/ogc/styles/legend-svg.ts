import type { Language } from '../../../kernel/index.ts'
import { FONT } from './fonts.ts'
import { LETTER, type Legendary, layOut, MARK, PADDING, TITLE } from './legend-layout.ts'
import { SHEER } from './maplibre.ts'
import { GROUND } from './palettes.ts'

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The legend as a picture in vectors, wide enough for its texts. */
export function legendSvg(legendary: Legendary, language: Language): string {
  const { width, height, title, lines, textX } = layOut(legendary, language)
  const text = (x: number, y: number, size: number, weight: number, words: string) =>
    `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}">${escaped(words)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" lang="${language}" font-family="'${FONT}', system-ui, sans-serif" fill="#1b2733">`,
    `<title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(PADDING, PADDING + 12, TITLE, 600, title),
    ...lines.map(
      ({ y, text: words, colour }) =>
        `<g transform="translate(${PADDING} ${y})">${markOf(legendary, colour)}</g>${text(textX, y + 12, LETTER, 400, words)}`,
    ),
    '</svg>',
  ].join('')
}

/** A small drawing of what a class looks like, in 22 by 14 pixels. */
export function markOf({ form, isPlain }: Pick<Legendary, 'form' | 'isPlain'>, colour: string): string {
  const { width: w, height: h } = MARK
  const ground = `<rect width="${w}" height="${h}" fill="${GROUND}"/>`
  if (form === 'point') return `${ground}<circle cx="${w / 2}" cy="${h / 2}" r="4.5" fill="${colour}"/>`
  if (form === 'line')
    return `${ground}<path d="M3 ${h - 4}L${w / 2} 4L${w - 3} ${h - 6}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round"/>`
  if (isPlain)
    return `${ground}<rect x="0.5" y="0.5" width="${w - 1}" height="${h - 1}" fill="${colour}" fill-opacity="${SHEER}" stroke="${colour}"/>`
  return `<rect width="${w}" height="${h}" fill="${colour}"/>`
}
