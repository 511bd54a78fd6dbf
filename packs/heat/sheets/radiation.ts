import { radiationParameters } from './radiation-parameters.ts'
import type { ModelSheet } from './sheet.ts'

/** Mean radiant temperature, and the hot day it is computed for. */
export const radiationSheet: ModelSheet = {
  id: 'radiation',
  title: { fr: 'Température radiante moyenne', en: 'Mean radiant temperature' },
  purpose: {
    fr: 'Dire, mètre par mètre et heure par heure, ce qu’une personne debout reçoit du soleil, du ciel, du sol et des murs, en une température : celle d’une enceinte noire qui rayonnerait autant. C’est elle qui change le plus d’un trottoir à l’autre un jour de chaleur.',
    en: 'To say, metre by metre and hour by hour, what a standing person gets from the sun, the sky, the ground and the walls, as one temperature: that of black surroundings that would radiate as much. It is what differs most from one pavement to the next on a hot day.',
  },
  inputs: [
    {
      what: { fr: 'Temps heure par heure', en: 'Hourly weather' },
      from: {
        fr: 'Relevés d’une station, ou la journée de Rennes-Saint-Jacques du 18 juillet 2022 : maximum mesuré de 40,5 °C, le reste déduit ou supposé, dit nombre par nombre.',
        en: 'Records of a station, or the day of Rennes-Saint-Jacques of 18 July 2022: measured maximum of 40.5 °C, the rest derived or assumed, said number by number.',
      },
    },
    {
      what: { fr: 'Vue du ciel, avec et sans les arbres', en: 'Sky view, with and without trees' },
      from: { fr: 'Carte de ce pack', en: 'Map of this pack' },
    },
    {
      what: { fr: 'Part du soleil direct à chaque heure', en: 'Share of direct sun at each hour' },
      from: { fr: 'Carte d’ombre de ce pack', en: 'Shade map of this pack' },
    },
    {
      what: { fr: 'Nature du sol, en sept classes', en: 'What the ground is, in seven classes' },
      from: { fr: 'Carte de surface de ce pack', en: 'Surface map of this pack' },
    },
  ],
  equations: [
    {
      what: { fr: 'Température d’une journée entre ses extrêmes', en: 'Temperature of a day between its extremes' },
      formula: 'T = Tmin + (Tmax − Tmin) sin(π t / (D + 3.72)); night: exp(−2.2 n / N), stretched to reach Tmin',
      reference: 'Parton, Logan, Agricultural Meteorology 23 (1981) 205–216',
    },
    {
      what: { fr: 'Rayonnement par ciel clair', en: 'Radiation under a clear sky' },
      formula: 'G = cg₁ G₀ sin e · exp(−cg₂ m (fh₁ + fh₂ (TL − 1)))',
      reference: 'Ineichen, Perez, Solar Energy 73 (2002) 151–157; Linke turbidity of Remund et al. (2003)',
    },
    {
      what: { fr: 'Direct et diffus d’un rayonnement mesuré', en: 'Direct and diffuse of a measured radiation' },
      formula: 'D / G = 1 − 0.09 k; a quartic for k > 0.22; 0.165 for k > 0.8',
      reference: 'Erbs, Klein, Duffie, Solar Energy 28 (1982) 293–302',
    },
    {
      what: { fr: 'Émissivité du ciel', en: 'Emissivity of the sky' },
      formula: 'ε = 1 − (1 + w) exp(−√(1.2 + 3 w)), w = 46.5 e / T; covered: ε (1 − c) + c',
      reference:
        'Prata, Q. J. R. Meteorol. Soc. 122 (1996) 1127–1151; Lindberg, Holmer, Thorsson, Int. J. Biometeorol. 52 (2008) 697–713',
    },
    {
      what: { fr: 'Excès de température des surfaces au soleil', en: 'Excess of temperature of surfaces in the sun' },
      formula:
        'ΔT = (a · highest sun + b) · sin(π/2 · (t − rise) / (t_max − rise)); then down to the share kept at sunset, and exp(−t / h)',
      reference:
        'Lindberg et al. (2008); Lindberg, Onomura, Grimmond, Int. J. Biometeorol. 60 (2016) 1439–1452; the fall after the highest is of City Orchestra',
    },
    {
      what: { fr: 'Murs éclairés, ciel vu de côté', en: 'Lit walls, sky seen sideways' },
      formula:
        'a round well whose rim gives the sky view factor: sky view = cos² α; side = (π/2 − α − sin α cos α) / π',
      reference:
        'geometry of Lindberg et al. (2008); Lindberg, Grimmond, Theor. Appl. Climatol. 105 (2011) 311–323 for crowns',
    },
    {
      what: { fr: 'Bilan de la personne', en: 'Budget of the person' },
      formula:
        'S = 0.7 (I fp + Σ Wᵢ Kᵢ) + 0.97 Σ Wᵢ Lᵢ; Tmrt = (S / 0.97 σ)^¼; diffuse light the same from all the sky',
      reference: 'Höppe (1992); VDI 3787 part 2 (2008); Jonsson et al., Theor. Appl. Climatol. 84 (2006) for L down',
    },
    {
      what: { fr: 'Surface montrée au soleil', en: 'Area shown to the sun' },
      formula: 'fp = 0.308 cos(e (1 − e² / 48402))',
      reference: 'Jendritzky et al. (1990); VDI 3787 part 2 (2008)',
    },
  ],
  parameters: radiationParameters,
  validation: [
    {
      what: { fr: 'Modèles de cette famille face aux mesures', en: 'Models of this family against measurements' },
      figure: { fr: 'écart quadratique moyen de 4,8 à 9 K', en: 'root mean square error of 4.8 to 9 K' },
      source:
        'Lindberg et al. (2008): 4.8 K at Göteborg; other published comparisons with globes and six-direction radiometers: up to 9 K',
    },
    {
      what: { fr: 'Un midi de juillet, au soleil et à l’ombre', en: 'A July noon, in the sun and in the shade' },
      figure: {
        fr: '58 à 65 °C au soleil par 35 °C d’air, 18 à 26 K de moins à l’ombre ; mesuré à Szeged : 65 à 75 °C au plus chaud, 30 à 35 °C sous de grands arbres, 22 K de moins sous un arbre en moyenne',
        en: '58 to 65 °C in the sun in air of 35 °C, 18 to 26 K less in the shade; measured at Szeged: 65 to 75 °C at the hottest, 30 to 35 °C under mature trees, 22 K less under one tree on average',
      },
      source:
        'Advances in Meteorology 2018, 2650642; Kántor, Kovács, Takács, Open Geosciences 8 (2016), doi 10.1515/geo-2016-0021',
    },
    {
      what: {
        fr: 'Face au programme SOLWEIG, cinq heures de juillet',
        en: 'Against the SOLWEIG package, five hours of July',
      },
      figure: {
        fr: 'rayonnement du ciel égal à 0,1 W/m² près ; +1 à +7,5 K en terrain plat, +2 à +4,6 K dans une cour ronde. Ce programme ne compte presque pas le soleil que réfléchit un sol plat (24 W/m² sous 900) : 2 à 5,5 K de l’écart',
        en: 'radiation of the sky the same within 0.1 W/m²; +1 to +7.5 K on flat ground, +2 to +4.6 K in a round court. That package hardly counts the sun that flat ground reflects (24 W/m² under 900): 2 to 5.5 K of the difference',
      },
      source: 'solweig 0.1.0b96, uniform sky, 48.07° N 1.73° W, asphalt and grass',
    },
    {
      what: { fr: 'Bilan, nuit, symétrie', en: 'Budget, night, symmetry' },
      figure: {
        fr: 'absorbé = émis à 10⁻⁸ W/m² ; ni soleil la nuit, ni effet du côté d’où il vient ; la carte suit le bilan cellule par cellule à 0,02 K',
        en: 'absorbed = emitted within 10⁻⁸ W/m²; no sun at night, no effect of the side it comes from; the map follows the budget cell by cell within 0.02 K',
      },
      source: 'tests of the model',
    },
    {
      what: { fr: 'Ciel clair', en: 'Clear sky' },
      figure: {
        fr: 'égal à pvlib à 0,1 % près ; à Dinard en janvier 2014, les dix heures de plein soleil sont à 10 % près celles d’un air marin pur (trouble 2,5) et 20 % au-dessus du trouble moyen',
        en: 'same as pvlib within 0.1 %; at Dinard in January 2014 the ten hours of full sun are within 10 % those of clean sea air (turbidity 2.5), 20 % above mean turbidity',
      },
      source: 'pvlib 0.16; Météo-France, Radome',
    },
  ],
  limits: [
    {
      fr: 'Le sol d’une cellule est pris pour tout le sol autour : les bords d’ombre sont plus nets que ce que l’on ressent, sur trois mètres environ.',
      en: 'The ground of a cell is taken for all the ground around: edges of shade are sharper than what is felt, over some three metres.',
    },
    {
      fr: 'La vue du ciel est prise pour ronde : au pied d’un mur ensoleillé la température est sous-estimée, au pied d’un mur à l’ombre surestimée.',
      en: 'The sky view is taken as round: by a sunlit wall the temperature is underestimated, by a shaded one overestimated.',
    },
    {
      fr: 'Une surface passe à l’ombre d’une heure à l’autre sans garder d’autre chaleur que celle, moyenne, de sa journée. Un toit isolé, plus froid que l’air la nuit, est pris à la température de l’air.',
      en: 'A surface goes into the shade from one hour to the next, keeping no heat but the mean of its day. An insulated roof, colder than the air at night, is taken at the temperature of the air.',
    },
    {
      fr: 'L’herbe est prise à demi sèche : en pleine sécheresse elle est plus chaude, arrosée elle est plus fraîche. Les houppiers sont à la température de l’air.',
      en: 'Grass is taken as half dry: hotter in a drought, cooler when watered. Crowns are at the temperature of the air.',
    },
    {
      fr: 'La lumière diffuse vient également de tout le ciel : près du soleil elle est plus forte qu’on ne la compte.',
      en: 'Diffuse light comes equally from all the sky: near the sun it is stronger than counted.',
    },
    {
      fr: 'Pour la journée de Rennes, seul le maximum est mesuré ; minimum, humidité, vent et limpidité de l’air sont supposés.',
      en: 'For the day of Rennes only the maximum is measured; minimum, humidity, wind and clearness of the air are assumed.',
    },
  ],
  mayWrong: [
    {
      fr: 'Ceux dont la rue a des arbres, auvents ou murs absents des données : leur ombre, ou leur fournaise, n’existe pas sur la carte.',
      en: 'Those whose street has trees, awnings or walls missing from the data: their shade, or their furnace, is not on the map.',
    },
    {
      fr: 'Les enfants, plus près du sol chaud, les personnes assises ou alitées dehors, celles qui travaillent au soleil : la personne du modèle est un adulte debout.',
      en: 'Children, nearer to the hot ground, people sitting or lying outdoors, those who work in the sun: the person of the model is a standing adult.',
    },
    {
      fr: 'Ne pas classer deux adresses pour moins de 5 K d’écart, ni en tirer un danger médical.',
      en: 'Do not rank two addresses on less than 5 K of difference, nor draw a medical danger from it.',
    },
  ],
}
