import { BUILT, type Property, TOLERANCE, weights } from '../../../src/models/lcz/index.ts'
import { blockParameters } from '../blocks/parameters.ts'
import { zoneParameters } from '../zones/parameters.ts'
import type { ModelSheet, SheetParameter } from './sheet.ts'

const STEWART = 'Stewart, Oke, Bull. Amer. Meteor. Soc. 93 (2012) 1879–1900'
const BERNARD = 'Bernard et al., Geosci. Model Dev. 17 (2024) 2077–2116'
const MASSON = 'Masson, Boundary-Layer Meteorology 94 (2000) 357–397'
const MACDONALD = 'Macdonald, Griffiths, Hall, Atmospheric Environment 32 (1998) 1857–1864'

const tunable: readonly SheetParameter[] = Object.values({ ...blockParameters, ...zoneParameters }).map(
  ({ title, default: value, unit, source, date }) => ({ title, value, unit, source, date }),
)

const weighed: Readonly<Record<Property, readonly [fr: string, en: string]>> = {
  skyView: ['vue du ciel', 'sky view'],
  aspectRatio: ['rapport d’aspect', 'aspect ratio'],
  building: ['part bâtie', 'building fraction'],
  impervious: ['part imperméable', 'impervious fraction'],
  pervious: ['part perméable', 'pervious fraction'],
  height: ['hauteur', 'height'],
  roughness: ['classe de rugosité', 'roughness class'],
}

