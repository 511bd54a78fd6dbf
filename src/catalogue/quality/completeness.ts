import type { Bilingual } from '../../kernel/index.ts'
import type { DatasetRecord } from '../record.ts'

/** Characters from which a description says something. Our choice: the median of the RUDI node of Rennes Métropole has 126, one in ten fewer than 68 (2025). */
const ENOUGH = 80
const ENOUGH_KEYWORDS = 3

/** What a complete record tells, each as much as another. */
const wanted: readonly (readonly [name: Bilingual, isThere: (record: DatasetRecord) => boolean])[] = [
  [
    { fr: `une description d’au moins ${ENOUGH} caractères`, en: `a description of ${ENOUGH} characters at least` },
    ({ description, title }) => description.fr.length >= ENOUGH && description.fr !== title.fr,
  ],
  [
    { fr: `au moins ${ENOUGH_KEYWORDS} mots-clés`, en: `${ENOUGH_KEYWORDS} keywords at least` },
    ({ keywords }) => keywords.length >= ENOUGH_KEYWORDS,
  ],
  [{ fr: 'un thème', en: 'a theme' }, ({ themes }) => themes.length > 0],
  [
    { fr: 'un contact à qui écrire', en: 'a contact to write to' },
    ({ contacts }) => contacts.some(({ email, url }) => email !== undefined || url !== undefined),
  ],
  [{ fr: 'le lieu couvert', en: 'the place it covers' }, ({ spatial, shape }) => (spatial ?? shape) !== undefined],
  [{ fr: 'la période couverte', en: 'the period it covers' }, ({ temporal }) => temporal !== undefined],
  [
    { fr: 'la date du dernier changement', en: 'the day of the last change' },
    ({ modified, issued }) => (modified ?? issued) !== undefined,
  ],
  [
    { fr: 'd’où viennent les données, ou leurs limites', en: 'where the data comes from, or its limits' },
    ({ provenance, limits }) => (provenance ?? limits) !== undefined,
  ],
]

/** How much of what a user wants to know is told. */
export function completeness(record: DatasetRecord): { value: number; say: Bilingual; remedy?: Bilingual } {
  const missing = wanted.filter(([, isThere]) => !isThere(record)).map(([name]) => name)
  const value = 1 - missing.length / wanted.length
  if (missing.length === 0)
    return { value, say: { fr: 'La fiche dit tout ce qu’on attend.', en: 'The record tells all that is expected.' } }
  const list = (language: 'fr' | 'en') => missing.map((name) => name[language]).join(', ')
  return {
    value,
    say: { fr: `Il manque : ${list('fr')}.`, en: `Missing: ${list('en')}.` },
    remedy: {
      fr: 'Complétez la fiche chez le producteur, ou corrigez-la ici.',
      en: 'Complete the record at its producer’s, or correct it here.',
    },
  }
}
