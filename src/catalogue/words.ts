import type { Bilingual } from '../kernel/index.ts'

/** How often a dataset changes: codes of the EU authority table of frequencies (Publications Office, 2025). */
export const frequencies = {
  UPDATE_CONT: { fr: 'en continu', en: 'continuously updated' },
  CONT: { fr: 'en continu', en: 'continuous' },
  HOURLY: { fr: 'toutes les heures', en: 'hourly' },
  DAILY: { fr: 'tous les jours', en: 'daily' },
  WEEKLY: { fr: 'toutes les semaines', en: 'weekly' },
  BIWEEKLY: { fr: 'toutes les deux semaines', en: 'every two weeks' },
  MONTHLY: { fr: 'tous les mois', en: 'monthly' },
  BIMONTHLY: { fr: 'tous les deux mois', en: 'every two months' },
  QUARTERLY: { fr: 'tous les trimestres', en: 'quarterly' },
  ANNUAL_2: { fr: 'deux fois par an', en: 'twice a year' },
  ANNUAL: { fr: 'tous les ans', en: 'annual' },
  BIENNIAL: { fr: 'tous les deux ans', en: 'every two years' },
  TRIENNIAL: { fr: 'tous les trois ans', en: 'every three years' },
  QUINQUENNIAL: { fr: 'tous les cinq ans', en: 'every five years' },
  DECENNIAL: { fr: 'tous les dix ans', en: 'every ten years' },
  IRREG: { fr: 'sans rythme', en: 'irregular' },
  AS_NEEDED: { fr: 'au besoin', en: 'as needed' },
  NOT_PLANNED: { fr: 'rien de prévu', en: 'not planned' },
  NEVER: { fr: 'jamais', en: 'never' },
  OTHER: { fr: 'autre', en: 'other' },
  UNKNOWN: { fr: 'inconnue', en: 'unknown' },
} as const satisfies Record<string, Bilingual>
export type Frequency = keyof typeof frequencies

/** What a dataset is to its territory (RUDI, 2022). */
export const typologies = {
  reference: { fr: 'Données de référence', en: 'Reference data' },
  'territorial-interest': { fr: 'Données d’intérêt territorial', en: 'Data of territorial interest' },
  territory: { fr: 'Données du territoire', en: 'Data of the territory' },
} as const satisfies Record<string, Bilingual>
export type Typology = keyof typeof typologies

/** How data comes to be. */
export const productions = {
  measured: { fr: 'Mesurées par des capteurs', en: 'Measured by sensors' },
  surveyed: { fr: 'Relevées ou levées sur place', en: 'Surveyed in the field' },
  declared: { fr: 'Déclarées par ceux qu’elles concernent', en: 'Declared by those they are about' },
  administrative: { fr: 'Issues de la gestion d’un service', en: 'By-product of running a service' },
  contributed: { fr: 'Apportées par des habitants', en: 'Contributed by inhabitants' },
  computed: { fr: 'Calculées à partir d’autres données', en: 'Computed from other data' },
} as const satisfies Record<string, Bilingual>
export type Production = keyof typeof productions

/** Categories of high-value datasets (Implementing Regulation (EU) 2023/138; Publications Office, 2023), and their addresses. */
export const highValueCategories = {
  geospatial: { fr: 'Géospatial', en: 'Geospatial', address: 'http://data.europa.eu/bna/c_ac64a52d' },
  environment: {
    fr: 'Observation de la Terre et environnement',
    en: 'Earth observation and environment',
    address: 'http://data.europa.eu/bna/c_dd313021',
  },
  meteorological: { fr: 'Météorologie', en: 'Meteorological', address: 'http://data.europa.eu/bna/c_164e0bf5' },
  statistics: { fr: 'Statistiques', en: 'Statistics', address: 'http://data.europa.eu/bna/c_e1da4e07' },
  companies: {
    fr: 'Entreprises et propriété d’entreprises',
    en: 'Companies and company ownership',
    address: 'http://data.europa.eu/bna/c_a9135398',
  },
  mobility: { fr: 'Mobilité', en: 'Mobility', address: 'http://data.europa.eu/bna/c_b79e35eb' },
} as const satisfies Record<string, Bilingual & { readonly address: string }>
export type HighValueCategory = keyof typeof highValueCategories

/** Whether the data can be had (RUDI 1.4.1). */
export const storageStatuses = {
  online: { fr: 'En ligne', en: 'Online' },
  archived: { fr: 'Archivées', en: 'Archived' },
  unavailable: { fr: 'Indisponibles', en: 'Unavailable' },
} as const satisfies Record<string, Bilingual>
export type StorageStatus = keyof typeof storageStatuses

/** Themes of data: codes and labels of the EU authority table of data themes (Publications Office, 2025). */
export const euThemes = {
  AGRI: { fr: 'Agriculture, pêche, sylviculture et alimentation', en: 'Agriculture, fisheries, forestry and food' },
  ECON: { fr: 'Économie et finances', en: 'Economy and finance' },
  EDUC: { fr: 'Éducation, culture et sport', en: 'Education, culture and sport' },
  ENER: { fr: 'Énergie', en: 'Energy' },
  ENVI: { fr: 'Environnement', en: 'Environment' },
  GOVE: { fr: 'Gouvernement et secteur public', en: 'Government and public sector' },
  HEAL: { fr: 'Santé', en: 'Health' },
  INTR: { fr: 'Questions internationales', en: 'International issues' },
  JUST: { fr: 'Justice, système juridique et sécurité publique', en: 'Justice, legal system and public safety' },
  REGI: { fr: 'Régions et villes', en: 'Regions and cities' },
  SOCI: { fr: 'Population et société', en: 'Population and society' },
  TECH: { fr: 'Science et technologie', en: 'Science and technology' },
  TRAN: { fr: 'Transports', en: 'Transport' },
  OP_DATPRO: { fr: 'Données provisoires', en: 'Provisional data' },
} as const satisfies Record<string, Bilingual>
export type EuTheme = keyof typeof euThemes
