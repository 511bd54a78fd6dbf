import type { SourceFacts } from '../../kernel/index.ts'

/** Facts of a source that only a test knows. */
export const facts = {
  name: 'essai',
  title: { fr: 'Essai', en: 'Test' },
  producer: 'Essai',
  licence: 'ODbL-1.0',
  dated: '2024',
  address: 'https://data.example.org/essai',
} as const satisfies Omit<SourceFacts, 'rows'>

/** The title of a column of a test. */
export const t = (name: string) => ({ title: { fr: name, en: name } })
