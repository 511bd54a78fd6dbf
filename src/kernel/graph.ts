import type { Asset, AssetKind, Publish, Schedule } from './asset.ts'
import { type BandFacts, checkBands } from './bands.ts'
import type { Check } from './check.ts'
import { checkHarvests } from './check-harvest.ts'
import { surveysIn } from './check-survey.ts'
import { OrchestraError } from './errors.ts'
import { type Binding, UNBOUND } from './pack.ts'
import type { Partitions } from './partition.ts'
import type { AssetRef } from './ref.ts'
import { columnOfRole, type Table } from './shape.ts'
import type { Source } from './source.ts'
import { checkStyles } from './style.ts'
import type { Survey } from './survey.ts'
import type { Territory } from './territory.ts'
import type { Bilingual } from './text.ts'

/** One asset of a territory, whatever it comes from. */
export interface Node extends BandFacts {
  readonly name: string
  readonly title: Bilingual
  readonly description?: Bilingual
  readonly kind: AssetKind
  readonly rows: Table
  readonly checks: readonly Check[]
  readonly partitions?: Partitions
  /** How far around its tile a partition reads inputs of the same grid. */
  readonly margin?: number
  readonly publish?: Publish
  readonly schedule?: Schedule
  /** Inputs: alias in the `make` → name of the asset. Empty for sources. */
  readonly inputs: Readonly<Record<string, string>>
  /** The pack that makes it; absent for sources. */
  readonly pack?: string
  /** Parameters of the pack as bound here. */
  readonly parameters: Readonly<Record<string, number>>
  /** Module whose code makes it. */
  readonly code: string
  readonly source?: Source
  readonly asset?: Asset
}

/** The assets of a territory in an order where inputs come first. */
export interface Graph {
  readonly territory: Territory
  readonly nodes: readonly Node[]
  readonly byName: ReadonlyMap<string, Node>
  /** What inhabitants are asked, about datasets that there are. */
  readonly surveys: readonly Survey[]
}

/**
 * Binds the packs of a territory and orders its assets. Throws OrchestraError `graph.*` for two assets of one name, an
 * unusable name, an unknown input or parameter, a value outside its range, bands ill told, a margin of what is not cut by tile, a survey
 * ill declared, a cycle, a publish without contact.
 */
export function resolveGraph(territory: Territory): Graph {
  const nodes = [
    ...territory.sources.map((s) => sourceNode(s, territory)),
    ...territory.use.flatMap((b) => packNodes(b, territory)),
  ]
  const byName = new Map<string, Node>()
  for (const node of nodes) {
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(node.name))
      throw graphError(
        'name',
        node.name,
        'nom inutilisable : lettres minuscules, chiffres et _',
        'unusable name: lower case letters, digits and _',
      )
    if (byName.has(node.name))
      throw graphError('twice', node.name, 'deux actifs portent ce nom', 'two assets have this name')
    if (node.kind === 'observations' && !columnOfRole(node.rows, 'time'))
      throw graphError(
        'no-time',
        node.name,
        'des observations sans colonne de rôle time',
        'observations without a column of role time',
      )
    if (node.margin !== undefined && !(node.partitions?.by === 'tile' && node.margin >= 0 && node.margin < Infinity))
      throw graphError(
        'margin',
        node.name,
        'une marge est une longueur, autour d’un actif coupé en dalles',
        'a margin is a length, around an asset cut by tile',
      )
    const owner = node.publish?.owner
    if (owner !== undefined && !(territory.organisations ?? []).some(({ id }) => id === owner))
      throw graphError(
        'owner',
        `${node.name} → ${owner}`,
        'organisation non déclarée par le territoire',
        'organisation that the territory does not declare',
      )
    checkBands(node.name, node)
    byName.set(node.name, node)
  }
  checkStyles(territory.styles ?? [], byName)
  checkHarvests(territory.harvests ?? [])
  const surveys = surveysIn(
    territory.use.map(({ pack }) => pack),
    byName,
  )
  return { territory, nodes: topological(nodes, byName), byName, surveys }
}

function sourceNode(source: Source, territory: Territory): Node {
  const { name, title, description, rows, checks = [], partitions, publish, schedule, code } = source
  return {
    name,
    title,
    kind: 'table',
    rows,
    checks,
    inputs: {},
    parameters: {},
    code,
    source,
    ...(description && { description }),
    ...(partitions && { partitions }),
    ...(publish && { publish: { contact: territory.organisation, ...publish, licence: source.licence } }),
    ...(schedule && { schedule }),
  }
}

