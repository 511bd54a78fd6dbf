import type { Bilingual } from '../../kernel/index.ts'

/** What is wrong with a record: RUDI's codes (portal, 2024), which serve for the other kinds of catalogue too. */
export const findingCodes = {
  'ERR-103': { fr: 'Paramètre absent', en: 'Parameter missing' },
  'ERR-106': { fr: 'Version non prise en charge', en: 'Version not supported' },
  'ERR-201': { fr: 'Type inattendu', en: 'Unexpected type' },
  'ERR-202': { fr: 'Champ obligatoire absent', en: 'Mandatory field missing' },
  'ERR-303': { fr: 'Valeur hors de la liste de référence', en: 'Value not in the reference list' },
  'ERR-304': { fr: 'Valeur déjà utilisée', en: 'Value already used' },
  'ERR-305': { fr: 'Médias attendus absents', en: 'Expected media missing' },
  'ERR-306': { fr: 'Données personnelles sans accès restreint', en: 'Personal data without restricted access' },
  'ERR-307': { fr: 'Format incorrect', en: 'Wrong format' },
  'ERR-308': { fr: 'Texte vide', en: 'Empty text' },
  'ERR-403': { fr: 'Jeu de données d’un autre nœud', en: 'Dataset of another node' },
  'ERR-500': { fr: 'Erreur technique', en: 'Technical error' },
} as const satisfies Record<string, Bilingual>
export type FindingCode = keyof typeof findingCodes

/** Something wrong with a field of a record: mended, or what makes it unusable. */
export interface Finding {
  readonly code: FindingCode
  /** Path in the record as it came: `available_formats[0].file_size`. */
  readonly field: string
  readonly say: Bilingual
}
