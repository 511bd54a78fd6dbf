import { beforeAll, describe, expect, test } from 'vitest'
import {
  boolean,
  date,
  geometry,
  instant,
  integer,
  json,
  nullable,
  number,
  OrchestraError,
  table,
  text,
} from '../../../kernel/index.ts'
import { seeded } from '../../../kernel/testing/random.ts'
import { about, lakeOfTests } from '../../../lake/testing.ts'
import { type CompileOptions, compileFilter, parseFilter } from './index.ts'
import { filterable } from './testing.ts'

const made = lakeOfTests()
const Thing = table('thing', {
  id: integer({ ...about('id'), role: 'id' }),
  name: nullable(text(about('nom'))),
  floors: nullable(integer(about('étages'))),
  height: nullable(number(about('hauteur'))),
  pool: nullable(boolean(about('piscine'))),
  at: nullable(instant(about('instant'))),
  until: nullable(instant(about('fin'))),
  day: nullable(date(about('jour'))),
  tags: nullable(json(about('mots'))),
  place: nullable(geometry({ ...about('lieu'), types: ['Point'] })),
  'odd "name"; --': nullable(text(about('nom étrange'))),
})
const empty = {
  name: null,
  floors: null,
  height: null,
  pool: null,
  at: null,
  until: null,
  day: null,
  tags: null,
  place: null,
  'odd "name"; --': null,
}
const rows = [
  { ...empty, id: 0 },
  {
    ...empty,
    id: 1,
    name: 'Straße à 100%',
    floors: 3,
    height: 2,
    pool: true,
    at: new Date('2024-03-31T00:30:00Z'),
    until: new Date('2024-04-02T00:00:00Z'),
    day: '2024-03-31',
    tags: ['a', 1, true],
    'odd "name"; --': 'x',
  },
  {
    ...empty,
    id: 2,
    name: 'ÉCOLE du_bourg',
    floors: -7,
    height: 0.5,
    pool: false,
    at: new Date('2024-03-30T23:30:00Z'),
    until: new Date('2024-03-31T00:30:00Z'),
    day: '2024-03-30',
    tags: [1.0, 'a', true, 'a'],
    'odd "name"; --': 'ÉCOLE du_bourg',
  },
  {
    ...empty,
    id: 3,
    name: 'ΟΔΟΣ\nC:\\dir',
    floors: 0,
    height: 1e300,
    pool: true,
    at: new Date('2024-04-01T12:00:00Z'),
    day: '2024-04-01',
    tags: { not: 'a list' },
  },
  { ...empty, id: 4, name: '', floors: 3, height: 3, tags: [] },
]
let data: Awaited<ReturnType<typeof filterable>>
beforeAll(async () => {
  data = await filterable(made.lake, Thing, rows)
})
const cases = (list: [string, number[], CompileOptions?][]) =>
  test.each(list)('%s → %j', async (filter, ids, options) => {
    expect(await data.ids(filter, options)).toEqual(ids)
  })

describe('logic with the unknown', () => {
  const [T, F, U] = ['id >= 0', 'id < 0', 'floors > height']
  // Row 0 alone has no floors: U is unknown there.
  const on0 = (filter: string) => `id = 0 AND (${filter})`
  cases([
    [on0(`(${T}) AND (${U})`), []],
    [on0(`NOT ((${T}) AND (${U}))`), []],
    [on0(`(${F}) AND (${U})`), []],
    [on0(`NOT ((${F}) AND (${U}))`), [0]],
    [on0(`(${T}) OR (${U})`), [0]],
    [on0(`(${F}) OR (${U})`), []],
    [on0(`NOT ((${F}) OR (${U}))`), []],
    [on0(`NOT (${U})`), []],
    [on0(`(${U}) IS NULL`), [0]],
    ['TRUE', [0, 1, 2, 3, 4]],
    ['FALSE OR NOT TRUE', []],
    ['name IS NULL', [0]],
    ['name IS NOT NULL', [1, 2, 3, 4]],
    ['floors + height IS NULL', [0]],
  ])
})

