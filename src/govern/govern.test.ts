import { expect, test } from 'vitest'
import {
  asset,
  bind,
  definePack,
  defineTerritory,
  type Publish,
  resolveGraph,
  type Source,
  table,
  text,
} from '../kernel/index.ts'
import {
  type Access,
  classOfEvidence,
  classOfRows,
  decide,
  decideEvidence,
  decideRows,
  type Right,
  type Viewer,
} from './index.ts'

const both = (s: string) => ({ fr: s, en: s })
const Shape = table('shape', { id: text({ title: both('id'), role: 'id' }) })

/** raw → clean → counts, and raw → other; each declares a class or nothing. */
function graphOf(declared: Partial<Record<'raw' | 'clean' | 'counts' | 'other', Access>>) {
  const publish = (name: keyof typeof declared): { publish?: Publish } =>
    declared[name] ? { publish: { access: declared[name], licence: 'etalab-2.0', theme: 'society' } } : {}
  const raw: Source<typeof Shape> = {
    ...{ name: 'raw', title: both('raw'), rows: Shape, producer: 'p', licence: 'etalab-2.0', dated: '2024' },
    ...{ address: 'synthetic:raw', connector: 'test', code: import.meta.url, options: {} },
    ...publish('raw'),
    read: async function* () {},
  }
  const make = () => []
  const pack = definePack({
    ...{ id: 'pack', title: both('pack'), description: both('pack'), code: import.meta.url },
    inputs: { raw: Shape },
    parameters: {},
    assets: ({ raw }) => {
      const clean = asset({
        name: 'clean',
        title: both('clean'),
        from: { raw },
        rows: Shape,
        make,
        ...publish('clean'),
      })
      return [
        clean,
        asset({ name: 'counts', title: both('counts'), from: { clean }, rows: Shape, make, ...publish('counts') }),
        asset({ name: 'other', title: both('other'), from: { raw }, rows: Shape, make, ...publish('other') }),
      ]
    },
  })
  const place = { id: 't', title: both('t'), description: both('t'), crs: 'EPSG:4326', timezone: 'UTC' }
  const organisation = { name: 'o' }
  return resolveGraph(
    defineTerritory({
      ...place,
      bounds: [0, 0, 1, 1],
      organisation,
      sources: [raw],
      use: [bind(pack, { inputs: { raw } })],
    }),
  )
}

test.each([
  [{}, { raw: 'open', clean: 'open', counts: 'open', other: 'open' }],
  [
    { clean: 'personal', counts: 'open' },
    { raw: 'personal', clean: 'personal', counts: 'open', other: 'open' },
  ],
  [{ raw: 'restricted' }, { raw: 'restricted', clean: 'restricted', counts: 'restricted', other: 'restricted' }],
  [
    { raw: 'personal', counts: 'open' },
    { raw: 'personal', clean: 'personal', counts: 'open', other: 'personal' },
  ],
  [{ counts: 'restricted' }, { raw: 'restricted', clean: 'restricted', counts: 'restricted', other: 'open' }],
] as const)('what declares nothing takes the strictest class around it: %o', (declared, expected) => {
  const graph = graphOf(declared)
  expect(Object.fromEntries(graph.nodes.map((node) => [node.name, classOfRows(graph, node)]))).toEqual(expected)
})

test('rows set aside may quote the inputs: their class counts, even for an open dataset', () => {
  const graph = graphOf({ clean: 'personal', counts: 'open' })
  expect(classOfEvidence(graph, graph.byName.get('counts')!)).toBe('personal')
  const open = graphOf({ counts: 'open' })
  expect(classOfEvidence(open, open.byName.get('counts')!)).toBe('open')
})

const account = (rights: Record<string, Right>, key?: number): Viewer => ({
  ...{ kind: 'account', account: 1, administrator: true, rights: new Map(Object.entries(rights)) },
  ...(key !== undefined && { key }),
})
const until = new Date('2025-01-01')
const viewers: Record<string, Viewer> = {
  anonymous: { kind: 'anonymous' },
  operator: { kind: 'operator' },
  'an administrator without right': account({}),
  'an accepted requester': account({ one: { why: 'request', request: 3, until } }),
  'a producer': account({ one: { why: 'producer' } }),
  'who has a right to another': account({ other: { why: 'producer' } }),
  'a key of an accepted requester': account({ one: { why: 'request', request: 3, until } }, 7),
  'a key without right': account({}, 7),
}

test.each([
  ['open', Object.keys(viewers)],
  ['restricted', ['operator', 'an accepted requester', 'a producer', 'a key of an accepted requester']],
  ['personal', []],
] as const)('%s data is read by %o and nobody else', (access, allowed) => {
  const decisions = Object.entries(viewers).map(
    ([name, viewer]) => [name, decide({ access, dataset: 'one' }, viewer)] as const,
  )
  expect(decisions.filter(([, decision]) => decision.allowed).map(([name]) => name)).toEqual(allowed)
  for (const [, decision] of decisions) {
    expect(decision.reason.fr).not.toBe(decision.reason.en)
    if (!decision.allowed) expect(decision.remedy.fr.length).toBeGreaterThan(10)
  }
})

test('a right to a dataset does not reach the inputs that its evidence may quote', () => {
  const graph = graphOf({ raw: 'restricted', clean: 'restricted' })
  const clean = graph.byName.get('clean')!
  const allowed = (rights: string[]) => {
    const viewer = account(Object.fromEntries(rights.map((name) => [name, { why: 'producer' }])))
    return [decideRows(graph, clean, viewer).allowed, decideEvidence(graph, clean, viewer).allowed]
  }
  expect(allowed(['clean'])).toEqual([true, false])
  expect(allowed(['clean', 'raw'])).toEqual([true, true])
  expect(allowed(['raw'])).toEqual([false, false])
  const open = graphOf({ clean: 'open' })
  expect(decideEvidence(open, open.byName.get('clean')!, { kind: 'anonymous' }).allowed).toBe(true)
})
