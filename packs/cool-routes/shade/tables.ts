import { date, integer, json, nullable, number, table, text } from '../../../src/kernel/index.ts'

const edge = text({ title: { fr: 'Arête', en: 'Edge' } })
const season = text({
  title: { fr: 'Saison', en: 'Season' },
  description: {
    fr: 'winter (hiver), spring (printemps), summer (été), autumn (automne).',
    en: 'winter, spring, summer, autumn.',
  },
})
const samples = integer({ title: { fr: 'Regards dans la dalle', en: 'Looks in the tile' } })
const share = number({
  title: { fr: 'Part connue de l’arête, dans la dalle', en: 'Known share of the edge, in the tile' },
  unit: '1',
})

/** The days that stand for the seasons, and when on them the sun is looked at. */
export const WalkSeason = table(
  'walk_season',
  {
    season,
    day: date({ title: { fr: 'Jour qui représente la saison', en: 'Day that stands for the season' } }),
    minutes: json({
      title: { fr: 'Moments', en: 'Moments' },
      description: {
        fr: 'Minutes depuis minuit à l’horloge du lieu, ce jour-là, où le soleil est levé.',
        en: 'Minutes since midnight on the clock of the place, that day, when the sun is up.',
      },
    }),
    transmissivity: number({
      title: { fr: 'Part qui traverse un houppier', en: 'Share that goes through a crown' },
      unit: '1',
    }),
  },
  { key: ['season'] },
)

/** The sun on the part of an edge in a tile: sums, that edges over several tiles may be put together. */
export const SunInTile = table(
  'walk_sun_in_tile',
  {
    edge,
    season,
    samples,
    share,
    lit: json({ title: { fr: 'Sommes des parts au soleil', en: 'Sums of shares in the sun' } }),
  },
  { key: ['edge', 'season'] },
)

/** The share of each edge in the sun, by season and moment. */
export const WalkShade = table(
  'walk_shade',
  {
    edge,
    season,
    known: number({
      title: { fr: 'Part de l’arête où l’ombre est connue', en: 'Share of the edge where shade is known' },
      unit: '1',
    }),
    sun: json({
      title: { fr: 'Part au soleil', en: 'Share in the sun' },
      description: {
        fr: 'En pour cent, un nombre pour chaque moment de la saison (walk_seasons). La nuit n’y est pas : personne n’est au soleil.',
        en: 'In per cent, a number for each moment of the season (walk_seasons). The night is not in: nobody is in the sun.',
      },
    }),
  },
  { key: ['edge', 'season'] },
)

/** The comfort on the part of an edge in a tile: sums. */
export const ComfortInTile = table(
  'walk_comfort_in_tile',
  { edge, samples, share, sums: json({ title: { fr: 'Sommes, heure par heure', en: 'Sums, hour by hour' } }) },
  { key: ['edge'] },
)

/** Thermal comfort along each edge, at each hour of the hot day. */
export const WalkComfort = table(
  'walk_comfort',
  {
    edge,
    day: date({ title: { fr: 'Jour', en: 'Day' } }),
    utci: json({
      title: { fr: 'UTCI moyen', en: 'Mean UTCI' },
      description: {
        fr: 'En °C, un nombre pour chaque heure de l’horloge, de 0 à 23 ; vide quand elle est inconnue.',
        en: 'In °C, a number for each hour of the clock, from 0 to 23; null where it is unknown.',
      },
    }),
    afternoon: nullable(number({ title: { fr: 'UTCI moyen à 15 h', en: 'Mean UTCI at 15:00' }, unit: 'Cel' })),
  },
  { key: ['edge'] },
)
