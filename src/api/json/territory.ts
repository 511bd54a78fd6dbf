import type { Deps } from '../deps.ts'
import { route } from '../http/route.ts'
import { describeAsset } from '../read/describe.ts'
import { totalFootprint } from '../read/footprints.ts'
import { readRuns } from '../read/runs.ts'
import { Territory } from './shapes.ts'

/** What this territory is and has. */
export const territoryRoute = route({
  path: '/api/territory',
  tag: 'territory',
  summary: { fr: 'Le territoire, ce qu’il a et son état', en: 'The territory, what it has and its state' },
  answer: Territory,
  async handle(deps, c) {
    const { chain, summaries } = deps
    const { graph } = chain
    const [all, footprint, [last]] = await Promise.all([
      summaries(),
      totalFootprint(chain),
      readRuns(chain, { limit: 1 }),
    ])
    const assets = graph.nodes.map((node) => describeAsset(deps, node, all.get(node.name)!))
    const published = assets.filter((asset) => asset.published)
    const sum = (of: (asset: (typeof assets)[number]) => number, list = assets) =>
      list.reduce((total, asset) => total + of(asset), 0)
    const inState = (state: string) => assets.filter((asset) => asset.state === state).length
    const { id, title, description, bounds, crs, timezone, organisation, synthetic = false } = graph.territory
    return c.json({
      ...{ id, title, description, bounds: [...bounds], crs, timezone, organisation, synthetic },
      sensing: graph.territory.sensing !== undefined,
      counts: {
        sources: assets.filter((asset) => asset.source).length,
        assets: assets.length,
        datasets: published.length,
        packs: graph.territory.use.length,
      },
      states: {
        never: inState('never'),
        fresh: inState('fresh'),
        stale: inState('stale'),
        failed: inState('failed'),
        running: inState('running'),
      },
      totals: {
        rows: sum((asset) => asset.rows),
        published: sum((asset) => asset.rows, published),
        bytes: sum((asset) => asset.bytes),
        quarantined: sum((asset) => asset.quarantined),
      },
      footprint,
      packs: packsOf(deps),
      lastRun: last
        ? {
            id: last.summary.id,
            state: last.summary.state,
            started: last.summary.started,
            finished: last.summary.finished,
          }
        : null,
    } satisfies Territory)
  },
})

function packsOf({ chain }: Deps): Territory['packs'] {
  const { graph } = chain
  return graph.territory.use.map(({ pack, parameters }) => ({
    id: pack.id,
    title: pack.title,
    description: pack.description,
    assets: graph.nodes.filter((node) => node.pack === pack.id).map((node) => node.name),
    parameters: Object.entries(pack.parameters).map(([name, one]) => ({
      name,
      title: one.title,
      value: parameters[name] ?? one.default,
      default: one.default,
      unit: one.unit,
      source: one.source,
      date: one.date,
    })),
  }))
}
