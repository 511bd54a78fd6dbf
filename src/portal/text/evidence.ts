import { agree, type Texts } from './speak.ts'

/** Words for checks and rows set aside. */
export const evidenceTexts = {
  passed: { fr: 'respecté', en: 'passed' },
  failedBlock: { fr: 'non respecté : la version a été refusée', en: 'failed: the version was refused' },
  failedWarn: { fr: 'non respecté : signalé, la version est servie', en: 'failed: flagged, the version is served' },
  failedQuarantine: { fr: 'lignes fautives écartées', en: 'offending rows set aside' },
  offending: (n: number, shown: string) =>
    agree(n, shown, ['ligne en cause', 'lignes en cause'], ['offending row', 'offending rows']),
  onlyPartition: (key: string) => ({ fr: `dernière partie en cause : ${key}`, en: `last part concerned: ${key}` }),
  examples: { fr: 'Exemples de lignes', en: 'Examples of rows' },
  refusedOn: (when: string) => ({
    fr: `La dernière version faite (${when}) a été refusée. La précédente reste servie.`,
    en: `The last version made (${when}) was refused. The one before stays served.`,
  }),
  none: { fr: 'Aucun contrôle n’est demandé ici.', en: 'No check is asked for here.' },
} satisfies Texts
