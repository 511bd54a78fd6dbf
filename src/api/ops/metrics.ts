import { Gauge, Registry } from 'prom-client'
import type { Footprint, StepState } from '../../pipeline/index.ts'
import type { Deps } from '../deps.ts'
import { route } from '../http/route.ts'
import { describeAsset } from '../read/describe.ts'
import { totalFootprint } from '../read/footprints.ts'

/** The chain and the service in figures, in the text format of Prometheus. */
export const metricsRoute = route({
  path: '/metrics',
  tag: 'service',
  summary: { fr: 'Mesures pour Prometheus', en: 'Metrics for Prometheus' },
  answer: { media: ['text/plain'] },
  async handle(deps) {
    const { registry } = deps.meter
    const chain = await readChain(deps)
    const text = `${await registry.metrics()}\n${await chain.metrics()}`
    return new Response(text, { headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' } })
  },
})

/** What the store says now, as gauges. */
async function readChain(deps: Deps): Promise<Registry> {
  const { chain, summaries } = deps
  const { store, graph } = chain
  const registry = new Registry()
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `orchestra_${name}`, help, labelNames, registers: [registry] })
  const [all, footprint, runs, steps] = await Promise.all([
    summaries(),
    totalFootprint(chain),
    store.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from run where territory = $1 group by state',
      [graph.territory.id],
    ),
    store.query<{ state: StepState; n: number; seconds: number }>(
      `select state, count(*)::int as n, coalesce(sum(extract(epoch from finished - started)), 0)::float8 as seconds
       from step where territory = $1 group by state`,
      [graph.territory.id],
    ),
  ])
  const states = gauge('assets', 'Assets by state.', 'state')
  for (const state of ['never', 'fresh', 'stale', 'failed', 'running']) states.set({ state }, 0)
  const byAsset = {
    rows: gauge('asset_rows', 'Rows of the current version.', 'asset'),
    bytes: gauge('asset_bytes', 'Bytes of the current version.', 'asset'),
    quarantined: gauge('asset_quarantined_rows', 'Rows set aside in the current version.', 'asset'),
  }
  const made = gauge('asset_made_timestamp_seconds', 'When the current version was made, Unix time.', 'asset')
  for (const node of graph.nodes) {
    const asset = describeAsset(deps, node, all.get(node.name)!)
    states.inc({ state: asset.state })
    for (const [name, one] of Object.entries(byAsset))
      one.set({ asset: asset.name }, asset[name as keyof typeof byAsset])
    if (asset.made) made.set({ asset: asset.name }, Date.parse(asset.made) / 1000)
  }
  const ofRuns = gauge('runs', 'Runs by state.', 'state')
  for (const { state, n } of runs) ofRuns.set({ state }, n)
  const ofSteps = gauge('steps', 'Steps by state.', 'state')
  const seconds = gauge('step_seconds', 'Time spent in steps, in seconds, by state.', 'state')
  for (const step of steps) {
    ofSteps.set({ state: step.state }, step.n)
    seconds.set({ state: step.state }, step.seconds)
  }
  for (const [name, help] of Object.entries(spent))
    gauge(`footprint_${name}`, help).set(footprint[name as keyof Footprint])
  return registry
}

const spent: Readonly<Record<keyof Footprint, string>> = {
  cpu_s: 'Processor time of all the steps, in seconds.',
  wall_s: 'Elapsed time of all the steps, in seconds.',
  bytes_read: 'Bytes read from the lake by all the steps.',
  bytes_written: 'Bytes written to the lake by all the steps.',
  bytes_fetched: 'Bytes downloaded from sources by all the steps.',
  energy_wh: 'Electricity of all the steps, in watt-hours (estimated).',
  co2e_g: 'Greenhouse gases of all the steps, in grams of CO2 equivalent (estimated).',
}
