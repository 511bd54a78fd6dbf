import type { ModelSheet } from '../../../src/kernel/index.ts'
import { parameters } from '../parameters.ts'

/** What to know of the walkability index. */
export const walkabilitySheet: ModelSheet = {
  id: 'walkability',
  title: { fr: 'Indice de marchabilité', en: 'Walkability index' },
  purpose: {
    fr: 'Comparer des rues et des quartiers pour qui marche, avec des raisons que l’on peut lire une à une et des poids que l’on peut changer ; et mettre le calcul à côté de ce que disent les habitants. De quoi choisir où regarder, non de quoi noter un lieu ou ceux qui y vivent.',
    en: 'To compare streets and quarters for those who walk, with reasons that can be read one by one and weights that can be changed; and to set the computation beside what inhabitants say. A means to choose where to look, not to mark a place or those who live there.',
  },
  inputs: [
    {
      what: {
        fr: 'Réseau de marche : longueur, pente, classe, vitesse',
        en: 'Network of walks: length, slope, class, speed',
      },
      from: {
        fr: 'Entrée « edges », à la date de ses sources. À Rennes : rues nommées d’OpenStreetMap en 2013',
        en: "Input 'edges', at the date of its sources. In Rennes: named streets of OpenStreetMap in 2013",
      },
    },
    {
      what: { fr: 'Destinations et arrêts', en: 'Destinations and stops' },
      from: {
        fr: 'Entrées « places » et « stops ». À Rennes : équipements publics, sans commerces ni cafés',
        en: "Inputs 'places' and 'stops'. In Rennes: public facilities, without shops or cafés",
      },
    },
    {
      what: { fr: 'Confort thermique et houppiers', en: 'Thermal comfort and crowns' },
      from: {
        fr: 'Entrées « comfort » et « surface », calculées par les packs chaleur et parcours fraîcheur là où les bâtiments sont connus',
        en: "Inputs 'comfort' and 'surface', computed by the heat and cool-routes packs where buildings are known",
      },
    },
    {
      what: { fr: 'Carreaux et habitants', en: 'Squares and inhabitants' },
      from: {
        fr: 'Entrée « population », sinon des carreaux de 200 m',
        en: "Input 'population', else squares of 200 m",
      },
    },
  ],
  equations: [
    {
      what: { fr: 'Ce que vaut une destination à d mètres', en: 'What a destination d metres away is worth' },
      formula:
        'f(d) = 1 to 402 m; 1 − 0.88 (d − 402) / 1207 beyond; 0 after minutes × speed. d along streets, from the middle of the segment',
      reference:
        'Street Smart Walk Score, white paper, Front Seat (2010): 12 % at one mile; a straight line stands for its curve',
    },
    {
      what: { fr: 'Destinations', en: 'Destinations' },
      formula:
        'Σₖ Wₖ Σⱼ sₖⱼ f(dₖⱼ) / Σₖ Wₖ, k the kinds that the data knows, j the nearest, the second nearest…, Σⱼ sₖⱼ = 1',
      reference: 'Street Smart Walk Score (2010) for W and s; health and transit after Moreno et al. (2021)',
    },
    {
      what: { fr: 'Carrefours', en: 'Junctions' },
      formula:
        'min(1, n / 100), n nodes of three ways or more in the square kilometre around, those within 20 m being one',
      reference: 'Cerin et al., Lancet Global Health 10 (2022), e895; junctions merged as Boeing (2017)',
    },
    {
      what: { fr: 'Pente', en: 'Slope' },
      formula: '0.9 ^ p, p = 100 (climb + drop) / length, %',
      reference: 'Meeder, Aebi and Weidmann, Transportation Research Procedia 27 (2017)',
    },
    {
      what: { fr: 'Fraîcheur', en: 'Coolness' },
      formula: '(46 − UTCI) / (46 − 26), held between 0 and 1',
      reference: 'bounds of heat stress: Błażejczyk et al., Geographia Polonica 86 (2013)',
    },
    {
      what: { fr: 'Verdure', en: 'Greenery' },
      formula:
        'mean of min(1, canopy / 0.3) and (L − d) / (L − 300), d metres to the nearest park, L the limit; of what is known of the two',
      reference: 'rule of 3-30-300: Konijnendijk, Journal of Forestry Research 34 (2023)',
    },
    {
      what: { fr: 'Trafic', en: 'Traffic' },
      formula: '(4 − level) / 3, level 1 to 4 by the class and the speed limit of the street',
      reference:
        'four levels as Oregon DOT, Analysis Procedures Manual 2, chapter 14 (2020); the table by class and speed is ours (2026)',
    },
    {
      what: { fr: 'Indice', en: 'Index' },
      formula: '100 Σ wᵢ xᵢ / Σ wᵢ over the parts known; none where they weigh less than known_share of all',
      reference: 'weights: Frank et al. (2010), connectivity twice; what their index leaves out once each',
    },
    {
      what: { fr: 'Accord avec les habitants', en: 'Agreement with inhabitants' },
      formula:
        'Pearson r and Spearman ρ of the index and the mean rating, with 95 % intervals by tanh(atanh r ± 1.96 s)',
      reference:
        'Fisher (1921): s² = 1/(n − 3); Bonett and Wright (2000): s² = (1 + ρ²/2)/(n − 3). Nothing under ten segments',
    },
  ],
  parameters: Object.values(parameters).map(({ title, default: value, unit, source, date }) => ({
    ...{ title, value, unit, source, date },
  })),
  validation: [
    {
      what: { fr: 'Distances par les rues', en: 'Distances along streets' },
      figure: {
        fr: 'égales à celles de Floyd et Warshall sur des réseaux tirés au sort',
        en: 'equal to those of Floyd and Warshall on random networks',
      },
      source: 'tests of src/models/walkability',
    },
    {
      what: {
        fr: 'Habitants des carreaux, qui n’entrent pas dans l’indice (Rennes)',
        en: 'Inhabitants of squares, which are no part of the index (Rennes)',
      },
      figure: {
        fr: 'ρ de Spearman 0,63 sur 795 carreaux : on habite plus dense là où l’indice est haut, comme dans les villes étudiées',
        en: 'Spearman’s ρ 0.63 over 795 squares: people live denser where the index is high, as in the cities studied',
      },
      source: 'streets of 2013, INSEE 2010; Cerin et al. (2022)',
    },
    {
      what: { fr: 'Confrontation à des comptages de piétons', en: 'Set against counts of walkers' },
      figure: {
        fr: 'pas faite : aucun comptage piéton dans ces données',
        en: 'not done: no count of walkers in this data',
      },
      source: 'none',
    },
    {
      what: { fr: 'Confrontation à ce que disent les habitants', en: 'Set against what inhabitants say' },
      figure: {
        fr: 'affichée sur la page dès dix rues notées ; dans la ville inventée elle ne prouve rien',
        en: 'shown on the page from ten rated streets on; in the invented town it proves nothing',
      },
      source: 'survey of this pack',
    },
  ],
  limits: [
    {
      fr: 'Une moyenne compense : une pente forte s’y rachète par des commerces. Regardez les composantes.',
      en: 'A mean makes up: a steep slope is redeemed by shops. Look at the parts.',
    },
    {
      fr: 'Une composante connue de moins de la moitié des voies est montrée sans compter : elle mettrait à part les lieux où elle l’est. À Rennes, c’est le cas de la fraîcheur.',
      en: 'A part known of less than half of the ways is shown and does not count: it would set apart the places where it is. In Rennes, that is the case of coolness.',
    },
    {
      fr: 'Une nature de destinations que les données ne connaissent pas ne compte pas : deux territoires ne se comparent que si leurs données se valent.',
      en: 'A kind of destination that the data does not know does not count: two territories compare only where their data is alike.',
    },
    {
      fr: 'Les carrefours sont comptés au bord du territoire comme s’il n’y avait rien au-delà.',
      en: 'Junctions at the edge of the territory are counted as if nothing lay beyond.',
    },
    {
      fr: 'Le trafic est déduit de la classe et de la vitesse limite, non compté.',
      en: 'Traffic is derived from class and speed limit, not counted.',
    },
    {
      fr: 'Qui répond à l’enquête n’est pas tiré au sort : ses résultats disent ce que pensent ceux qui ont répondu.',
      en: 'Those who answer the survey are not drawn by lot: its results say what those who answered think.',
    },
  ],
  mayWrong: [
    {
      fr: 'Ceux pour qui marcher est autre chose : en fauteuil, âgés, enfants, femmes la nuit. L’indice est celui d’un marcheur qui va bien.',
      en: 'Those for whom walking is something else: in a wheelchair, aged, children, women at night. The index is that of a walker who is well.',
    },
    {
      fr: 'Les quartiers mal cartographiés, qui paraissent moins bons qu’ils ne sont. Ne fondez ni prix ni refus sur ce nombre.',
      en: 'Quarters that are ill mapped, which look worse than they are. Base neither price nor refusal on this number.',
    },
    {
      fr: 'Un avis public ne dit rien d’une personne : cinq au moins sont comptés ensemble. Quelqu’un qui en donnerait quatre pourrait déduire le cinquième ; la relecture et la limite par jour l’en empêchent mal.',
      en: 'A public result tells nothing of a person: five at least are counted together. Somebody who gave four could derive the fifth; moderation and the daily limit hinder it but little.',
    },
  ],
}