describe('comparisons', () => {
  cases([
    ['floors = 3', [1, 4]],
    ['floors <> 3', [2, 3]],
    ['floors < 0 OR floors > 2', [1, 2, 4]],
    ['floors >= 3.0 AND 3 <= floors', [1, 4]],
    ['floors = height', [4]],
    ['height = 2 OR height = 5e-1', [1, 2]],
    ['pool = TRUE', [1, 3]],
    ['pool <> TRUE', [2]],
    ["name = ''", [4]],
    ["name > 'S'", [1, 2, 3]],
    ['name = "odd ""name""; --"', [2]],
    ['floors BETWEEN -7 AND 0', [2, 3]],
    ['floors NOT BETWEEN -7 AND 0', [1, 4]],
    ['floors BETWEEN height AND 10', [1, 4]],
    ['floors IN (3, 0)', [1, 3, 4]],
    ['floors NOT IN (3, 0)', [2]],
    ["name IN ('', name)", [1, 2, 3, 4]],
    ['id + 1 IN (floors, height)', [1]],
  ])
})

describe('text', () => {
  cases([
    ["name LIKE 'Stra%'", [1]],
    ["name LIKE '%100\\%'", [1]],
    ["name LIKE '%du\\_bourg'", [2]],
    ["name LIKE '%du_bou__'", [2]],
    ["name LIKE '____'", []],
    ["name LIKE '%C:\\\\dir'", [3]],
    ["name LIKE '%'", [1, 2, 3, 4]],
    ["name NOT LIKE '%a%'", [2, 3, 4]],
    ["name LIKE '%.%'", []],
    ["CASEI(name) LIKE CASEI('STRASSE%')", [1]],
    ["CASEI(name) LIKE CASEI('οδος%')", [3]],
    ["name LIKE CASEI('ÉCOLE%')", []],
    ["CASEI(ACCENTI(name)) = CASEI(ACCENTI('ecole DU_BÔURG'))", [2]],
    ["ACCENTI(name) LIKE ACCENTI('Écolé%')", []],
    ["ACCENTI(name) LIKE ACCENTI('ÉCOLÉ%')", [2]],
    ["CASEI(name) IN (CASEI('École du_Bourg'), CASEI('x'))", [2]],
  ])
  test('a pattern that would take hours is answered', async () => {
    const lake = await filterable(made.lake, Thing, [{ ...empty, id: 1, name: 'a'.repeat(5000) }])
    expect(await lake.ids(`name LIKE '${'%a'.repeat(20)}%b_'`)).toEqual([])
  })
})

describe('arithmetic', () => {
  cases([
    ['floors + 1 = 4', [1, 4]],
    ['floors - height = 1', [1]],
    ['floors * -2 = 14', [2]],
    ['floors / 2 = 1.5', [1, 4]],
    ['floors DIV 2 = -3', [2]],
    ['floors % 4 = -3', [2]],
    ['height ^ 2 = 4', [1]],
    ['2 + 3 * 2 ^ 2 = 14 AND id = 1', [1]],
    ['1 / floors > 0 OR 1 / floors <= 0', [1, 2, 4]],
    ['floors / 0 IS NULL', [0, 1, 2, 3, 4]],
    ['height * height * height > 0', [1, 2, 4]],
    ['(0 - 1) ^ 0.5 > 0', []],
  ])
})