function packNodes({ pack, inputs, parameters }: Binding, territory: Territory): Node[] {
  for (const name of Object.keys(inputs))
    if (!(name in pack.inputs))
      throw graphError('input', `${pack.id}.${name}`, 'entrée inconnue du pack', 'the pack has no such input')
  const values: Record<string, number> = {}
  for (const [name, value] of Object.entries(parameters)) {
    const parameter = pack.parameters[name]
    if (!parameter)
      throw graphError('parameter', `${pack.id}.${name}`, 'paramètre inconnu du pack', 'the pack has no such parameter')
    if (!(value >= (parameter.min ?? -Infinity) && value <= (parameter.max ?? Infinity)))
      throw graphError('range', `${pack.id}.${name} = ${value}`, 'valeur hors limites', 'value out of range')
  }
  for (const [name, parameter] of Object.entries(pack.parameters)) values[name] = parameters[name] ?? parameter.default

  const refs: Record<string, AssetRef> = {}
  for (const [name, wanted] of Object.entries(pack.inputs)) {
    const rows = 'optional' in wanted ? wanted.optional : wanted
    const bound = inputs[name]
    if (!bound && !('optional' in wanted))
      throw graphError('input', `${pack.id}.${name}`, 'entrée non reliée', 'input not bound')
    // What is bound may have more columns than asked, and its geometries another CRS: the pack sees its real shape.
    refs[name] = bound ? { name: bound.name, rows: bound.rows } : { name: UNBOUND, rows }
  }

  const assets = pack.assets(refs, values)
  const left = leftOut(assets)
  return assets.filter((a) => !left.has(a.name)).map((a) => assetNode(a, pack.id, pack.code, values, territory))
}

/** Names of the assets that need an input left unbound, and of what is made from them. */
function leftOut(assets: readonly Asset[]): Set<string> {
  const left = new Set<string>([UNBOUND])
  for (let before = 0; before !== left.size; ) {
    before = left.size
    for (const { name, from } of assets) if (Object.values(from).some((ref) => left.has(ref.name))) left.add(name)
  }
  return left
}

function assetNode(
  asset: Asset,
  pack: string,
  code: string,
  parameters: Record<string, number>,
  territory: Territory,
): Node {
  const {
    name,
    title,
    description,
    kind,
    rows,
    bands,
    times,
    style,
    styles,
    checks,
    partitions,
    margin,
    publish,
    schedule,
  } = asset
  const names = asset.parameters ?? Object.keys(parameters)
  return {
    name,
    title,
    kind,
    rows,
    checks,
    parameters: Object.fromEntries(names.map((parameter) => [parameter, parameterOf(parameters, parameter, name)])),
    pack,
    asset,
    code: asset.code ?? code,
    inputs: Object.fromEntries(Object.entries(asset.from).map(([alias, ref]) => [alias, ref.name])),
    ...(bands && { bands }),
    ...(times && { times }),
    ...(style && { style }),
    ...(styles && { styles }),
    ...(description && { description }),
    ...(partitions && { partitions }),
    ...(margin !== undefined && { margin }),
    ...(publish && { publish: { contact: territory.organisation, ...publish } }),
    ...(schedule && { schedule }),
  }
}

function parameterOf(parameters: Readonly<Record<string, number>>, parameter: string, asset: string): number {
  const value = parameters[parameter]
  if (value === undefined)
    throw graphError(
      'parameter',
      `${asset}.${parameter}`,
      'paramètre inconnu du pack',
      'the pack has no such parameter',
    )
  return value
}

function topological(nodes: readonly Node[], byName: ReadonlyMap<string, Node>): Node[] {
  const ordered: Node[] = []
  const state = new Map<string, 'visiting' | 'done'>()
  const visit = (node: Node, path: readonly string[]): void => {
    if (state.get(node.name) === 'done') return
    if (state.get(node.name) === 'visiting')
      throw graphError('cycle', [...path, node.name].join(' → '), 'cycle d’actifs', 'cycle of assets')
    state.set(node.name, 'visiting')
    for (const input of Object.values(node.inputs)) {
      const upstream = byName.get(input)
      if (!upstream)
        throw graphError(
          'input',
          `${node.name} ← ${input}`,
          'entrée inconnue du territoire',
          'the territory has no such input',
        )
      visit(upstream, [...path, node.name])
    }
    state.set(node.name, 'done')
    ordered.push(node)
  }
  for (const node of nodes) visit(node, [])
  return ordered
}

/** The named assets and all they are made from, in order. All of them when no name is given. */
export function selectNodes(graph: Graph, names: readonly string[]): Node[] {
  if (names.length === 0) return [...graph.nodes]
  const wanted = new Set<string>()
  const add = (name: string): void => {
    const node = graph.byName.get(name)
    if (!node)
      throw new OrchestraError({
        code: 'graph.unknown-asset',
        say: { fr: `Aucun actif ne s’appelle « ${name} ».`, en: `No asset is called '${name}'.` },
        remedy: { fr: '`orchestra status` donne la liste.', en: '`orchestra status` lists them.' },
        facts: { known: graph.nodes.map((n) => n.name) },
      })
    if (wanted.has(name)) return
    wanted.add(name)
    for (const input of Object.values(node.inputs)) add(input)
  }
  for (const name of names) add(name)
  return graph.nodes.filter((n) => wanted.has(n.name))
}

function graphError(problem: string, place: string, fr: string, en: string): OrchestraError {
  return new OrchestraError({ code: `graph.${problem}`, say: { fr, en }, place })
}
