import type { Context } from 'hono'
import Type from 'typebox'
import type { Node } from '../../kernel/index.ts'
import { impactOf, type Step } from '../../pipeline/index.ts'
import type { Deps } from '../deps.ts'
import { unknownName } from '../http/faults.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters } from '../http/query.ts'
import { part, type Route, route } from '../http/route.ts'
import { readChecks } from '../read/checks.ts'
import { guardEvidence, seesEvidence } from '../read/datasets.ts'
import { describeAsset, describeColumns } from '../read/describe.ts'
import { publicFault } from '../read/faults.ts'
import { lineageOf } from '../read/lineage.ts'
import { readQuarantine } from '../read/quarantine.ts'
import { readVersions } from '../read/versions.ts'
import { Asset, AssetList, Checks, Lineage, QuarantinePage, VersionPage } from './shapes.ts'

const page = Type.Object(pageParameters(1000))

/** Addresses of the assets of the chain: what each is, holds, was checked for, set aside and comes from. */
export const assetRoutes: readonly Route[] = [
  route({
    path: '/api/assets',
    tag: 'assets',
    summary: {
      fr: 'Tous les actifs de la chaîne, les entrées d’abord',
      en: 'All the assets of the chain, inputs first',
    },
    answer: AssetList,
    async handle(deps, c) {
      const { graph } = deps.chain
      const all = await deps.summaries()
      return c.json({ items: graph.nodes.map((node) => describeAsset(deps, node, all.get(node.name)!)) })
    },
  }),
  route({
    path: '/api/assets/:name',
    tag: 'assets',
    summary: {
      fr: 'Un actif : état, colonnes, règles, dernier échec',
      en: 'One asset: state, columns, rules, last failure',
    },
    answer: Asset,
    problems: [404],
    async handle(deps, c) {
      const { chain } = deps
      const node = nodeOf(deps, c)
      const summary = (await deps.summaries()).get(node.name)!
      const last = await lastFault(deps, node)
      const evidence = last?.error ? seesEvidence(deps, c, node).allowed : false
      return c.json({
        ...describeAsset(deps, node, summary),
        columns: describeColumns(node),
        key: [...node.rows.key],
        parameters: node.parameters,
        rules: node.checks.map(({ rule, columns, severity }) => ({
          rule: rule.rule,
          columns: [...columns],
          severity,
        })),
        code: summary.current?.code ?? null,
        impact: impactOf(chain, node.name),
        fault: last?.error
          ? {
              run: last.run,
              step: last.id,
              at: last.finished?.toISOString() ?? null,
              error: publicFault(chain, last.error, evidence),
            }
          : null,
      })
    },
  }),
  route({
    path: '/api/assets/:name/versions',
    tag: 'assets',
    summary: { fr: 'Les versions d’un actif, la plus récente d’abord', en: 'The versions of an asset, newest first' },
    query: page,
    answer: VersionPage,
    problems: [404],
    async handle(deps, c, asked) {
      const { items, total } = await readVersions(deps.chain, nodeOf(deps, c), asked)
      return c.json(pageOf(c, items, { ...asked, total }))
    },
  }),
  route({
    path: '/api/assets/:name/checks',
    tag: 'assets',
    summary: { fr: 'Résultats des contrôles', en: 'Results of the checks' },
    answer: Checks,
    problems: [404],
    async handle(deps, c) {
      const node = nodeOf(deps, c)
      return c.json(await readChecks(deps, node, seesEvidence(deps, c, node)))
    },
  }),
  route({
    path: '/api/assets/:name/quarantine',
    tag: 'assets',
    summary: { fr: 'Les lignes mises de côté, avec leur motif', en: 'The rows set aside, with their reason' },
    query: page,
    answer: QuarantinePage,
    problems: [403, 404],
    async handle(deps, c, asked) {
      const { chain } = deps
      const node = nodeOf(deps, c)
      guardEvidence(deps, c, node)
      const { items, total } = await deps.reads.run(() => readQuarantine(chain, node, asked))
      return c.json(pageOf(c, items, { ...asked, total }))
    },
  }),
  route({
    path: '/api/assets/:name/lineage',
    tag: 'assets',
    summary: { fr: 'D’où vient la version courante', en: 'Where the current version comes from' },
    answer: Lineage,
    problems: [404],
    handle: async (deps, c) => c.json(lineageOf(deps.chain.graph, nodeOf(deps, c), await deps.summaries())),
  }),
]

/** The asset named in the address. Throws `api.unknown-asset`, naming the closest. */
function nodeOf({ chain }: Deps, c: Context): Node {
  const name = part(c, 'name')
  const { byName } = chain.graph
  const node = byName.get(name)
  if (node) return node
  throw unknownName('api.unknown-asset', name, 'Aucun actif ne s’appelle', 'No asset is called', [...byName.keys()])
}

/** The last step of an asset that ended, when it failed. */
async function lastFault(
  { chain }: Deps,
  node: Node,
): Promise<Pick<Step, 'id' | 'run' | 'finished' | 'error'> | undefined> {
  const [last] = await chain.store.query<Pick<Step, 'id' | 'run' | 'finished' | 'error'>>(
    `select id, run, finished, error from step
     where territory = $1 and asset = $2 and state in ('done', 'skipped', 'failed', 'blocked') order by id desc limit 1`,
    [chain.graph.territory.id, node.name],
  )
  return last?.error ? last : undefined
}
