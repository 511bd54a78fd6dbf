import Type from 'typebox'
import { processInput } from '../../../src/kernel/index.ts'
import { sunWeight } from '../../../src/models/walking/index.ts'
import { profiles, sensitivities } from './shapes.ts'

const place = Type.Union([
  Type.Array(Type.Number({ minimum: -180, maximum: 180 }), { minItems: 2, maxItems: 2 }),
  Type.String({ minLength: 1, maxLength: 200 }),
])
const placeSaid = {
  fr: 'Une position [longitude, latitude], la même en texte, ou le nom d’un lieu.',
  en: 'A position [longitude, latitude], the same as text, or the name of a place.',
}

export const fromInput = processInput.required(place, { title: { fr: 'Départ', en: 'From' }, description: placeSaid })
export const toInput = processInput.required(place, { title: { fr: 'Arrivée', en: 'To' }, description: placeSaid })

export const atInput = processInput.preset(Type.String({ maxLength: 40 }), 'now', {
  title: { fr: 'Heure de départ', en: 'Departure' },
  description: {
    fr: '« now », une heure à l’horloge du lieu (2026-07-18T15:00) ou un instant.',
    en: "'now', a time on the clock of the place (2026-07-18T15:00) or an instant.",
  },
})

export const profileInput = processInput.preset(Type.Enum([...profiles]), 'foot', {
  title: {
    fr: 'Qui marche : à pied, en fauteuil roulant, avec une poussette',
    en: 'Who walks: on foot, wheelchair, pram',
  },
})

export const sensitivityInput = processInput.preset(Type.Enum([...sensitivities]), 'medium', {
  title: { fr: 'Gêne au soleil : peu, moyenne, forte', en: 'How much the sun bothers: low, medium, high' },
  description: {
    fr: 'Un mètre au soleil compte pour 1,5, 3 ou 7 mètres à l’ombre (CoolWalks, Wolf et al. 2025 : a = 0,2, 0,5, 0,75).',
    en: 'A metre in the sun counts as 1.5, 3 or 7 metres in the shade (CoolWalks, Wolf et al. 2025: a = 0.2, 0.5, 0.75).',
  },
})

/** Sensitivity a of CoolWalks for each word: the middle one is that of its worked example; the others are ours (2026-11). */
const sensitivityOf = { low: 0.2, medium: 0.5, high: 0.75 } as const

/** What a metre in the sun weighs for each way: the balanced one takes half of the sensitivity. */
export function alphasOf(word: keyof typeof sensitivityOf): { coolest: number; balanced: number } {
  const a = sensitivityOf[word]
  return { coolest: sunWeight(a), balanced: sunWeight(a / 2) }
}
