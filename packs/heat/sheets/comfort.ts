import { stressCategories, utciValidity, WALKING_HEIGHT } from '../../../src/models/comfort/index.ts'
import type { ModelSheet, SheetParameter } from './sheet.ts'

const BROEDE = 'Bröde et al., Int. J. Biometeorol. 56, 481–494'

const bounds = (fr: string, en: string, [least, most]: readonly [number, number], unit: string): SheetParameter[] => [
  { title: { fr: `${fr} : le moins`, en: `${en}: least` }, value: least, unit, source: BROEDE, date: '2012' },
  { title: { fr: `${fr} : le plus`, en: `${en}: most` }, value: most, unit, source: BROEDE, date: '2012' },
]

/** UTCI, PET and the wind they take. */
export const comfortSheet: ModelSheet = {
  id: 'comfort',
  title: { fr: 'Confort thermique : UTCI et PET', en: 'Thermal comfort: UTCI and PET' },
  purpose: {
    fr: 'Dire en une température ce que l’air, son humidité, le vent et le rayonnement font ensemble à un corps. L’UTCI est celui d’une personne qui marche, avec une échelle de dix degrés de stress ; la PET est la température d’une pièce où le corps serait dans le même état.',
    en: 'To say as one temperature what the air, its humidity, wind and radiation do together to a body. UTCI is that of a person walking, with a scale of ten degrees of stress; PET is the temperature of a room where the body would be in the same state.',
  },
  inputs: [
    {
      what: { fr: 'Température radiante moyenne', en: 'Mean radiant temperature' },
      from: { fr: 'Carte de ce pack', en: 'Map of this pack' },
    },
    {
      what: {
        fr: 'Température et humidité de l’air, vent à 10 m',
        en: 'Temperature and humidity of the air, wind at 10 m',
      },
      from: {
        fr: 'Le temps de la journée, le même sur tout le territoire',
        en: 'The weather of the day, the same over the whole territory',
      },
    },
    {
      what: {
        fr: 'Vue du ciel sans les arbres, pour l’abri du vent',
        en: 'Sky view without trees, for shelter from wind',
      },
      from: { fr: 'Carte de ce pack', en: 'Map of this pack' },
    },
  ],
  equations: [
    {
      what: { fr: 'UTCI', en: 'UTCI' },
      formula: 'UTCI = Ta + Σ cᵢⱼₖₗ Taⁱ vʲ (Tmrt − Ta)ᵏ eˡ, i + j + k + l ≤ 6, 210 terms',
      reference: `${BROEDE} (2012); program UTCI_a002 of COST Action 730 (2009)`,
    },
    {
      what: { fr: 'Pression de vapeur saturante', en: 'Saturation vapour pressure' },
      formula: 'ln e = Σ gᵢ Tⁱ⁻² + g₇ ln T',
      reference: 'Hardy (1998), ITS-90',
    },
    {
      what: { fr: 'PET', en: 'PET' },
      formula:
        'core, skin and clothes each in balance outside; then the air of a room, 0.1 m/s and 12 hPa, where the body is in balance at the same temperatures',
      reference:
        'Höppe, Int. J. Biometeorol. 43 (1999) 71–75, corrected by Walther, Goestchel, Building and Environment 137 (2018) 1–10',
    },
    {
      what: { fr: 'Vent à hauteur de marche', en: 'Wind at walking height' },
      formula: 'v(1.1 m) = v(10 m) ln(1.1 / 0.01) / ln(10 / 0.01) = 0.68 v(10 m)',
      reference: `${BROEDE} (2012)`,
    },
    {
      what: { fr: 'Abri des rues', en: 'Shelter of streets' },
      formula: 'v = v(10 m) exp(−¼ h/w), h/w = (1 − ψ²) / 2ψ for a sky view ψ',
      reference: 'Masson, Boundary-Layer Meteorology 94 (2000) 357–397',
    },
  ],
  parameters: [
    ...bounds('Air', 'Air', utciValidity.temperature, 'Cel'),
    ...bounds('Radiante moins air', 'Radiant minus air', utciValidity.radiantDifference, 'K'),
    ...bounds('Vent à 10 m', 'Wind at 10 m', utciValidity.wind, 'm/s'),
    ...bounds('Pression de vapeur', 'Vapour pressure', utciValidity.vapour, 'hPa'),
    ...stressCategories
      .filter(({ above }) => Number.isFinite(above))
      .map(({ title, above }) => ({
        title: { fr: `${title.fr} : au-dessus de`, en: `${title.en}: above` },
        value: above,
        unit: 'Cel',
        source: 'Błażejczyk et al., Geographia Polonica 86, 5–10',
        date: '2013',
      })),
    {
      title: { fr: 'Hauteur où le vent est ressenti', en: 'Height at which wind is felt' },
      value: WALKING_HEIGHT,
      unit: 'm',
      source: BROEDE,
      date: '2012',
    },
  ],
  validation: [
    {
      what: { fr: 'UTCI face aux cas de thermofeel (ECMWF)', en: 'UTCI against the cases of thermofeel (ECMWF)' },
      figure: {
        fr: '49 cas sur 50 égaux à 10⁻¹² K près ; le dernier, par 0,02 m/s, est hors du domaine et refusé',
        en: '49 cases of 50 equal within 10⁻¹² K; the last, at 0.02 m/s, is outside the range and refused',
      },
      source: 'ecmwf/thermofeel, Apache-2.0',
    },
    {
      what: {
        fr: 'Le polynôme face au modèle de corps complet',
        en: 'The polynomial against the full model of the body',
      },
      figure: { fr: 'écart quadratique moyen de 1,1 K', en: 'root mean square error of 1.1 K' },
      source: `${BROEDE} (2012)`,
    },
    {
      what: { fr: 'PET face à la table de Höppe (1999)', en: 'PET against the table of Höppe (1999)' },
      figure: {
        fr: '1,0 K en moyenne quadratique, 1,7 K au plus ; 0,03 K de thermofeel et 0,25 K de pythermalcomfort, qui suivent la même correction',
        en: '1.0 K root mean square, 1.7 K at most; within 0.03 K of thermofeel and 0.25 K of pythermalcomfort, which follow the same correction',
      },
      source: 'Höppe (1999), table 1; thermofeel; pythermalcomfort 4.8',
    },
    {
      what: { fr: 'Ce que devient l’erreur du rayonnement', en: 'What the error of radiation becomes' },
      figure: {
        fr: 'un jour à 30–38 °C, 1 K de température radiante fait 0,22 à 0,27 K d’UTCI et 0,3 à 0,55 K de PET : 4,8 à 9 K en font 1 à 2,4 et 1,4 à 5',
        en: 'on a day of 30–38 °C, 1 K of radiant temperature makes 0.22 to 0.27 K of UTCI and 0.3 to 0.55 K of PET: 4.8 to 9 K make 1 to 2.4 and 1.4 to 5',
      },
      source: 'derivatives of both, at 0.75 to 3 m/s',
    },
  ],
  limits: [
    {
      fr: 'L’air est le même partout : ni l’îlot de chaleur, ni la fraîcheur d’un parc, ni celle d’une fontaine n’y sont.',
      en: 'The air is the same everywhere: neither the heat island, nor the cool of a park or a fountain is in it.',
    },
    {
      fr: 'Le vent des rues n’est qu’un ordre de grandeur, sans direction ni coins. L’UTCI suppose le profil de vent d’une prairie : en ville, l’écart peut atteindre 7 K (Lee, Park et Mayer, 2024).',
      en: 'The wind of streets is an order of magnitude only, without direction or corners. UTCI supposes the wind profile of a meadow: in town the difference may reach 7 K (Lee, Park and Mayer, 2024).',
    },
    {
      fr: 'Sous 0,5 m/s l’UTCI n’est pas défini : les cartes le calculent comme à 0,5 m/s, ce qui sous-estime la chaleur de l’air immobile.',
      en: 'Below 0.5 m/s UTCI is not defined: the maps compute it as at 0.5 m/s, which understates the heat of still air.',
    },
    {
      fr: 'Comme dans les programmes publiés, la PET laisse toute la sueur s’évaporer, même dans un air trop humide pour la prendre.',
      en: 'As in the published programs, PET lets all sweat evaporate, even in air too humid to take it.',
    },
    {
      fr: 'Un état d’équilibre : deux minutes d’attente à l’ombre après une heure de marche n’y sont pas.',
      en: 'A steady state: two minutes of waiting in the shade after an hour of walking are not in it.',
    },
  ],
  mayWrong: [
    {
      fr: 'Les personnes âgées, malades, enceintes, les nourrissons, celles et ceux qui travaillent dehors : le corps du modèle est celui d’un adulte de 35 ans en bonne santé, légèrement vêtu. « Stress modéré » peut être grave pour eux.',
      en: 'Elderly, ill or pregnant people, infants, those who work outdoors: the body of the model is that of a healthy adult of 35, lightly clothed. "Moderate stress" may be serious for them.',
    },
    {
      fr: 'Ceux qui habitent des logements chauds : ces cartes sont celles du dehors, et ne disent rien des nuits sous les toits.',
      en: 'Those who live in hot homes: these maps are of the outdoors, and say nothing of nights under the roofs.',
    },
    {
      fr: 'Ne pas fermer ni ouvrir un lieu sur une seule case de la carte : un écart d’un degré n’y dit rien ; il en faut une catégorie (6 à 8 K), sur toute une rue.',
      en: 'Do not close or open a place on one cell of the map: a difference of a degree says nothing there; it takes a category (6 to 8 K), over a whole street.',
    },
  ],
}
