import { boolean, geometry, integer, nullable, number, type RowOf, table, text } from '../../../src/kernel/index.ts'
import { edgeKinds, edgeSurfaces } from '../../../src/models/walking/index.ts'

const id = text({ title: { fr: 'Identifiant', en: 'Identifier' }, role: 'id' })
const metres = (fr: string, en: string) => number({ title: { fr, en }, unit: 'm' })

const kindWords: Readonly<Record<(typeof edgeKinds)[number], string>> = {
  footway: 'allée',
  sidewalk: 'trottoir',
  crossing: 'traversée',
  steps: 'escalier',
  path: 'sentier',
  pedestrian: 'voie piétonne',
  street: 'rue sans trottoir connu',
  track: 'chemin',
  cycleway: 'voie cyclable',
  service: 'desserte',
  other: 'autre',
}

/** The edges of the walking graph, in the CRS of the pack. */
export const walkEdgeIn = (crs: string) =>
  table('walk_edge', {
    id,
    from: text({ title: { fr: 'Nœud de départ', en: 'First node' } }),
    to: text({ title: { fr: 'Nœud d’arrivée', en: 'Last node' } }),
    kind: text({
      title: { fr: 'Nature', en: 'Kind' },
      description: {
        fr: `${edgeKinds.map((kind) => `${kind} (${kindWords[kind]})`).join(', ')}.`,
        en: `${edgeKinds.join(', ')}; street: no sidewalk known.`,
      },
    }),
    name: nullable(text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' })),
    class: nullable(text({ title: { fr: 'Classe de la voie', en: 'Class of the street' } })),
    length: metres('Longueur', 'Length'),
    climb: nullable(metres('Montée', 'Climb')),
    drop: nullable(metres('Descente', 'Drop')),
    steepest: nullable(
      number({
        title: { fr: 'Plus forte pente', en: 'Steepest slope' },
        description: { fr: 'Sur cinq mètres au moins.', en: 'Over five metres at least.' },
        unit: '%',
      }),
    ),
    steps: nullable(integer({ title: { fr: 'Marches', en: 'Steps' }, unit: '{step}' })),
    surface: text({
      title: { fr: 'Revêtement', en: 'Surface' },
      description: {
        fr: 'unknown (inconnu), paved (revêtu), compacted (stabilisé), unpaved (non revêtu).',
        en: `${edgeSurfaces.join(', ')}.`,
      },
    }),
    wheelchair: nullable(
      text({
        title: { fr: 'Passage en fauteuil roulant', en: 'Wheelchair passage' },
        description: {
          fr: 'yes (oui), limited (avec peine), no (non) ; vide quand rien ne le dit. Dit par la source, ou déduit des marches, bordures, pentes et revêtements.',
          en: 'yes, limited, no; empty where nothing says it. Said by the source, or derived from steps, kerbs, slopes and surfaces.',
        },
      }),
    ),
    sidewalk: nullable(
      text({
        title: { fr: 'Trottoirs', en: 'Sidewalks' },
        description: {
          fr: 'left (gauche), right (droite), both (les deux), no (aucun), dans le sens du tracé.',
          en: 'left, right, both, no, in the direction of the line.',
        },
      }),
    ),
    wait: number({ title: { fr: 'Attente moyenne', en: 'Mean wait' }, unit: 's' }),
    width: nullable(metres('Largeur', 'Width')),
    speed_limit: nullable(number({ title: { fr: 'Vitesse limite', en: 'Speed limit' }, unit: 'km/h' })),
    covered: boolean({ title: { fr: 'Couvert', en: 'Covered' } }),
    from_elevation: nullable(metres('Altitude au départ', 'Elevation of the first node')),
    to_elevation: nullable(metres('Altitude à l’arrivée', 'Elevation of the last node')),
    component: integer({
      title: { fr: 'Partie d’un seul tenant', en: 'Connected part' },
      description: { fr: '1 : la plus longue.', en: '1: the longest.' },
    }),
    source: text({ title: { fr: 'Source', en: 'Source' } }),
    line: geometry({ title: { fr: 'Tracé', en: 'Line' }, crs, types: ['LineString'] }),
  })
export type WalkEdge = RowOf<ReturnType<typeof walkEdgeIn>>

/** The nodes of the walking graph, in the CRS of the pack. */
export const walkNodeIn = (crs: string) =>
  table('walk_node', {
    id,
    elevation: nullable(metres('Altitude', 'Elevation')),
    degree: integer({ title: { fr: 'Arêtes', en: 'Edges' }, unit: '{edge}' }),
    component: integer({ title: { fr: 'Partie d’un seul tenant', en: 'Connected part' } }),
    location: geometry({ title: { fr: 'Position', en: 'Location' }, crs, types: ['Point'] }),
  })

/** The connected parts of the walking graph. */
export const WalkPart = table(
  'walk_part',
  {
    component: integer({ title: { fr: 'Rang', en: 'Rank' } }),
    nodes: integer({ title: { fr: 'Nœuds', en: 'Nodes' }, unit: '{node}' }),
    edges: integer({ title: { fr: 'Arêtes', en: 'Edges' }, unit: '{edge}' }),
    length: metres('Longueur', 'Length'),
    share: number({ title: { fr: 'Part de la longueur', en: 'Share of the length' }, unit: '1' }),
  },
  { key: ['component'] },
)
