import { setTimeout as sleep } from 'node:timers/promises'
import type { Bilingual } from '../../kernel/index.ts'
import { sql } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { route } from '../http/route.ts'
import { Health } from '../json/shapes.ts'
import { describeAsset } from '../read/describe.ts'
import { readRuns } from '../read/runs.ts'

/** A part that has not answered by then is taken for dead. */
const PATIENCE_MS = 3000

type Check = Health['checks'][number]

/** Whether the service can answer (200) or not (503), and why; what only deserves a look is told without failing. */
export const healthRoute = route({
  path: '/health',
  tag: 'service',
  summary: { fr: 'État du service, avec ses raisons', en: 'State of the service, with its reasons' },
  answer: Health,
  problems: [503],
  async handle(deps, c) {
    const { chain, version } = deps
    const required = await Promise.all([
      probe('database', 'la base', 'the database', () => chain.store.query('select 1')),
      probe('lake', 'le lac de données', 'the lake', () => chain.lake.query(sql`select 1 as one`, new Map())),
    ])
    const alive = required.every((check) => check.ok)
    const checks = alive ? [...required, ...(await looks(deps))] : required
    const status = !alive ? 'failing' : checks.every((check) => check.ok) ? 'ok' : 'degraded'
    return c.json({ status, version, territory: chain.graph.territory.id, checks } satisfies Health, alive ? 200 : 503)
  },
})

async function probe(name: string, fr: string, en: string, work: () => Promise<unknown>): Promise<Check> {
  const began = performance.now()
  const late = new AbortController()
  const ok = await Promise.race([work().then(() => true), sleep(PATIENCE_MS, false, { signal: late.signal })]).catch(
    () => false,
  )
  late.abort()
  const say: Bilingual = ok
    ? { fr: `${capital(fr)} répond.`, en: `${capital(en)} answers.` }
    : { fr: `${capital(fr)} ne répond pas.`, en: `${capital(en)} does not answer.` }
  return { name, ok, required: true, say, seconds: Math.round(performance.now() - began) / 1000 }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What an operator should look at, though the service answers. */
async function looks(deps: Deps): Promise<Check[]> {
  const { graph } = deps.chain
  const [[last], all] = await Promise.all([readRuns(deps.chain, { limit: 1 }), deps.summaries()])
  const bad = graph.nodes
    .map((node) => describeAsset(deps, node, all.get(node.name)!))
    .filter(({ state }) => state !== 'fresh' && state !== 'running')
  const failed = last?.summary.state === 'failed' || last?.summary.state === 'abandoned'
  const named = bad
    .slice(0, 10)
    .map((asset) => asset.name)
    .join(', ')
  return [
    {
      name: 'last-run',
      ok: last !== undefined && !failed,
      required: false,
      say: !last
        ? { fr: 'La chaîne n’a pas encore été exécutée.', en: 'The chain has not been run yet.' }
        : failed
          ? {
              fr: `La dernière exécution (${last.summary.id}) a échoué.`,
              en: `The last run (${last.summary.id}) failed.`,
            }
          : {
              fr: `La dernière exécution (${last.summary.id}) va bien.`,
              en: `The last run (${last.summary.id}) is fine.`,
            },
    },
    {
      name: 'assets',
      ok: bad.length === 0,
      required: false,
      say:
        bad.length === 0
          ? { fr: 'Tous les actifs sont à jour.', en: 'All the assets are up to date.' }
          : {
              fr: `${bad.length} actifs ne sont pas à jour : ${named}.`,
              en: `${bad.length} assets are not up to date: ${named}.`,
            },
    },
  ]
}
