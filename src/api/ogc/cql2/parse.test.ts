import { describe, expect, test } from 'vitest'
import { OrchestraError } from '../../../kernel/index.ts'
import { type Cql2, formatJson, formatText, parseFilter } from './index.ts'

const text = (filter: string, limits = {}) => parseFilter(filter, 'cql2-text', limits)
const fault = (parse: () => unknown): OrchestraError => {
  try {
    parse()
  } catch (error) {
    if (error instanceof OrchestraError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
const p = (property: string) => ({ property })

const pairs: [string, Cql2][] = [
  ['TRUE', true],
  ["name = 'l''eau'", { op: '=', args: [p('name'), "l'eau"] }],
  ["name = 'l\\'eau'", { op: '=', args: [p('name'), "l'eau"] }],
  ["name LIKE '100\\%'", { op: 'like', args: [p('name'), '100\\%'] }],
  ["name not in ('a')", { op: 'not', args: [{ op: 'in', args: [p('name'), ['a']] }] }],
  ['"a ""b"" c" is not null', { op: 'not', args: [{ op: 'isNull', args: [p('a "b" c')] }] }],
  ['"and" = -1.5e-3', { op: '=', args: [p('and'), -0.0015] }],
  ['a:b.c >= .5', { op: '>=', args: [p('a:b.c'), 0.5] }],
  ['a-1 = 2', { op: '=', args: [{ op: '-', args: [p('a'), 1] }, 2] }],
  ['a - -1 = 2', { op: '=', args: [{ op: '-', args: [p('a'), -1] }, 2] }],
  [
    'a + b * c ^ 2 = (a + b) * c DIV 2',
    {
      op: '=',
      args: [
        { op: '+', args: [p('a'), { op: '*', args: [p('b'), { op: '^', args: [p('c'), 2] }] }] },
        { op: 'div', args: [{ op: '*', args: [{ op: '+', args: [p('a'), p('b')] }, p('c')] }, 2] },
      ],
    },
  ],
  [
    'a = 1 OR b = 2 AND NOT c = 3',
    {
      op: 'or',
      args: [
        { op: '=', args: [p('a'), 1] },
        {
          op: 'and',
          args: [
            { op: '=', args: [p('b'), 2] },
            { op: 'not', args: [{ op: '=', args: [p('c'), 3] }] },
          ],
        },
      ],
    },
  ],
  ["t_metby(at, interval('..', '2024-02-29'))", { op: 't_metBy', args: [p('at'), { interval: ['..', '2024-02-29'] }] }],
  [
    "at = timestamp('2024-01-01T00:00:00.5000Z')",
    { op: '=', args: [p('at'), { timestamp: '2024-01-01T00:00:00.5Z' }] },
  ],
  ["A_Contains(tags, ('a', 2, TRUE))", { op: 'a_contains', args: [p('tags'), ['a', 2, true]] }],
  ['a_equals(tags, (1))', { op: 'a_equals', args: [p('tags'), [1]] }],
  ['a_equals(tags, ())', { op: 'a_equals', args: [p('tags'), []] }],
  ["f(a, 'x', (1, 2), DATE('2024-01-01'))", { op: 'f', args: [p('a'), 'x', [1, 2], { date: '2024-01-01' }] }],
  ['f()', { op: 'f', args: [] }],
  ['s_within(g, bbox(-1, 2, 3, 4))', { op: 's_within', args: [p('g'), { bbox: [-1, 2, 3, 4] }] }],
  [
    's_intersects(g, multipoint z ((1 2 3), (4 5 6)))',
    {
      op: 's_intersects',
      args: [
        p('g'),
        {
          type: 'MultiPoint',
          coordinates: [
            [1, 2, 3],
            [4, 5, 6],
          ],
        },
      ],
    },
  ],
  [
    's_equals(g, GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(1 2, 3 4)))',
    {
      op: 's_equals',
      args: [
        p('g'),
        {
          type: 'GeometryCollection',
          geometries: [
            { type: 'Point', coordinates: [1, 2] },
            {
              type: 'LineString',
              coordinates: [
                [1, 2],
                [3, 4],
              ],
            },
          ],
        },
      ],
    },
  ],
  [
    'été = 1 AND (a = 1 OR b = 2)',
    {
      op: 'and',
      args: [
        { op: '=', args: [p('été'), 1] },
        {
          op: 'or',
          args: [
            { op: '=', args: [p('a'), 1] },
            { op: '=', args: [p('b'), 2] },
          ],
        },
      ],
    },
  ],
]

test.each(pairs)('%s', (written, tree) => {
  expect(text(written)).toEqual(tree)
  expect(text(formatText(tree))).toEqual(tree)
  expect(parseFilter(formatJson(tree), 'cql2-json')).toEqual(tree)
})

describe('a mistake is named where it stands', () => {
  test.each([
    ["name = 'open", '1:8'],
    ['a = 1 AND', '1:10'],
    ['a = 1 b', '1:7'],
    ['a =\n  # 2', '2:3'],
    ['a LIKE 5', '1:1'],
    ["at > DATE('2023-02-29')", '1:6'],
    ["at > TIMESTAMP('2024-01-01T25:00:00Z')", '1:6'],
    ["t_after(at, INTERVAL('yesterday', '..'))", '1:13'],
    ['flag', '1:1'],
    ['a = 1e999', '1:1'],
    ['s_within(g, POLYGON((0 0, 1 1, 2 2)))', '1:13'],
    ['s_within(g, BBOX(1, 2, 3))', '1:13'],
    ['s_within(g, GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(1 1))))', '1:32'],
    ["a = ('x')", '1:5'],
    ['AND = 1', '1:1'],
  ])('%s', (written, place) => {
    const { code, place: at, say } = fault(() => text(written))
    expect([code, at]).toEqual(['cql2.syntax', place])
    expect(say.fr).not.toBe(say.en)
  })

  test.each<[unknown, string]>([
    ['{', ''],
    [[], '$'],
    [null, '$'],
    [{ op: '=', args: [1] }, '$'],
    [{ op: 'and', args: [true, { op: '>', args: [{ property: 'a' }, null] }] }, '$.args[1].args[1]'],
    [{ op: 'in', args: [{ property: 'a' }, []] }, '$.args[1]'],
    [{ op: 'T_AFTER', args: [] }, '$'],
    [{ op: 's_within', args: [{ property: 'g' }, { type: 'Circle', coordinates: [1, 2] }] }, '$.args[1]'],
    [{ op: 's_within', args: [{ property: 'g' }, { type: 'Point', coordinates: ['1', 2] }] }, '$.args[1]'],
    [{ op: 't_after', args: [{ interval: ['..', 5] }, { property: 'a' }] }, '$.args[0].interval[1]'],
    [{ op: 'like', args: [{ property: 'a' }, { property: 'b' }] }, '$.args[1]'],
    [{ op: 'like', args: [{ property: 'a' }, { op: 'casei', args: [{ property: 'b' }] }] }, '$.args[1].args[0]'],
  ])('%j', (document, place) => {
    const { code, place: at } = fault(() => parseFilter(document, 'cql2-json'))
    expect([code, at ?? '']).toEqual(['cql2.syntax', place])
  })
})

describe('what asks too much is refused', () => {
  const nest = (open: string, inside: string, close: string, times: number) =>
    open.repeat(times) + inside + close.repeat(times)
  test.each([
    ['depth', nest('(', 'a = 1', ')', 1000)],
    ['depth', nest('NOT ', 'a = 1', '', 100_000)],
    ['depth', nest('f(', 'a', ')', 10_000)],
    ['depth', `${'1+'.repeat(5000)}1 = 2`],
    ['nodes', `a IN (${'1,'.repeat(20_000)}1)`],
    ['positions', `s_within(g, LINESTRING(${'1 2,'.repeat(60_000)}1 2))`],
    ['characters', `s_within(g, LINESTRING(${'1 2,'.repeat(1_000_000)}1 2))`],
  ])('%s in text', (limit, filter) => {
    const { code, facts } = fault(() => text(filter))
    expect([code, facts.limit]).toEqual(['cql2.too-large', limit])
  })

  test('a JSON document nested a hundred thousand deep, as operators or as lists', () => {
    const deep = nest('{"op":"not","args":[', 'true', ']}', 40_000)
    expect(fault(() => parseFilter(deep, 'cql2-json')).facts.limit).toBe('depth')
    expect(fault(() => parseFilter(nest('[', '', ']', 100_000), 'cql2-json')).code).toBe('cql2.syntax')
  })

  test('limits are raised on demand, and depth never beyond what the stack bears', () => {
    expect(text(nest('(', 'a = 1', ')', 399), { depth: 1e9 })).toEqual({ op: '=', args: [p('a'), 1] })
    expect(fault(() => text(nest('(', 'a = 1', ')', 500), { depth: 1e9 })).facts.most).toBe(400)
    const line = `s_within(g, LINESTRING(${'1 2,'.repeat(1_000_000)}1 2))`
    expect(text(line, { characters: 1e8, positions: 2e6 })).toMatchObject({ op: 's_within' })
  })
})

test('what text cannot say is refused rather than changed', () => {
  for (const filter of [
    { op: '=', args: [p('a'), 'C:\\'] },
    { op: 'f', args: [[1]] },
    { op: 'no name', args: [] },
  ])
    expect(fault(() => formatText(parseFilter(filter, 'cql2-json'))).code).toBe('cql2.no-text-form')
})
