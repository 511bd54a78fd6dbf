import type { Texts } from './speak.ts'

export const qualityTexts = {
  title: { fr: 'Qualité de la fiche', en: 'Quality of the record' },
  score: (n: string) => ({ fr: `${n} sur 100.`, en: `${n} out of 100.` }),
  lead: {
    fr: 'La moyenne de ce qui peut être jugé, selon son poids.',
    en: 'The mean of what can be judged, by its weight.',
  },
  completeness: { fr: 'Complétude', en: 'Completeness' },
  freshness: { fr: 'Fraîcheur', en: 'Freshness' },
  links: { fr: 'Liens', en: 'Links' },
  conformity: { fr: 'Conformité au schéma', en: 'Conformity to the schema' },
  format: { fr: 'Format ouvert', en: 'Open format' },
  licence: { fr: 'Licence', en: 'Licence' },
  criterion: { fr: 'Critère', en: 'Criterion' },
  points: { fr: 'Points', en: 'Points' },
  what: { fr: 'Constat, et comment y remédier', en: 'What was seen, and how to mend it' },
  of: (earned: string, weight: string) => ({ fr: `${earned} sur ${weight}`, en: `${earned} of ${weight}` }),
  unjudged: { fr: 'pas jugé', en: 'not judged' },
} satisfies Texts
