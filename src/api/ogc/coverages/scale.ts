import type { BandClasses, BandCodes, Bilingual } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { classOf } from '../styles/classes.ts'
import { classLabels } from '../styles/labels.ts'
import type { LegendClass } from '../styles/symbology.ts'
import type { Band } from './band.ts'
import { type Colour, colourAt, hexOf, ramp } from './draw/ramp.ts'
import type { Coverage } from './open.ts'
import { rangeOf } from './range.ts'
import type { ValueRange } from './value-range.ts'

/** How the values of a band become colours: along a range of theirs, or by classes or codes that are stated. */
export type Scale = RangeScale | ClassScale

interface RangeScale {
  readonly of: 'range'
  readonly range: ValueRange
}
interface ClassScale {
  readonly of: 'classes'
  readonly legend: readonly LegendClass[]
  /** The place in the legend of a value; undefined for what is not drawn. */
  readonly placeOf: (value: number) => number | undefined
}

/** The scale of a band: the one stated, else one that spans its values. */
export async function scaleOf(deps: Pick<Deps, 'rasters' | 'kept'>, coverage: Coverage, band: Band): Promise<Scale> {
  const { style } = band
  if (!style) return { of: 'range', range: await rangeOf(deps, coverage, band) }
  return 'codes' in style ? ofCodes(style) : ofClasses(style)
}

function ofClasses({ limits, titles, colours }: BandClasses): ClassScale {
  const given = colours ?? limits.concat(0).map((_, i) => hexOf(colourAt(i / limits.length)))
  const legend = classLabels(limits, given).map((one, i) => {
    const title = titles?.[i]
    return title ? { ...one, label: named(title, one.label) } : one
  })
  return { of: 'classes', legend, placeOf: (value) => classOf(limits, value) }
}

const named = (title: Bilingual, range: Bilingual): Bilingual => ({
  fr: `${title.fr} (${range.fr})`,
  en: `${title.en} (${range.en})`,
})

function ofCodes({ codes }: BandCodes): ClassScale {
  const places = new Map(codes.map(({ value }, i) => [value, i]))
  const legend = codes.map(({ value, title, colour }) => ({ label: title, colour, from: value, to: value }))
  return { of: 'classes', legend, placeOf: (value) => places.get(value) }
}

/** Gives the colour of a value; undefined for what is not drawn. */
export function colouring(scale: Scale): (value: number) => Colour | undefined {
  if (scale.of === 'range') {
    const { from, to } = scale.range
    const steps = (ramp.length - 1) / (to - from)
    return (value) => ramp[Math.min(ramp.length - 1, Math.max(0, Math.round((value - from) * steps)))]
  }
  const colours = scale.legend.map(({ colour }) => rgbOf(colour))
  return (value) => {
    const place = scale.placeOf(value)
    return place === undefined ? undefined : colours[place]
  }
}

const rgbOf = (hex: string): Colour =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour
