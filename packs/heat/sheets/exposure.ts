import { exposureParameters } from '../exposure/parameters.ts'
import type { ModelSheet, SheetParameter } from './sheet.ts'

const tunable: readonly SheetParameter[] = Object.values(exposureParameters).map(
  ({ title, default: value, unit, source, date }) => ({ title, value, unit, source, date }),
)

/** Who lives where it is hot. */
export const exposureSheet: ModelSheet = {
  id: 'exposure',
  title: { fr: 'Qui vit là où il fait chaud', en: 'Who lives where it is hot' },
  purpose: {
    fr: 'Rapprocher la chaleur du dehors des habitants d’un carroyage, et des groupes que la chaleur frappe le plus. De quoi choisir où regarder de plus près ; non juger une personne ni un logement.',
    en: 'To bring together the heat outdoors and the inhabitants of a grid, and the groups that heat strikes hardest. A means to choose where to look closer; not to judge a person or a home.',
  },
  inputs: [
    {
      what: {
        fr: 'Habitants, personnes âgées, ménages pauvres par carreau',
        en: 'Inhabitants, aged people, poor households by square',
      },
      from: {
        fr: 'Entrée « population », à sa date. À Rennes : Insee, carreaux de 1 km',
        en: "Input 'population', at its date. In Rennes: INSEE, squares of 1 km",
      },
    },
    {
      what: { fr: 'UTCI, îlot de chaleur, zones climatiques', en: 'UTCI, heat island, climate zones' },
      from: { fr: 'Données de ce pack', en: 'Datasets of this pack' },
    },
  ],
  equations: [
    {
      what: { fr: 'Chaleur d’un carreau', en: 'Heat of a square' },
      formula: 'mean of UTCI over the cells outside buildings whose centre is in the square',
      reference: 'ours (2026)',
    },
    {
      what: { fr: 'Rang', en: 'Rank' },
      formula: 'inhabitants of squares less hot ÷ inhabitants of all squares',
      reference: 'ours (2026)',
    },
    {
      what: { fr: 'Chaleur d’un groupe', en: 'Heat of a group' },
      formula: 'Σ nᵢ Tᵢ / Σ nᵢ, nᵢ those of the group who live in square i',
      reference: 'population-weighted mean, as WHO, Ambient air pollution: a global assessment of exposure (2016)',
    },
  ],
  parameters: tunable,
  validation: [
    {
      what: { fr: 'Décompte', en: 'Count' },
      figure: {
        fr: 'chaque habitant d’un carreau cartographié est compté une fois',
        en: 'each inhabitant of a mapped square is counted once',
      },
      source: 'tests of this pack on the demo town',
    },
    {
      what: { fr: 'Confrontation à des faits de santé', en: 'Set against facts of health' },
      figure: { fr: 'aucune', en: 'none' },
      source: 'no such data at hand',
    },
  ],
  limits: [
    {
      fr: 'La chaleur dehors : celle des logements dépend de leur étage, de leurs murs, de leurs volets, et n’est pas là.',
      en: 'Heat outdoors: that of homes depends on their storey, walls and shutters, and is not in.',
    },
    {
      fr: 'Les habitants sont supposés chez eux, répartis également dans leur carreau ; le jour, beaucoup n’y sont pas.',
      en: 'Inhabitants are taken to be at home, evenly spread in their square; by day many are not.',
    },
    {
      fr: 'La moyenne d’un carreau cache ses extrêmes ; un grand carreau cache plus qu’un petit.',
      en: 'The mean of a square hides its extremes; a large square hides more than a small one.',
    },
  ],
  mayWrong: [
    {
      fr: 'Ceux que le recensement compte mal ; ceux qui vivent ou travaillent dehors, absents d’un carroyage d’habitants.',
      en: 'Those whom the census counts badly; those who live or work outdoors, absent from a grid of inhabitants.',
    },
    {
      fr: 'Un quartier dit exposé peut y perdre en réputation. Les écarts entre carreaux voisins sont souvent sous l’erreur des cartes : ne pas classer à un dixième de degré.',
      en: 'A district called exposed may lose by it. Differences between neighbouring squares are often below the error of the maps: do not rank by tenths of a degree.',
    },
  ],
}
