import { TRUNK, transmissivity } from '../../../src/models/shade/index.ts'
import type { ModelSheet } from './sheet.ts'

/** Where the sun stands, where it shines, and how much of the sky is seen. */
export const shadeSheet: ModelSheet = {
  id: 'shade',
  title: { fr: 'Soleil, ombre et vue du ciel', en: 'Sun, shade and sky view' },
  purpose: {
    fr: 'Dire, mètre par mètre, si le soleil arrive au sol à un instant donné, combien d’heures par jour, et quelle part du ciel on voit : ce qui chauffe une rue le jour et la laisse refroidir la nuit.',
    en: 'To say, metre by metre, whether the sun reaches the ground at a given instant, for how many hours a day, and how much of the sky is seen: what heats a street by day and lets it cool at night.',
  },
  inputs: [
    {
      what: { fr: 'Sol, toits et houppiers, cellule par cellule', en: 'Ground, roofs and crowns, cell by cell' },
      from: { fr: 'Carte de surface de ce pack', en: 'Surface map of this pack' },
    },
    {
      what: { fr: 'Place du soleil', en: 'Place of the sun' },
      from: {
        fr: 'Calculée pour le centre du territoire, tournée vers le nord de la carte',
        en: 'Computed for the centre of the territory, turned to the north of the map',
      },
    },
  ],
  equations: [
    {
      what: { fr: 'Place du soleil, réfraction comprise', en: 'Place of the sun, refraction included' },
      formula: 'Solar Position Algorithm, NREL/TP-560-34302',
      reference: 'Reda, Andreas, Solar Energy 76 (2004) 577–589; 81 (2007) 838',
    },
    {
      what: { fr: 'Ombre du sol et des toits', en: 'Shade of ground and roofs' },
      formula:
        'max over the ray (height − distance · tan e) > height of the eye; the maximum of a window of rows, made of two',
      reference: 'van Herk, Pattern Recognition Letters 13 (1992) 517–521; Gil, Werman, IEEE PAMI 15 (1993) 504–507',
    },
    {
      what: { fr: 'Ombre des houppiers', en: 'Shade of crowns' },
      formula:
        'the ray passes between base and top of the crown of a cell it crosses; the share let through is taken once',
      reference: 'Lindberg, Grimmond, Theor. Appl. Climatol. 105 (2011) 311–323',
    },
    {
      what: { fr: 'Vue du ciel d’un plan horizontal', en: 'Sky view of a horizontal plane' },
      formula:
        'mean over directions of cos² h − (1 − τ) · (share of sin² that crowns hide above h), h the horizon of ground and roofs',
      reference: 'Johnson, Watson, J. Climate Appl. Meteorol. 23 (1984) 329–335; Lindberg, Grimmond (2011)',
    },
    {
      what: { fr: 'Cellules qu’un rayon traverse', en: 'Cells that a ray crosses' },
      formula:
        'all, in the order of the ray; for the sky, from 24 cells on (12 for crowns) one a row, then every second row from twice as far, every third from thrice',
      reference: 'Amanatides, Woo, Eurographics (1987) 3–10',
    },
  ],
  parameters: [
    {
      title: { fr: 'Part du direct qui traverse un houppier feuillé', en: 'Share of the beam through a crown in leaf' },
      value: transmissivity.leafOn,
      unit: '1',
      source: 'Konarska et al., Theor. Appl. Climatol. 117 (2014) 363–376: 0.013 to 0.053; default of SOLWEIG',
      date: '2014',
    },
    {
      title: { fr: 'Part du direct qui traverse un houppier nu', en: 'Share of the beam through a bare crown' },
      value: transmissivity.leafOff,
      unit: '1',
      source: 'Konarska et al. (2014): 0.40 to 0.52; default of SOLWEIG',
      date: '2014',
    },
    {
      title: { fr: 'Base du houppier ÷ hauteur de l’arbre', en: 'Base of the crown ÷ height of the tree' },
      value: TRUNK,
      unit: '1',
      source: 'Lindberg, Grimmond (2011); default of UMEP',
      date: '2011',
    },
  ],
  validation: [
    {
      what: { fr: 'Cas publié de la place du soleil', en: 'Published case of the place of the sun' },
      figure: {
        fr: 'zénith 50,11162° et azimut 194,34024° à 10⁻⁵ près ; lever et coucher à la seconde ; égal à pvlib à 10⁻⁸ degré',
        en: 'zenith 50.11162° and azimuth 194.34024° within 10⁻⁵; sunrise and sunset to the second; same as pvlib within 10⁻⁸ degree',
      },
      source: 'NREL/TP-560-34302; pvlib 0.16.1; tests of the model',
    },
    {
      what: { fr: 'Rue sans fin, bassin rond, pente', en: 'Endless street, round basin, slope' },
      figure: {
        fr: 'cos(atan(2H/W)), R² / (R² + H²), ½ + ½ cos de la pente : à 0,01, 0,015 et 0,01 près',
        en: 'cos(atan(2H/W)), R² / (R² + H²), ½ + ½ cos of the slope: within 0.01, 0.015 and 0.01',
      },
      source: 'tests of the model',
    },
    {
      what: {
        fr: 'Face à des rayons exacts, ville tirée au hasard',
        en: 'Against exact rays, in a town drawn at random',
      },
      figure: {
        fr: 'vue du ciel à 32 directions : écart quadratique 0,011, biais 0,002 (16 directions : 0,021) ; ombre : 0,8 à 1,7 % des cellules diffèrent, au bord des ombres',
        en: 'sky view in 32 directions: root mean square error 0.011, bias 0.002 (16 directions: 0.021); shade: 0.8 to 1.7 % of cells differ, on the edges of shadows',
      },
      source: '360 cells, 720 directions, no lattice; houses of 3 to 18 m, crowns of 2 to 20 m, flat ground',
    },
    {
      what: { fr: 'Découpage, rotation, symétrie', en: 'Tiling, rotation, symmetry' },
      figure: {
        fr: 'les mêmes cartes au bit près quelle que soit la découpe, tournées d’un quart ou vues dans un miroir',
        en: 'the same maps to the bit however they are cut, turned by a quarter or seen in a mirror',
      },
      source: 'tests of the model',
    },
  ],
  limits: [
    {
      fr: 'Chaque cellule n’a qu’un toit et un houppier : ni porches, ni passages couverts, ni toits en pente.',
      en: 'A cell has one roof and one crown only: no porches, no covered passages, no sloped roofs.',
    },
    {
      fr: 'Un obstacle plus loin que la portée ne compte pas : le matin et le soir, les ombres très longues sont coupées.',
      en: 'An obstacle beyond the reach does not count: early and late, very long shadows are cut.',
    },
    {
      fr: 'Le soleil est un point : le bord réel d’une ombre est flou sur un centième de sa distance à ce qui la fait. Un bord est placé à une cellule près.',
      en: 'The sun is a point: the real edge of a shadow is blurred over a hundredth of its distance to what casts it. An edge is placed within one cell.',
    },
    {
      fr: 'Tous les houppiers laissent passer la même part, une fois, quelle que soit l’épaisseur de feuilles ; toute haie a un tronc.',
      en: 'All crowns let the same share through, once, however thick their leaves; every hedge has a trunk.',
    },
    {
      fr: 'Le ciel est pris pour aussi clair de tous côtés, et le plan pour horizontal.',
      en: 'The sky is taken as bright alike on all sides, and the plane as horizontal.',
    },
  ],
  mayWrong: [
    {
      fr: 'Les rues dont les arbres, hauts murs, auvents ou stores ne sont pas dans les données : leur ombre n’existe pas.',
      en: 'Streets whose trees, high walls, awnings or blinds are not in the data: their shade does not exist.',
    },
    {
      fr: 'Ne sert pas à trancher un droit au soleil entre voisins ni à dimensionner des panneaux : un mètre d’erreur sur un toit y change tout.',
      en: 'Not to settle a right to sunlight between neighbours, nor to size panels: one metre off on a roof changes it all.',
    },
  ],
}
