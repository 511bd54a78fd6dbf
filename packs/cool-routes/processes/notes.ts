import type { Bilingual } from '../../../src/kernel/index.ts'
import type { ProfileId } from '../../../src/models/walking/index.ts'
import type { Departure } from './moment.ts'
import type { WayAnswer } from './shapes.ts'

const seasons = {
  winter: { fr: 'l’hiver', en: 'winter' },
  spring: { fr: 'le printemps', en: 'spring' },
  summer: { fr: 'l’été', en: 'summer' },
  autumn: { fr: 'l’automne', en: 'autumn' },
} as const

/** What to know before relying on the ways of an answer. */
export function notesOf(
  departure: Departure,
  profile: ProfileId,
  ways: readonly Pick<WayAnswer, 'knownShare' | 'unknownAccess'>[],
  isNight: boolean,
): Bilingual[] {
  const { day, season, comfortDay } = departure
  const notes: Bilingual[] = []
  const isUnknown = ways.length > 0 && ways.every(({ knownShare }) => knownShare === 0)
  if (day === null || (isUnknown && !isNight))
    notes.push({
      fr: 'L’ombre n’est pas connue ici : rien ne dit quel chemin est le plus frais, le plus rapide est donné.',
      en: 'Shade is not known here: nothing says which way is the coolest, the fastest is given.',
    })
  else if (isNight)
    notes.push({
      fr: 'Le soleil est couché au départ : le chemin le plus frais est le plus rapide.',
      en: 'The sun is down at the departure: the coolest way is the fastest.',
    })
  else
    notes.push({
      fr: `Ombre par ciel clair, celle du ${dayInFrench(day)}, qui représente ${seasons[season].fr}.`,
      en: `Shade under a clear sky, that of ${day}, which stands for ${seasons[season].en}.`,
    })
  if (day !== null && !isUnknown && ways.some(({ knownShare }) => knownShare < 0.99))
    notes.push({
      fr: 'Une partie du chemin est sans ombre connue : elle compte comme la moyenne des rues.',
      en: 'The shade of a part of the way is not known: it counts as the mean of the streets.',
    })
  if (comfortDay && !isUnknown)
    notes.push({
      fr: `La chaleur ressentie (UTCI) est celle d’un jour de canicule, le ${dayInFrench(comfortDay)}.`,
      en: `Felt heat (UTCI) is that of a heat-wave day, ${comfortDay}.`,
    })
  if (profile === 'wheelchair' && ways.some(({ unknownAccess }) => unknownAccess > 0))
    notes.push({
      fr: 'De certaines rues, rien ne dit si un fauteuil roulant y passe : leur longueur est donnée.',
      en: 'Of some streets, nothing says whether a wheelchair can pass: their length is told.',
    })
  return notes
}

const dayInFrench = (day: string) => day.split('-').reverse().join('/')
