import { NEAREST, selectionRules } from '../../../src/models/kriging/index.ts'
import { islandParameters } from '../island/parameters.ts'
import type { ModelSheet, SheetParameter } from './sheet.ts'

const BRABANT = 'Brabant, Dubreuil, Dufour, Frontiers in Built Environment 10 (2024) 1455047'
const THEEUWES = 'Theeuwes, Steeneveld, Ronda, Holtslag, Int. J. Climatol. 37 (2017) 443–454'

const tunable: readonly SheetParameter[] = Object.values(islandParameters).map(
  ({ title, default: value, unit, source, date }) => ({ title, value, unit, source, date }),
)

/** The heat island at night, from stations or estimated. */
export const islandSheet: ModelSheet = {
  id: 'heat-island',
  title: { fr: 'Îlot de chaleur urbain nocturne', en: 'Urban heat island at night' },
  purpose: {
    fr: 'Dire de combien l’air des nuits est plus chaud en ville que dans la campagne, maille par maille, avec l’erreur de ce qui est dit : d’après un réseau de stations là où il y en a assez, sinon par une estimation que rien n’a vérifiée ici, et qui le dit.',
    en: 'To say how much warmer than in the country the air of nights is in town, cell by cell, with the error of what is said: from a network of stations where there are enough of them, otherwise by an estimate that nothing here has checked, and that says so.',
  },
  inputs: [
    {
      what: {
        fr: 'Températures des stations, heure par heure ou plus souvent',
        en: 'Temperatures of stations, hourly or more often',
      },
      from: {
        fr: 'Entrée « temperatures » du territoire : un fichier, ou ses capteurs par l’API SensorThings ; leurs dates sont celles de « heat_island_nights »',
        en: "Input 'temperatures' of the territory: a file, or its sensors by the SensorThings API; their dates are those of 'heat_island_nights'",
      },
    },
    {
      what: { fr: 'Sol, bâtiments, arbres, vue du ciel', en: 'Ground, buildings, trees, sky view' },
      from: { fr: 'Cartes de ce pack', en: 'Maps of this pack' },
    },
    {
      what: {
        fr: 'Temps du jour de canicule, pour l’estimation',
        en: 'Weather of the heat-wave day, for the estimate',
      },
      from: { fr: 'Table « heat_day » de ce pack', en: "Table 'heat_day' of this pack" },
    },
  ],
  equations: [
    {
      what: { fr: 'Intensité d’une nuit à une station', en: 'Intensity of a night at a station' },
      formula: 'ΔT = mean(T + Γ z) − mean over the rural stations of mean(T + Γ z), hours of the night',
      reference: 'Oke, Quart. J. R. Met. Soc. 108 (1982) 1–24; Γ of ICAO Doc 7488',
    },
    {
      what: { fr: 'Choix des prédicteurs', en: 'Choice of predictors' },
      formula:
        'AICc = n ln(RSS/n) + 2k + 2k(k + 1)/(n − k − 1), the lowest at each step; out again when |β| < 1.96 se(β)',
      reference: 'Hurvich, Tsai, Biometrika 76 (1989) 297–307; Burnham, Anderson, Model Selection (2002)',
    },
    {
      what: { fr: 'Variogramme des résidus', en: 'Variogram of the residuals' },
      formula: 'γ(h) = nugget + sill (1 − ρ(h / range)), ρ exponential or spherical, minimising Σ N (γ̂/γ − 1)²',
      reference: 'Cressie, Math. Geology 17 (1985) 563–586',
    },
    {
      what: { fr: 'Carte', en: 'Map' },
      formula: 'ΔT(s) = x(s)ᵀβ + c(s)ᵀ C⁻¹ (z − Xβ), β = (XᵀC⁻¹X)⁻¹XᵀC⁻¹z',
      reference: 'Cressie, Statistics for Spatial Data (1993), 3.4: universal kriging',
    },
    {
      what: { fr: 'Erreur type', en: 'Standard error' },
      formula:
        'σ²(s) = w² [nugget + sill − cᵀC⁻¹c + dᵀ(XᵀC⁻¹X)⁻¹d], d = x − XᵀC⁻¹c, w² = mean of (difference / error)² at stations left out, 1 at least',
      reference: 'Cressie (1993), 3.4; w: City Orchestra',
    },
    {
      what: { fr: 'Estimation faute de stations', en: 'Estimate for want of stations' },
      formula: 'ΔT max = (2 − SVF − f) (S DTR³ / U)^¼, SVF within 100 m, f the unsealed share within 500 m',
      reference: THEEUWES,
    },
  ],
  parameters: [
    ...tunable,
    {
      title: { fr: 'Stations qu’il faut par prédicteur', en: 'Stations needed by predictor' },
      value: selectionRules.observationsPerPredictor,
      unit: '{station}',
      source: 'Harrell, Regression Modeling Strategies, 2nd ed., 4.4',
      date: '2015',
    },
    {
      title: {
        fr: 'Inflation de la variance au-delà de laquelle un prédicteur est refusé',
        en: 'Variance inflation beyond which a predictor is refused',
      },
      value: selectionRules.inflation,
      unit: '1',
      source: 'Kutner et al., Applied Linear Statistical Models, 5th ed.',
      date: '2005',
    },
    {
      title: {
        fr: 'Stations dont viennent les erreurs, au-delà de 160',
        en: 'Stations that errors come from, beyond 160',
      },
      value: NEAREST,
      unit: '{station}',
      source: 'City Orchestra: within 1 % of all of 400 stations',
      date: '2026-11',
    },
  ],
  validation: [
    {
      what: {
        fr: 'Krigeage face à l’exemple d’Isaaks et Srivastava',
        en: 'Kriging against the example of Isaaks and Srivastava',
      },
      figure: {
        fr: '592,7 et variance 8,96, comme dans le livre, et ses sept poids',
        en: '592.7 and variance 8.96, as in the book, and its seven weights',
      },
      source: 'Isaaks, Srivastava, An Introduction to Applied Geostatistics (1989), 12',
    },
    {
      what: { fr: 'Variogramme du zinc de la Meuse face à gstat', en: 'Variogram of zinc of the Meuse against gstat' },
      figure: {
        fr: 'quinze classes égales ; pépite 0,0507, palier 0,5906, portée 897 m comme gstat ; 0,0554, 0,581 et 900 m aux poids de Cressie',
        en: 'fifteen classes equal; nugget 0.0507, sill 0.5906, range 897 m as gstat; 0.0554, 0.581 and 900 m with the weights of Cressie',
      },
      source: 'Pebesma, Computers & Geosciences 30 (2004) 683–691; tests of gstat',
    },
    {
      what: {
        fr: 'Régression face aux coefficients certifiés de Longley',
        en: 'Regression against the certified coefficients of Longley',
      },
      figure: { fr: 'huit chiffres', en: 'eight digits' },
      source: 'NIST Statistical Reference Datasets',
    },
    {
      what: {
        fr: 'Intervalles à 95 % sur des champs simulés, 40 à 93 stations',
        en: '95 % intervals on simulated fields, 40 to 93 stations',
      },
      figure: {
        fr: 'tels que le krigeage les donne, ils ne contiennent que 89 à 94 % des lieux nouveaux ; élargis, 94 à 96 %',
        en: 'as kriging gives them they hold only 89 to 94 % of new places; widened, 94 to 96 %',
      },
      source: 'src/models/kriging, 900 to 1,800 new places a case',
    },
    {
      what: {
        fr: 'Températures nocturnes de Bretagne, janvier 2014, 42 stations de Météo-France, altitude et position',
        en: 'Night temperatures of Brittany, January 2014, 42 stations of Météo-France, altitude and position',
      },
      figure: {
        fr: 'erreur aux stations laissées de côté 0,49 K, tout refait (0,47 modèle gardé ; 0,59 sans leurs voisines), pour un écart type de 1,03 K ; R² 0,77 ; 93 % à moins de 1,96 erreur type ; −7,8 K/km',
        en: 'error at stations left out 0.49 K, all done again (0.47 with the model kept; 0.59 without their neighbours), where they differ by 1.03 K; R² 0.77; 93 % within 1.96 standard errors; −7.8 K/km',
      },
      source: 'src/models/kriging/radome.test.ts',
    },
    {
      what: {
        fr: 'Ville inventée, dont le champ est connu, 46 stations et 20 nuits',
        en: 'The invented town, whose field is known, 46 stations and 20 nights',
      },
      figure: {
        fr: 'erreur de la carte 0,16 K sur 14 400 mailles (le champ varie de 0,78 K), 98 % à moins de 1,96 erreur type ; aux stations laissées de côté, bruit compris, 0,18 K. Nuits intenses : 0,31 K sur 1,23, et 0,31 K',
        en: 'error of the map 0.16 K over 14,400 cells (the field varies by 0.78 K), 98 % within 1.96 standard errors; at stations left out, noise included, 0.18 K. Intense nights: 0.31 K of 1.23, and 0.31 K',
      },
      source: 'territories/demo/town/island.ts: always too good, on data that one has invented',
    },
    {
      what: {
        fr: 'Ce que d’autres ont obtenu, pour comparer : Rennes, 93 stations, 2022',
        en: 'What others reached, to compare: Rennes, 93 stations, 2022',
      },
      figure: {
        fr: 'erreur quadratique publiée de 0,11 °C (moyenne) et 0,25 °C (nuits intenses) par krigeage de la régression ; 0,46 °C par la régression seule en 2023. Ce ne sont pas nos chiffres',
        en: 'published root mean square error of 0.11 °C (mean) and 0.25 °C (intense nights) by regression kriging; 0.46 °C by regression alone in 2023. These are not our figures',
      },
      source: `${BRABANT}; Brabant et al. (2023), halshs-04163313`,
    },
    {
      what: {
        fr: 'Estimation faute de stations : Redon, journée du 18 juillet 2022 telle que supposée',
        en: 'Estimate for want of stations: Redon, day of 18 July 2022 as assumed',
      },
      figure: {
        fr: 'non vérifiée ici : médiane 1,1 K, 3,4 K passés par 5 % des mailles, 6,1 K au plus sur le port ; la relation d’Oke pour les villes d’Europe, 2,01 log P − 4,06, en donne 3,9 au plus pour 9 000 habitants',
        en: 'not checked here: median 1.1 K, 3.4 K passed by 5 % of the cells, 6.1 K at most at the harbour; Oke’s relation for European towns, 2.01 log P − 4.06, gives 3.9 at most for 9,000 inhabitants',
      },
      source: 'run of this pack; Oke, Atmospheric Environment 7 (1973) 769–779',
    },
  ],
  limits: [
    {
      fr: 'Une corrélation, pas une cause : un prédicteur en tient souvent lieu d’un autre. Ne pas lire dans un coefficient ce que ferait un arbre de plus.',
      en: 'A correlation, not a cause: a predictor often stands for another. Do not read in a coefficient what one more tree would do.',
    },
    {
      fr: 'Moins de cinquante à cent stations disent mal un variogramme. Des stations groupées rendent l’erreur trop belle loin d’elles ; la part des mailles hors de leur domaine est dite par « beyond ».',
      en: "Fewer than fifty to a hundred stations tell a variogram badly. Clustered stations make the error too good far from them; the share of cells beyond their range is told by 'beyond'.",
    },
    {
      fr: 'L’altitude est corrigée d’une pente fixe. Par nuit claire l’air froid coule dans les vallées et la pente s’inverse : comparer des lieux d’altitudes différentes est alors faux.',
      en: 'Altitude is corrected by a fixed slope. On clear nights cold air drains into valleys and the slope reverses: comparing places of different altitudes is then wrong.',
    },
    {
      fr: 'La référence est la campagne du réseau : humide ou sèche, en herbe ou nue, elle n’est pas la même d’un territoire à l’autre, ni leurs intensités.',
      en: 'The reference is the country of the network: wet or dry, grassed or bare, it is not the same from one territory to the next, nor are their intensities.',
    },
    {
      fr: 'Moyenne des heures de la nuit, quand Rennes prend l’écart des minimums : les deux sont dans « heat_island_stations ».',
      en: "Mean of the hours of the night, where Rennes takes the difference of the lowest temperatures: both are in 'heat_island_stations'.",
    },
    {
      fr: 'Au bord du territoire les alentours ne sont connus qu’en partie : ils sont pris pour semblables à ce que l’on en voit.',
      en: 'At the edge of the territory the surroundings are known in part only: they are taken to be like what is seen of them.',
    },
    {
      fr: 'L’estimation vaut par temps calme et clair, pour l’Europe du Nord-Ouest ; le sol non imperméable y compte comme végétation, l’eau comprise. C’est le maximum de la nuit, non sa moyenne.',
      en: 'The estimate holds in calm and fair weather, for north-western Europe; unsealed ground counts as vegetation in it, water included. It is the highest of the night, not its mean.',
    },
  ],
  mayWrong: [
    {
      fr: 'Ceux dont le quartier n’a ni station ni semblable équipé : grands ensembles, lotissements récents, hameaux. Leur maille est une extrapolation ; lire son erreur avant d’en conclure.',
      en: 'Those whose neighbourhood has neither a station nor an equipped likeness: housing estates, new developments, hamlets. Their cell is an extrapolation; read its error before concluding.',
    },
    {
      fr: 'Ceux qui dorment sous des toits chauds hors des mailles rouges : l’air du dehors n’est pas celui des chambres.',
      en: 'Those who sleep under hot roofs outside the red cells: the air outdoors is not that of bedrooms.',
    },
    {
      fr: 'Ne pas classer des rues par une différence plus petite que l’erreur ; ne pas fonder une aide, une taxe ou un permis sur une estimation sans station.',
      en: 'Do not rank streets by a difference smaller than the error; do not base aid, tax or permit on an estimate without stations.',
    },
  ],
}