describe('moments', () => {
  const paris = { timezone: 'Europe/Paris' }
  cases([
    ["at = TIMESTAMP('2024-03-31T00:30:00Z')", [1]],
    ["at > TIMESTAMP('2024-03-31T00:29:59.999Z')", [1, 3]],
    ["day = DATE('2024-03-31')", [1]],
    ["day < DATE('2024-04-01')", [1, 2]],
    ["at = DATE('2024-03-31')", [1]],
    ["at = DATE('2024-03-31')", [1, 2], paris],
    ["at <> DATE('2024-03-31')", [2, 3]],
    ["at < DATE('2024-03-31')", [2]],
    ["at < DATE('2024-03-31')", [], paris],
    ["at <= DATE('2024-03-31')", [1, 2]],
    ["at > DATE('2024-03-31')", [3]],
    ["at >= DATE('2024-03-31')", [1, 3]],
    ["DATE('2024-03-31') < at", [3]],
    ['at = day', [1, 2, 3]],
    ['at = day', [1, 3], paris],
    ["at IN (DATE('2024-03-31'), TIMESTAMP('2024-04-01T12:00:00Z'))", [1, 3]],
    ["T_AFTER(at, DATE('2024-03-31'))", [3]],
    ["T_BEFORE(at, DATE('2024-03-31'))", [2]],
    ["T_EQUALS(at, DATE('2024-03-31'))", [1]],
    ["T_EQUALS(day, DATE('2024-03-31'))", [1]],
    ["T_INTERSECTS(at, INTERVAL('2024-03-31', '..'))", [1, 3]],
    ["T_INTERSECTS(day, INTERVAL('..', '2024-03-31'))", [1, 2]],
    ["T_DISJOINT(at, INTERVAL('2024-03-31', '2024-03-31'))", [2, 3]],
    ["T_DURING(INTERVAL(at, until), INTERVAL('2024-03-30', '2024-04-02'))", [1, 2]],
    ["T_DURING(INTERVAL(at, until), INTERVAL('2024-03-31', '2024-04-02'))", [1]],
    ["NOT T_DURING(INTERVAL(at, until), INTERVAL('2024-03-31', '2024-04-02'))", [2]],
    ["T_STARTS(INTERVAL(at, until), INTERVAL('2024-03-31T00:30:00Z', '..'))", [1]],
  ])

  // Both intervals as literals: the answer is that of the definition, whatever the row.
  const days = [1, 2, 3, 4]
  const stretches = days.flatMap((a) => days.filter((b) => b >= a).map((b): [number, number] => [a, b]))
  const relations: Record<string, (a: number, b: number, c: number, d: number) => boolean> = {
    t_after: (a, _b, _c, d) => a > d,
    t_before: (_a, b, c) => b < c,
    t_contains: (a, b, c, d) => a < c && b > d,
    t_disjoint: (a, b, c, d) => b < c || a > d,
    t_during: (a, b, c, d) => a > c && b < d,
    t_equals: (a, b, c, d) => a === c && b === d,
    t_finishedBy: (a, b, c, d) => a < c && b === d,
    t_finishes: (a, b, c, d) => a > c && b === d,
    t_intersects: (a, b, c, d) => a <= d && b >= c,
    t_meets: (_a, b, c) => b === c,
    t_metBy: (a, _b, _c, d) => a === d,
    t_overlappedBy: (a, b, c, d) => a > c && a < d && b > d,
    t_overlaps: (a, b, c, d) => a < c && b > c && b < d,
    t_startedBy: (a, b, c, d) => a === c && b > d,
    t_starts: (a, b, c, d) => a === c && b < d,
  }
  test.each(Object.keys(relations))('%s follows its definition over every pair of intervals', async (op) => {
    const Period = table('period', {
      id: integer({ ...about('id'), role: 'id' }),
      a: instant(about('a')),
      b: instant(about('b')),
    })
    const at = (day: number) => new Date(Date.UTC(2024, 0, day))
    const periods = await filterable(
      made.lake,
      Period,
      stretches.map(([a, b], id) => ({ id, a: at(a), b: at(b) })),
    )
    for (const [c, d] of stretches) {
      const [from, to] = [c, d].map((day) => at(day).toISOString().replace('.000', ''))
      const expected = stretches.flatMap(([a, b], id) => (relations[op]!(a, b, c, d) ? [id] : []))
      expect(await periods.ids(`${op}(INTERVAL(a, b), INTERVAL('${from}', '${to}'))`)).toEqual(expected)
    }
  })
})

describe('arrays are sets', () => {
  cases([
    ["A_EQUALS(tags, ('a', 1.0, TRUE))", [1, 2]],
    ["A_CONTAINS(tags, ('a', 1))", [1, 2]],
    ["A_CONTAINS(tags, ('1'))", []],
    ['A_CONTAINS(tags, ())', [1, 2, 4]],
    ["A_CONTAINEDBY(tags, ('a', 'b', 1, TRUE))", [1, 2, 4]],
    ["A_OVERLAPS(tags, ('z', 1))", [1, 2]],
    ["NOT A_OVERLAPS(tags, ('z', 1))", [4]],
    ['A_CONTAINS(tags, (id))', [1]],
    ["A_EQUALS(('a', TRUE), (TRUE, 'a'))", [0, 1, 2, 3, 4]],
    ['tags IS NULL', [0]],
  ])
})

