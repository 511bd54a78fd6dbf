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
import { type Access, classOfEvidence, classOfRows, decide } from './index.ts'

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

test.each([
  ['open', 'anonymous', true],
  ['open', 'operator', true],
  ['restricted', 'anonymous', false],
  ['restricted', 'operator', true],
  ['personal', 'anonymous', false],
  ['personal', 'operator', false],
] as const)('%s data, %s: %s', (access, kind, allowed) => {
  const decision = decide({ access }, { kind })
  expect(decision.allowed).toBe(allowed)
  expect(decision.reason.fr).not.toBe(decision.reason.en)
  if (!decision.allowed) expect(decision.remedy.fr.length).toBeGreaterThan(10)
})
