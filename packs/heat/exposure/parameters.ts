const house = 'City Orchestra'

/** The numbers of exposure that a territory may tune. */
export const exposureParameters = {
  afternoon: {
    default: 16,
    unit: 'h',
    min: 0,
    max: 23,
    title: { fr: 'Heure de l’après-midi, à l’horloge', en: 'Hour of the afternoon, by the clock' },
    source: `${house}: the hottest hour of the air in summer time in western France, about two hours after solar noon`,
    date: '2026-11',
  },
  night: {
    default: 23,
    unit: 'h',
    min: 0,
    max: 23,
    title: { fr: 'Heure de la nuit, à l’horloge', en: 'Hour of the night, by the clock' },
    source: `${house}: the hour at which a bedroom is to be cooled by its window`,
    date: '2026-11',
  },
  stress: {
    default: 38,
    unit: 'Cel',
    min: 9,
    max: 60,
    title: { fr: 'UTCI à partir duquel le stress est très fort', en: 'UTCI from which stress is very strong' },
    source: 'Błażejczyk et al. (2013), Geographia Polonica 86: very strong heat stress above 38 °C',
    date: '2013',
  },
  mapped_share: {
    default: 0.5,
    unit: '1',
    min: 0,
    max: 1,
    title: {
      fr: 'Part d’un carreau qui doit être cartographiée',
      en: 'Share of a cell that must be mapped',
    },
    source: `${house}: below, most of what its inhabitants live in is not known`,
    date: '2026-11',
  },
} as const

export type ExposureTuned = { readonly [K in keyof typeof exposureParameters]: number }
