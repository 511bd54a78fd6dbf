import type { Bilingual } from '../../../src/kernel/index.ts'
import { type Surrounding, surroundingBands } from './surroundings.ts'

/** A predictor in words: `built_500` is the built share within 500 m. */
export function predictorWords(name: string): Bilingual {
  if (name === 'relief')
    return { fr: 'Altitude au-dessus des alentours, en m', en: 'Altitude above the surroundings, in m' }
  if (name === 'centre')
    return { fr: 'Distance au milieu du bâti, en m', en: 'Distance to the middle of what is built, in m' }
  const [layer, radius] = name.split('_') as [Surrounding, string]
  const { fr, en } = surroundingBands[layer].title
  return { fr: `${fr} à moins de ${radius} m`, en: `${en} within ${radius} m` }
}

export const shapeWords: Readonly<Record<string, string>> = {
  exponential: 'exponentiel',
  spherical: 'sphérique',
  gaussian: 'gaussien',
}

/** Signed, with two decimals. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
