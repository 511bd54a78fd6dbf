import { type AssetRef, asset, check, sql } from '../../../src/kernel/index.ts'
import type { Frame } from '../../heat/frame.ts'
import { described, type Publishing } from '../../heat/publish.ts'
import { graphParameterNames, type NetworkTuned, type WalkTuned } from '../parameters.ts'
import { published } from '../publish.ts'
import { edgesOf, type GraphInputs, type GraphRefs } from './edges.ts'
import { WalkPart, walkEdgeIn, walkNodeIn } from './tables.ts'

/** The walking graph: its edges, its nodes, and the parts that it falls into. */
export function graphAssets(refs: GraphRefs, frame: Frame, tuned: NetworkTuned & WalkTuned, publishing: Publishing) {
  const { crs } = frame
  const limits = {
    fr: 'Ce que les sources ne disent pas n’y est pas : passages privés, travaux, portes fermées la nuit. Deux voies qui se croisent sans position commune sont tenues pour l’une au-dessus de l’autre. Sans trottoir dessiné, on marche le long de l’axe.',
    en: 'What the sources do not say is not in: private passages, works, gates closed at night. Two ways that cross without a shared position are taken to pass over each other. Where no sidewalk is drawn, one walks along the axis.',
  }
  const from = refs as unknown as Readonly<Record<string, AssetRef>>
  const edges = asset({
    name: 'walk_edges',
    title: { fr: 'Graphe piéton : arêtes', en: 'Walking graph: edges' },
    description: described(
      publishing,
      `Les voies que l’on peut suivre à pied, coupées à leurs carrefours. Une route du fond n’est prise que là où aucune voie détaillée ne passe à moins de ${tuned.covered} m ; un bout libre rejoint une voie de l’autre source à moins de ${tuned.join} m, de la sienne à moins de ${tuned.snap} m${tuned.gap ? `, d’une partie qui est à part à moins de ${tuned.gap} m` : ''}. Fait de : ${namesOf(from)}.`,
      `The ways that one can walk, cut at their junctions. A road of the background is taken only where no detailed way runs within ${tuned.covered} m; a loose end joins a way of the other source within ${tuned.join} m, of its own within ${tuned.snap} m${tuned.gap ? `, of a part that stands apart within ${tuned.gap} m` : ''}. Made from: ${namesOf(from)}.`,
    ),
    from,
    rows: walkEdgeIn(crs),
    code: import.meta.url,
    parameters: graphParameterNames,
    options: { crs, step: frame.step },
    checks: [
      check.notEmpty(),
      check.unique(['id'], { severity: 'quarantine' }),
      check.between('length', 0.01, 20_000, { severity: 'quarantine' }),
      check.insideTerritory({ severity: 'warn' }),
    ],
    publish: published(publishing, limits),
    make: (inputs, run) => edgesOf(inputs as unknown as GraphInputs, refs, frame, tuned, run),
  })
  const nodes = asset({
    name: 'walk_nodes',
    title: { fr: 'Graphe piéton : carrefours', en: 'Walking graph: junctions' },
    description: described(
      publishing,
      'Les carrefours et les bouts des voies que l’on peut suivre à pied.',
      'The junctions and ends of the ways that one can walk.',
    ),
    from: { edges },
    rows: walkNodeIn(crs),
    code: import.meta.url,
    parameters: [],
    checks: [check.notEmpty(), check.unique(['id'])],
    publish: published(publishing, limits),
    async make({ edges }) {
      const nodes = new Map<string, { elevation: number | null; degree: number; component: number; at: number[] }>()
      for await (const batch of edges.read({
        columns: ['from', 'to', 'from_elevation', 'to_elevation', 'component', 'line'],
      }))
        for (const edge of batch)
          for (const [id, elevation, at] of [
            [edge.from, edge.from_elevation, edge.line.coordinates[0]!],
            [edge.to, edge.to_elevation, edge.line.coordinates.at(-1)!],
          ] as const) {
            const node = nodes.get(id)
            if (node) node.degree++
            else nodes.set(id, { elevation, degree: 1, component: edge.component, at })
          }
      return [...nodes].map(([id, { at, ...node }]) => ({
        id,
        ...node,
        location: { type: 'Point' as const, coordinates: at },
      }))
    },
  })
  const parts = asset({
    name: 'walk_parts',
    title: { fr: 'Graphe piéton : parties d’un seul tenant', en: 'Walking graph: connected parts' },
    description: described(
      publishing,
      'Le graphe n’est pas toujours d’un seul tenant : on ne va à pied que d’un point à un autre d’une même partie.',
      'The graph is not always in one piece: one walks only between two points of the same part.',
    ),
    from: { edges },
    rows: WalkPart,
    code: import.meta.url,
    parameters: [],
    checks: [check.notEmpty(), check.between('component', 1, 5000, { severity: 'warn' })],
    publish: published(publishing, limits),
    make: ({ edges }) => sql`
      with ends as (
        select component, "from" as node from ${edges}
        union select component, "to" from ${edges}
      ),
      counted as (select component, count(*) as nodes from ends group by component)
      select component, any_value(nodes) as nodes, count(*) as edges, sum(length) as length,
        sum(length) / (select sum(length) from ${edges}) as share
      from ${edges} join counted using (component) group by component`,
  })
  return { edges, nodes, parts }
}

const namesOf = (from: Readonly<Record<string, AssetRef>>) =>
  Object.values(from)
    .map(({ name }) => name)
    .join(', ')
