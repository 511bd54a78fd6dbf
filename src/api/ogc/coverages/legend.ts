import { type Bilingual, type Language, unitWord } from '../../../kernel/index.ts'
import { withUnit } from '../styles/labels.ts'
import type { Legendary } from '../styles/legend-layout.ts'
import { legendSvg as classesSvg } from '../styles/legend-svg.ts'
import type { Quantity } from './band.ts'
import { colourAt, hexOf } from './draw/ramp.ts'
import { rangeSvg } from './legend-range.ts'
import type { Scale } from './scale.ts'
import type { ValueRange } from './value-range.ts'

/** What the colours of a band mean, as data. */
export function legendOf({ id, title, unit }: Quantity, scale: Scale, language: Language) {
  const about = { property: id, title: title[language], ...(unit && { unit }) }
  if (scale.of === 'range') {
    const { from, to } = scale.range
    return { ...about, from, to, entries: ticksOf(scale.range) }
  }
  return { ...about, classes: scale.legend.map(({ label, ...one }) => ({ title: label[language], ...one })) }
}

const ticksOf = ({ from, to, ticks }: ValueRange) =>
  ticks.map((value) => ({ value, colour: hexOf(colourAt((value - from) / (to - from))) }))

/** The same as a drawing: a bar of the colours with round values under it, or a line a class. */
export function legendSvg(band: Quantity, scale: Scale, language: Language): string {
  if (scale.of === 'classes') return classesSvg(legendary(band, scale), language)
  const sign = unitWord(band.unit, language)
  const title = band.title[language]
  return rangeSvg(sign ? `${title} (${sign})` : title, scale.range, language)
}

/** The same as lines of a legend: the classes, or round values along the range. */
export function legendary({ title, unit }: Quantity, scale: Scale): Legendary {
  const written = (value: number): Bilingual => ({ fr: number('fr').format(value), en: number('en').format(value) })
  return {
    title: withUnit(title, unit),
    form: 'area',
    isPlain: false,
    legend:
      scale.of === 'classes'
        ? scale.legend
        : ticksOf(scale.range).map(({ value, colour }) => ({ label: written(value), colour })),
  }
}

const number = (language: Language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 6 })
