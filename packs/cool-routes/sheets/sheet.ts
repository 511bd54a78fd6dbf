import type { ModelSheet, SheetParameter } from '../../../src/kernel/index.ts'
import { parameters } from '../parameters.ts'
import { BIN_MINUTES, seasonDays } from '../shade/seasons.ts'

const tunable: readonly SheetParameter[] = Object.values(parameters).map(
  ({ title, default: value, unit, source, date }) => ({
    title,
    value,
    unit,
    source,
    date,
  }),
)

/** From ways to a route in the shade. */
export const coolRoutesSheet: ModelSheet = {
  id: 'cool-routes',
  title: { fr: 'Parcours fraîcheur', en: 'Cool routes' },
  purpose: {
    fr: 'Aider une personne à pied à trouver un chemin à l’ombre, à l’heure où elle part : combien d’ombre de plus pour combien de minutes, quelles pentes, quelles marches, où s’asseoir et boire. Et dire aux services où marcher au soleil est inévitable.',
    en: 'To help somebody on foot to find a way in the shade, at the hour of leaving: how much more shade for how many minutes, which slopes, which steps, where to sit and drink. And to tell the departments where walking in the sun cannot be avoided.',
  },
  inputs: [
    {
      what: { fr: 'Voies, trottoirs, traversées, escaliers', en: 'Ways, sidewalks, crossings, stairs' },
      from: {
        fr: 'OpenStreetMap ; ailleurs, les routes d’un fond (BD TOPO) ; datés sur la page de chaque source',
        en: 'OpenStreetMap; elsewhere the roads of a background (BD TOPO); dated on the page of each source',
      },
    },
    {
      what: { fr: 'Sol, toits et houppiers, cellule par cellule', en: 'Ground, roofs and crowns, cell by cell' },
      from: { fr: 'Carte de surface du pack chaleur', en: 'Surface map of the heat pack' },
    },
    {
      what: { fr: 'UTCI de chaque heure du jour de canicule', en: 'UTCI at each hour of the heat-wave day' },
      from: { fr: 'Carte de confort du pack chaleur', en: 'Comfort map of the heat pack' },
    },
    {
      what: {
        fr: 'Bancs, eau, toilettes, commerces, parcs, bibliothèques, églises',
        en: 'Benches, water, toilets, shops, parks, libraries, churches',
      },
      from: { fr: 'OpenStreetMap ou l’annuaire de la ville', en: 'OpenStreetMap or the directory of the city' },
    },
  ],
  equations: [
    {
      what: { fr: 'Graphe', en: 'Graph' },
      formula:
        'nodes where ways share a position (1 cm); an end that meets nothing is prolonged to the nearest way of its source within `snap`, of the other source within `join`',
      reference: 'City Orchestra, 2026',
    },
    {
      what: { fr: 'Place du soleil', en: 'Place of the sun' },
      formula: `every ${BIN_MINUTES} minutes of the clock on ${seasonDays.map(({ day }) => day).join(', ')}, the middle days of the seasons`,
      reference: 'Reda, Andreas, Solar Energy 76 (2004) 577–589; 81 (2007) 838',
    },
    {
      what: { fr: 'Soleil d’un point', en: 'Sun of a place' },
      formula:
        '0 where ground or roof rises above the ray, τ where it meets a crown between base and top, else 1; cell by cell up to `reach`',
      reference:
        'Amanatides, Woo, Eurographics (1987) 3–10; Lindberg, Grimmond, Theor. Appl. Climatol. 105 (2011) 311–323',
    },
    {
      what: { fr: 'Soleil d’une arête', en: 'Sun of an edge' },
      formula:
        'mean of the places where one walks, every `apart` metres; along a street whose sidewalks are not drawn, of both its sides',
      reference: 'City Orchestra, 2026',
    },
    {
      what: { fr: 'Longueur ressentie', en: 'Felt length' },
      formula: 'shade + α · sun, α = (1 + a) / (1 − a), a the sensitivity',
      reference: 'Wolf et al., CoolWalks, 2025',
    },
    {
      what: { fr: 'Vitesse de marche', en: 'Walking speed' },
      formula: '6 exp(−3.5 |slope + 0.05|) km/h, 5.04 on the flat; 0.5 m/s along stairs; a wheelchair 4 / 5.04 of it',
      reference:
        'Tobler, NCGIA report 93-1, 1993; Kretz et al., Safety Science 46 (2008), on stairs; Valhalla, pedestriancost.cc, 2024',
    },
    {
      what: { fr: 'Ce qu’un chemin coûte', en: 'What a way costs' },
      formula:
        'metres walked on the flat in the time it takes, waits included, + (α − 1) · metres in the sun, each edge at the moment one enters it; least by A* with landmarks',
      reference: 'Goldberg, Harrelson, Computing the shortest path: A* search meets graph theory, SODA 2005',
    },
    {
      what: { fr: 'Attente aux feux', en: 'Wait at signals' },
      formula: '(C − g)² / 2C, C the cycle, g the green of walkers',
      reference: 'Highway Capacity Manual, Transportation Research Board (2000), equation 18-5',
    },
  ],
  parameters: tunable,
  validation: [
    {
      what: {
        fr: 'Soleil de quelques points face à la carte de toutes les cellules',
        en: 'Sun of a few places against the map of all cells',
      },
      figure: {
        fr: 'moins d’une valeur sur trente diffère, au bord des ombres ; ombre d’un mur à 0,6 m près',
        en: 'fewer than one value in thirty differ, on the edges of shades; shade of a wall within 0.6 m',
      },
      source: 'src/models/shade/points.test.ts: two towns drawn at random with relief, 12 suns',
    },
    {
      what: { fr: 'Regards tous les 2 m face à tous les 0,25 m', en: 'Looks every 2 m against every 0.25 m' },
      figure: {
        fr: 'part au soleil à 1,7 point près en moyenne, à 5 points près pour dix-neuf sur vingt',
        en: 'share in the sun within 1.7 points on average, within 5 points for nineteen in twenty',
      },
      source: '300 lines of 30 to 120 m in a town drawn at random, 12 suns, cells of 1 m',
    },
    {
      what: { fr: 'Redon : graphe d’un seul tenant', en: 'Redon: graph in one piece' },
      figure: {
        fr: 'plus de 97 % des 205 km ; le reste, en morceaux, est compté (walk_parts)',
        en: 'more than 97 % of 205 km; the rest, in pieces, is counted (walk_parts)',
      },
      source: 'OpenStreetMap (2019) and BD TOPO (2022)',
    },
    {
      what: { fr: 'Longueur ressentie, cas publiés', en: 'Felt length, published cases' },
      figure: {
        fr: 'a = 0,5 : 4,6 m à l’ombre et 10 au soleil pèsent 34,6 ; a = −0,5 : 3,0 et 2,6 pèsent 3,8667',
        en: 'a = 0.5: 4.6 m in the shade and 10 in the sun weigh 34.6; a = −0.5: 3.0 and 2.6 weigh 3.8667',
      },
      source: 'Wolf et al. (2025); tests of the router',
    },
    {
      what: { fr: 'Le chemin trouvé est le meilleur', en: 'The way found is the best' },
      figure: {
        fr: 'à soleil fixe, toujours celui de Dijkstra ; le soleil tournant, jamais plus long que celui de Dijkstra, et le meilleur de tous pour 477 marches sur 480 (au pire 5 % plus long, 0,013 % en moyenne)',
        en: 'while the sun stands still, always that of Dijkstra; as it moves, never longer than that of Dijkstra, and the best of all for 477 walks in 480 (5 % longer at worst, 0.013 % on average)',
      },
      source: 'towns drawn at random, 12 of 72 crossings for all the walks; src/models/walking/router.test.ts',
    },
  ],
  limits: [
    {
      fr: 'Un ciel clair, toujours : par temps couvert l’ombre n’importe pas. Quatre jours représentent l’année ; entre deux, le soleil peut être plus haut ou plus bas de douze degrés.',
      en: 'A clear sky, always: under clouds shade does not matter. Four days stand for the year; between two, the sun may be up to twelve degrees higher or lower.',
    },
    {
      fr: 'Les arbres manquent là où personne ne les a relevés : à Redon, hors du centre et des bois, aucun arbre de rue ni de jardin. L’ombre y est sous-estimée.',
      en: 'Trees are missing where nobody surveyed them: in Redon, outside the centre and the woods, no tree of a street or garden. Shade is underestimated there.',
    },
    {
      fr: 'Là où les trottoirs ne sont pas dessinés, l’ombre est celle des deux côtés mêlés : choisir le bon côté en donne souvent plus.',
      en: 'Where sidewalks are not drawn, shade is that of both sides mixed: choosing the right side often gives more.',
    },
    {
      fr: 'Les routes de BD TOPO, sans leur table, n’ont ni nom ni nature : une route dangereuse ou privée peut être proposée.',
      en: 'The roads of BD TOPO, without their table, have no name or kind: a dangerous or private road may be proposed.',
    },
    {
      fr: 'Une pente vaut ce que vaut le relief : à Redon il est tendu entre les routes.',
      en: 'A slope is worth what the relief is: in Redon it is stretched between roads.',
    },
    {
      fr: 'Un arbre en avril est tenu pour à moitié feuillu, en octobre pour feuillu, en janvier pour nu, quelle que soit l’espèce.',
      en: 'A tree is taken as half in leaf in April, in leaf in October, bare in January, whatever its species.',
    },
    {
      fr: 'À Rennes, l’ombre n’est connue que sur deux campus, le réseau est celui des voies nommées de 2013, des trous de moins de 20 m y sont sautés d’un trait, et aucun relief n’est connu.',
      en: 'In Rennes, shade is known on two campuses only, the network is that of named streets of 2013, gaps of less than 20 m are closed by a straight line, and no relief is known.',
    },
  ],
  mayWrong: [
    {
      fr: 'Les personnes en fauteuil : ce que personne n’a relevé est dit inconnu, jamais accessible, mais une bordure ou un dévers oubliés arrêtent quand même.',
      en: 'People in wheelchairs: what nobody surveyed is said to be unknown, never accessible, but a forgotten kerb or cross slope stops all the same.',
    },
    {
      fr: 'Les quartiers mal relevés : leurs bancs, fontaines et arbres n’existent pas ici, et leurs chemins paraissent pires qu’ils ne sont.',
      en: 'Poorly surveyed districts: their benches, fountains and trees do not exist here, and their ways look worse than they are.',
    },
    {
      fr: 'Qui s’y fierait un jour de canicule sans boire ni s’arrêter : l’ombre ne protège pas d’un air trop chaud.',
      en: 'Whoever would trust it in a heat wave without drinking or stopping: shade does not protect from air that is too hot.',
    },
    {
      fr: 'La nuit ou dans un lieu isolé, le chemin le plus frais n’est pas toujours celui où l’on se sent en sûreté : rien ici ne le sait.',
      en: 'At night or in a lonely place, the coolest way is not always where one feels safe: nothing here knows it.',
    },
  ],
}
