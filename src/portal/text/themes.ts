import type { Bilingual } from '../../kernel/index.ts'

/** EU data themes, as their authority table names them. */
const themeWords: Readonly<Record<string, Bilingual>> = {
  transport: { fr: 'Transports', en: 'Transport' },
  environment: { fr: 'Environnement', en: 'Environment' },
  energy: { fr: 'Énergie', en: 'Energy' },
  society: { fr: 'Population et société', en: 'Population and society' },
  regions: { fr: 'Régions et villes', en: 'Regions and cities' },
  government: { fr: 'Gouvernement et secteur public', en: 'Government and public sector' },
  health: { fr: 'Santé', en: 'Health' },
  economy: { fr: 'Économie et finances', en: 'Economy and finance' },
}

/** The name of a theme; a theme unknown here keeps its identifier. */
export const themeTitle = (id: string): Bilingual => themeWords[id] ?? { fr: id, en: id }
