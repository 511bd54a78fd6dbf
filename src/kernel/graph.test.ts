import { expect, test } from 'vitest'
import {
  asset,
  type Binding,
  bind,
  boundOf,
  definePack,
  defineTerritory,
  integer,
  OrchestraError,
  optional,
  resolveGraph,
  type Source,
  selectNodes,
  table,
} from './index.ts'

const both = (s: string) => ({ fr: s, en: s })
const Row = table('row', { id: integer({ title: both('id'), role: 'id' }) })
const source = (name: string): Source<typeof Row> => ({
  name,
  title: both(name),
  rows: Row,
  producer: 'p',
  licence: 'etalab-2.0',
  dated: '2024',
  address: 'test:x',
  connector: 'given',
  code: import.meta.url,
  options: {},
  async *read() {},
})
const made = (name: string, from: Record<string, { name: string; rows: typeof Row }>) =>
  asset({ name, title: both(name), from, rows: Row, make: () => [] })
const territory = (sources: readonly Source[], use: readonly Binding[]) =>
  defineTerritory({
    id: 't',
    title: both('t'),
    description: both('t'),
    bounds: [0, 0, 1, 1],
    crs: 'EPSG:2154',
    timezone: 'Europe/Paris',
    organisation: { name: 'o' },
    sources,
    use,
  })
const pack = definePack({
  id: 'p',
  title: both('p'),
  description: both('p'),
  code: import.meta.url,
  inputs: { a: Row, b: optional(Row) },
  parameters: { k: { default: 1, unit: '1', title: both('k'), source: 's', date: '2024', min: 0, max: 5 } },
  assets: ({ a, b }) => {
    const second = made('second', { a })
    const third = made('third', { b })
    return [made('last', { second }), made('fourth', { third }), third, second]
  },
})
const code = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof OrchestraError) return error.code
    throw error
  }
  return 'none'
}

test('inputs come before what is made from them', () => {
  const graph = resolveGraph(
    territory([source('b'), source('a')], [bind(pack, { inputs: { a: source('a'), b: source('b') } })]),
  )
  const order = graph.nodes.map((n) => n.name)
  for (const node of graph.nodes)
    for (const input of Object.values(node.inputs)) expect(order.indexOf(input)).toBeLessThan(order.indexOf(node.name))
  expect(order).toHaveLength(6)
})

test('what needs an input left unbound is left out, with what is made from it', () => {
  const graph = resolveGraph(territory([source('a')], [bind(pack, { inputs: { a: source('a') } })]))
  expect(graph.nodes.map((n) => n.name).sort()).toEqual(['a', 'last', 'second'])
})

test('a pack sees the real shape of what is bound, and what is left unbound', () => {
  const wide = table('wide', { id: integer({ title: both('id'), role: 'id' }), more: integer({ title: both('more') }) })
  const seen: unknown[] = []
  const looking = definePack({
    ...pack,
    assets: (inputs) => {
      seen.push(Object.keys(inputs.a.rows.columns), Object.keys(boundOf(inputs)))
      return []
    },
  })
  resolveGraph(territory([], [bind(looking, { inputs: { a: { name: 'a', rows: wide } } })]))
  expect(seen).toEqual([['id', 'more'], ['a']])
})

test('an asset that names its parameters is made again for them only', () => {
  const parameter = { default: 1, unit: '1', title: both('k'), source: 's', date: '2024' }
  const two = definePack({
    ...pack,
    parameters: { k: parameter, other: parameter },
    assets: ({ a }) => [{ ...made('second', { a }), parameters: ['k'] }, made('third', { a })],
  })
  const { byName } = resolveGraph(territory([source('a')], [bind(two, { inputs: { a: source('a') } })]))
  expect(byName.get('second')!.parameters).toEqual({ k: 1 })
  expect(byName.get('third')!.parameters).toEqual({ k: 1, other: 1 })
  const wrong = definePack({ ...two, assets: ({ a }) => [{ ...made('second', { a }), parameters: ['lost'] }] })
  expect(code(() => resolveGraph(territory([source('a')], [bind(wrong, { inputs: { a: source('a') } })])))).toBe(
    'graph.parameter',
  )
})

test('selecting an asset takes all it is made from, and an unknown name is explained', () => {
  const graph = resolveGraph(
    territory([source('a'), source('b')], [bind(pack, { inputs: { a: source('a'), b: source('b') } })]),
  )
  expect(selectNodes(graph, ['last']).map((n) => n.name)).toEqual(['a', 'second', 'last'])
  expect(selectNodes(graph, [])).toHaveLength(6)
  expect(code(() => selectNodes(graph, ['lost']))).toBe('graph.unknown-asset')
})

test('a wrong territory is refused with the place of the mistake', () => {
  const a = source('a')
  expect(code(() => resolveGraph(territory([a, a], [])))).toBe('graph.twice')
  expect(code(() => resolveGraph(territory([source('Bad name')], [])))).toBe('graph.name')
  expect(code(() => resolveGraph(territory([], [bind(pack, { inputs: { a } })])))).toBe('graph.input')
  expect(code(() => resolveGraph(territory([a], [bind(pack, { inputs: { a }, parameters: { k: 9 } })])))).toBe(
    'graph.range',
  )
  const cyclic = definePack({
    ...pack,
    assets: () => [made('x', { y: { name: 'y', rows: Row } }), made('y', { x: { name: 'x', rows: Row } })],
  })
  expect(code(() => resolveGraph(territory([a], [bind(cyclic, { inputs: { a } })])))).toBe('graph.cycle')
})