/** Blocks, their indicators and their local climate zones. */
export const zonesSheet: ModelSheet = {
  id: 'climate-zones',
  title: {
    fr: 'Îlots morphologiques et zones climatiques locales',
    en: 'Morphological blocks and local climate zones',
  },
  purpose: {
    fr: 'Dire à quoi ressemble chaque morceau de ville pour le climat : combien il est bâti, de quelle hauteur, ce qui couvre son sol, et duquel des dix-sept types de Stewart et Oke il est le plus proche. De quoi comparer des quartiers entre eux et avec ceux d’autres villes, placer des stations, préparer un modèle ; non prédire une température.',
    en: 'To say what each piece of town looks like to the climate: how much it is built, how high, what covers its ground, and to which of the seventeen types of Stewart and Oke it is nearest. A means to compare neighbourhoods with each other and with those of other towns, to place stations, to prepare a model; not to predict a temperature.',
  },
  inputs: [
    {
      what: { fr: 'Rues, voies ferrées, eau, végétation', en: 'Streets, railways, water, vegetation' },
      from: {
        fr: 'Entrées du territoire, à la date de chacune : elles coupent les îlots et couvrent leur sol',
        en: 'Inputs of the territory, at the date of each: they cut blocks and cover their ground',
      },
    },
    {
      what: { fr: 'Bâtiments et leurs hauteurs', en: 'Buildings and their heights' },
      from: {
        fr: 'Entrée du territoire ; la part des hauteurs connues est dans « known_heights ». Ailleurs que là où ils ont été relevés, rien n’en est dit',
        en: "Input of the territory; the share of known heights is in 'known_heights'. Elsewhere than where they were surveyed, nothing is said of them",
      },
    },
    {
      what: { fr: 'Vue du ciel sans les arbres', en: 'Sky view without trees' },
      from: {
        fr: 'Carte de ce pack ; à défaut, celle d’une rue sans fin, et la colonne « sky_view_by » le dit',
        en: "Map of this pack; failing that, that of an endless street, and the column 'sky_view_by' says so",
      },
    },
    {
      what: { fr: 'Habitants par carreau', en: 'Inhabitants by cell' },
      from: {
        fr: 'Entrée du territoire, répartie selon la surface hors de l’eau',
        en: 'Input of the territory, shared out by area out of water',
      },
    },
  ],
  equations: [
    {
      what: { fr: 'Îlots', en: 'Blocks' },
      formula:
        'faces of the noded lines of streets, railways and limits of water and of large vegetation; a face too small or too thin joins the neighbour with the longest common side',
      reference: `Bocher et al., Urban Climate 24 (2018) 153–174; ${BERNARD}; « îlots morphologiques urbains », Audiar (2019)`,
    },
    {
      what: { fr: 'Hauteur des éléments de rugosité', en: 'Height of roughness elements' },
      formula: 'H = exp(Σ aᵢ ln hᵢ / Σ aᵢ), aᵢ footprint of a building in the block',
      reference: `${STEWART}, table 3: geometric mean; weights by footprint are ours (2026)`,
    },
    {
      what: { fr: 'Rapport d’aspect', en: 'Aspect ratio' },
      formula: 'h/w = walls in the open ÷ (2 × ground not built on)',
      reference: MASSON,
    },
    {
      what: { fr: 'Vue du ciel d’une rue sans fin', en: 'Sky view of an endless street' },
      formula: 'ψ = √((h/w)² + 1) − h/w',
      reference: `Noilhan, Building and Environment 16 (1981); ${MASSON}`,
    },
    {
      what: { fr: 'Densité frontale, toutes directions', en: 'Frontal density, all directions' },
      formula: 'λf = walls in the open ÷ (π × area)',
      reference: 'Cauchy’s formula (1841) for the mean shadow of convex walls',
    },
    {
      what: { fr: 'Rugosité et déplacement', en: 'Roughness and displacement' },
      formula:
        'd/h = 1 + 4.43^(−λp) (λp − 1); z₀/h = (1 − d/h) exp(−(½ 1.2 / 0.4² (1 − d/h) λf)^(−½)); not below exp(mean of ln z₀ of the grounds)',
      reference: `${MACDONALD}; lengths of grounds: Davenport et al. (2000), in ${STEWART}, table 5`,
    },
    {
      what: { fr: 'Distance à un type bâti (1 à 10)', en: 'Distance to a built type (1 to 10)' },
      formula:
        'D = √(Σ (wᵢ gᵢ/σᵢ)² / Σ wᵢ²), gᵢ what is outside the range, σᵢ standard deviation of the limits of the ranges',
      reference: `${STEWART}, table 3, for the ranges; ${BERNARD} for the distance`,
    },
    {
      what: {
        fr: 'Type de sol (A à G), sous 10 % de bâti',
        en: 'Type of land cover (A to G), below 10 % of buildings',
      },
      formula:
        'what is most of the open ground; of plants, by the share of trees: D or C below 0.1, B below 0.75, A from there',
      reference: `words of ${STEWART}, table 2; thresholds after ${BERNARD}`,
    },
    {
      what: { fr: 'Halles basses', en: 'Low halls' },
      formula:
        'more than half of the footprints in large buildings and H ≤ 10 m: 8 or 9, whichever is nearer; otherwise not 8',
      reference: `${STEWART}, table 2: 8 is « large low-rise buildings »`,
    },
    {
      what: { fr: 'Certitude', en: 'Certainty' },
      formula: 'C = (D₂ − D₁) / (D₂ + D₁ + 0.1) × share of the squared weights that is known (A to G: 1 − unknown/2)',
      reference: `${BERNARD}, uniqueness; the tolerance is ours (2026)`,
    },
  ],
  parameters: [
    ...tunable,
    ...Object.entries(weighed).map(([property, [fr, en]]) => ({
      title: { fr: `Poids : ${fr}`, en: `Weight: ${en}` },
      value: weights[property as Property],
      unit: '1',
      source: property.endsWith('pervious')
        ? `City Orchestra: 0 in ${BERNARD}, for want of data; 1 where the ground is known`
        : BERNARD,
      date: property.endsWith('pervious') ? '2026-11' : '2024-03',
    })),
    {
      title: { fr: 'Part bâtie sous laquelle le sol décide', en: 'Building fraction below which the ground decides' },
      value: BUILT,
      unit: '1',
      source: `${STEWART}, table 3`,
      date: '2012-12',
    },
    {
      title: { fr: 'Tolérance de la certitude', en: 'Tolerance of the certainty' },
      value: TOLERANCE,
      unit: '1',
      source: 'City Orchestra: an error of 0.03 on the building fraction, or of 0.1 on a cover',
      date: '2026-11',
    },
  ],
  validation: [
    {
      what: { fr: 'Contre des types reconnus sur place', en: 'Against types told on the spot' },
      figure: {
        fr: 'aucune : personne n’a dit ici, sur le terrain, de quel type est un îlot',
        en: 'none: nobody here has told on the ground of what type a block is',
      },
      source: 'none',
    },
    {
      what: {
        fr: 'Ce qu’il faut en attendre : la même méthode sur deux jeux de données, 22 communes françaises',
        en: 'What to expect: the same method on two sets of data, 22 French communes',
      },
      figure: {
        fr: 'le même type sur 55 % de la surface (de 30 à 82 % selon la commune)',
        en: 'the same type over 55 % of the area (30 to 82 % by commune)',
      },
      source: BERNARD,
    },
    {
      what: { fr: 'Cas d’école', en: 'Textbook cases' },
      figure: {
        fr: 'le milieu des intervalles de chacun des dix types bâtis, et un sol de chacun des sept autres, sont classés comme tels',
        en: 'the middle of the ranges of each of the ten built types, and a ground of each of the seven others, are classed as such',
      },
      source: 'tests of src/models/lcz',
    },
    {
      what: { fr: 'Redon (BD TOPO 2022) : couverture', en: 'Redon (BD TOPO 2022): coverage' },
      figure: {
        fr: '571 îlots pour 15,28 km², écart de surface inférieur à un millionième, aucun recouvrement',
        en: '571 blocks over 15.28 km², within a millionth of its area, no overlap',
      },
      source: 'run of 2026-11',
    },
    {
      what: {
        fr: 'Redon : vue du ciel d’une rue sans fin, contre celle des mailles',
        en: 'Redon: sky view of an endless street, against that of the cells',
      },
      figure: {
        fr: 'sur 225 îlots bâtis, 0,04 de moins en moyenne, écart quadratique 0,06, jusqu’à 0,11 de moins dans les plus denses ; 99 % de la surface bâtie garde son type',
        en: 'over 225 built blocks, 0.04 less on average, root mean square 0.06, up to 0.11 less in the densest; 99 % of the built area keeps its type',
      },
      source: 'run of 2026-11',
    },
    {
      what: { fr: 'Redon : hauteurs fausses de 20 %', en: 'Redon: heights wrong by 20 %' },
      figure: {
        fr: '93 à 95 % de la surface bâtie garde son type',
        en: '93 to 95 % of the built area keeps its type',
      },
      source: 'run of 2026-11',
    },
    {
      what: { fr: 'Redon : part bâtie fausse de 0,02', en: 'Redon: building fraction wrong by 0.02' },
      figure: {
        fr: '93 % de la surface bâtie garde son type avec 0,02 de plus, 78 % avec 0,02 de moins : les lotissements sont à la limite entre bâti épars et sol',
        en: '93 % of the built area keeps its type with 0.02 more, 78 % with 0.02 less: housing estates are at the limit between sparsely built and land cover',
      },
      source: 'run of 2026-11',
    },
    {
      what: { fr: 'Redon : moitié moins d’arbres', en: 'Redon: half as many trees' },
      figure: {
        fr: '73 % de la surface garde son type : le bocage passe d’arbres épars à végétation basse',
        en: '73 % of the area keeps its type: hedged farmland goes from scattered trees to low plants',
      },
      source: 'run of 2026-11',
    },
  ],
  limits: [
    {
      fr: 'Un type est une ressemblance, pas une température : deux îlots du même type peuvent différer de plusieurs degrés la nuit, selon le relief, l’eau, le vent et ce qui les entoure.',
      en: 'A type is a likeness, not a temperature: two blocks of one type may differ by several degrees at night, by relief, water, wind and what is around.',
    },
    {
      fr: 'Stewart et Oke veulent un rayon de 200 à 500 m pour qu’un type ait son climat. La plupart des îlots d’un centre sont plus petits : leur air est celui du quartier.',
      en: 'Stewart and Oke ask for a radius of 200 to 500 m for a type to have its climate. Most blocks of a centre are smaller: their air is that of the neighbourhood.',
    },
    {
      fr: 'Là où les rues sont rares, un îlot de plusieurs kilomètres moyenne bois, prés et hameaux.',
      en: 'Where streets are few, a block of several kilometres averages woods, meadows and hamlets.',
    },
    {
      fr: 'Jardins, cours, parkings et champs ne sont connus que si une donnée les décrit ; sans elle la part imperméable manque, et le sol nu d’un champ labouré passe pour de l’herbe.',
      en: 'Gardens, yards, car parks and fields are known only if some data describes them; without it the impervious fraction is missing, and the bare soil of a ploughed field passes for grass.',
    },
    {
      fr: 'Les types 7 (constructions légères) et 10 (industrie lourde) ne sont jamais attribués : une usine chaude est rendue comme de grands bâtiments bas.',
      en: 'Types 7 (lightweight low-rise) and 10 (heavy industry) are never given: a hot factory is rendered as large low-rise.',
    },
    {
      fr: 'La certitude compare deux types entre eux ; elle ne dit pas que l’un des deux est vrai.',
      en: 'Certainty compares two types with each other; it does not say that either is true.',
    },
  ],
  mayWrong: [
    {
      fr: 'Les habitants d’un petit îlot dense au milieu de maisons : classé « épars » avec ce qui l’entoure, il peut être oublié d’un plan de rafraîchissement.',
      en: 'The people of a small dense block among houses: classed as sparse with what is around it, it may be left out of a cooling plan.',
    },
    {
      fr: 'Ceux qui vivent dans un type « frais » avec un logement chaud, sous un toit sans isolation : la forme du quartier ne dit rien du dedans.',
      en: 'Those who live in a « cool » type in a hot home, under a roof without insulation: the form of a neighbourhood says nothing of the indoors.',
    },
    {
      fr: 'Les propriétaires et les élus, si un type devenait une règle d’urbanisme : une limite à 10 ou 20 % de bâti change avec la date de la base et le tracé d’un chemin.',
      en: 'Owners and councillors, if a type became a planning rule: a limit at 10 or 20 % of buildings changes with the date of the base and the line of a path.',
    },
  ],
}
