import type { Bilingual, Language } from '../../../kernel/index.ts'
import { widthOf } from './fonts.ts'
import type { Form, LegendClass, Symbology } from './symbology.ts'

/** Pixels of a legend: between its edge and what it holds, from a line to the next, its letters, its marks. */
export const PADDING = 8
export const LINE = 20
export const LETTER = 13
export const TITLE = 14
export const MARK = { width: 22, height: 14 } as const
const GAP = 8
/** Letters of another font than ours may be wider: the picture in vectors is shown in that of its reader. */
const AIR = 1.15

/** What a picture of a legend is made from. */
export interface Legendary {
  readonly title: Bilingual
  readonly form: Form
  /** Whether all objects are alike: areas are then sheer. */
  readonly isPlain: boolean
  readonly legend: readonly LegendClass[]
}

/** The legend of a style. */
export const legendary = ({ title, form, colouring, legend }: Symbology): Legendary => ({
  title,
  form,
  isPlain: colouring.by === 'nothing',
  legend,
})

/** Where things are in a legend. */
export interface LegendLayout {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly lines: readonly { readonly y: number; readonly text: string; readonly colour: string }[]
  /** Where texts begin. */
  readonly textX: number
}

/** Lays a legend out, as wide as its texts. */
export function layOut({ title, legend }: Pick<Legendary, 'title' | 'legend'>, language: Language): LegendLayout {
  const heading = title[language]
  const textX = PADDING + MARK.width + GAP
  const widest = Math.max(
    PADDING + widthOf(heading, TITLE, true) * AIR,
    ...legend.map(({ label }) => textX + widthOf(label[language], LETTER) * AIR),
  )
  const top = PADDING + LINE
  return {
    width: Math.ceil(widest + PADDING),
    height: top + legend.length * LINE + PADDING,
    title: heading,
    lines: legend.map(({ label, colour }, i) => ({ y: top + i * LINE, text: label[language], colour })),
    textX,
  }
}