describe('what cannot be applied is refused', () => {
  const refused = (filter: string, options?: CompileOptions) => {
    try {
      compileFilter(parseFilter(filter, 'cql2-text'), Thing, options)
    } catch (error) {
      if (error instanceof OrchestraError) return error
      throw error
    }
    throw new Error('nothing was thrown')
  }
  test.each([
    ['id = 1 AND floor > 2', 'cql2.unknown-property', '1:12', /"floors"/],
    ['buffer(place) = 1', 'cql2.unknown-function', '1:1', /s_intersects/],
    ["CASEY(name) = 'a'", 'cql2.unknown-function', '1:1', /"casei"/],
    ["floors = '3'", 'cql2.type', '1:1', /./],
    ["at > '2024-01-01'", 'cql2.type', '1:1', /TIMESTAMP\(/],
    ["name = DATE('2024-01-01')", 'cql2.type', '1:1', /./],
    ['name + 1 = 2', 'cql2.type', '1:1', /./],
    ["floors LIKE 'a%'", 'cql2.type', '1:1', /./],
    ["t_after(name, DATE('2024-01-01'))", 'cql2.type', '1:9', /./],
    ['s_within(name, POINT(1 2))', 'cql2.type', '1:10', /./],
    ["a_contains(name, ('a'))", 'cql2.type', '1:12', /./],
    ["tags = 'a'", 'cql2.type', '1:1', /./],
    ['place = 3', 'cql2.type', '1:1', /./],
    ["name LIKE '%\\\\\\'", 'cql2.syntax', '1:11', /./],
    [`name LIKE '${'x'.repeat(1001)}'`, 'cql2.pattern', '1:1', /./],
  ])('%s', (filter, code, place, remedy) => {
    const error = refused(filter)
    expect([error.code, error.place]).toEqual([code, place])
    expect(error.remedy?.en).toMatch(remedy)
    expect(error.say.fr).not.toBe(error.say.en)
  })
  test('a pattern ending with a lone backslash, which only JSON can say', () => {
    const filter = parseFilter({ op: 'like', args: [{ property: 'name' }, '%\\'] }, 'cql2-json')
    expect(() => compileFilter(filter, Thing)).toThrow(expect.objectContaining({ code: 'cql2.pattern', place: '$' }))
  })
  test('columns that are not queryable do not exist', () => {
    expect(refused('name IS NULL', { queryables: ['id'] }).facts.known).toEqual(['id'])
    expect(refused('"constructor" = 1').code).toBe('cql2.unknown-property')
  })
  test('a CRS nobody knows', () => {
    expect(refused('s_within(place, POINT(1 2))', { crs: 'EPSG:1' }).code).toBe('crs.unknown')
  })
})

describe('nothing injects', () => {
  const bits = [
    "'",
    '"',
    ';',
    '--',
    '/*',
    '*/',
    '\\',
    '$1',
    '{x}',
    '%',
    '_',
    '(',
    ')',
    ' or 1=1 ',
    'drop table data',
    'É',
    '\u202E',
    '🏙',
    '\n',
    "''",
    "\\'",
    '?',
    '::',
    'a',
  ]
  const random = seeded(7)
  const hostile = Array.from({ length: 60 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 8) }, () => bits[Math.floor(random() * bits.length)]!).join(''),
  )
  const all = [...new Set(hostile)]

  test('each hostile text finds itself and nothing else, by =, IN, LIKE, CASEI and in an array', async () => {
    const attacked = await filterable(
      made.lake,
      Thing,
      all.map((name, id) => ({ ...empty, id, name, tags: [name] })),
    )
    const p = { property: 'name' }
    const escaped = (name: string) => name.replaceAll(/[%_\\]/g, '\\$&')
    for (const [id, name] of all.entries())
      for (const filter of [
        { op: '=', args: [p, name] },
        { op: 'in', args: [p, [name]] },
        { op: 'like', args: [p, escaped(name)] },
        { op: 'a_containedBy', args: [{ property: 'tags' }, [name]] },
      ])
        expect(await attacked.json(filter), JSON.stringify(filter)).toEqual([id])
  })

  test('hostile names of properties and functions are unknown, never run', () => {
    for (const name of all.filter((n) => n !== ''))
      for (const filter of [
        { op: '=', args: [{ property: name }, 1] },
        { op: name, args: [] },
      ]) {
        const run = () => compileFilter(parseFilter(filter, 'cql2-json'), Thing)
        expect(run, name).toThrow(OrchestraError)
      }
  })
})
