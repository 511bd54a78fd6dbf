type Path = readonly (string | number)[]

/** How a record was spoiled: a value of another type, another value of the same type, something taken away. */
export interface Spoiled {
  readonly raw: unknown
  readonly how: 'type' | 'value' | 'gone'
  readonly path: Path
}

const long = 'é'.repeat(200_000)
const deep = () => {
  let nest: unknown = 'x'
  for (let i = 0; i < 2_000; i++) nest = i % 2 ? [nest] : { a: nest }
  return nest
}
const circle = () => {
  const round: Record<string, unknown> = { type: 'Point' }
  round.self = round
  return round
}
/** Texts that are none of what was meant. */
const texts = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\u202e',
    '\ud800',
    '<script>alert(1)</script>',
    "'; drop table catalogue_record; --",
  ],
  ...[
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://user:pass@host/',
    '9999-99-99',
    '2024-02-30',
    'NaN',
    '1e999',
    '-1',
  ],
  ...[
    '__proto__',
    'constructor',
    '{"type":"Polygon","coordinates":[[["a"]]]}',
    '../../etc/passwd',
    '\uFEFFx',
    long,
    'x@',
    '%',
  ],
]
/** Values that are no text. */
const others: readonly (() => unknown)[] = [
  ...[
    () => 42,
    () => -1.5,
    () => 1e308,
    () => true,
    () => [],
    () => ({}),
    () => [[[]]],
    () => ({ toString: 1, length: 1e9 }),
  ],
  ...[
    deep,
    circle,
    () => Array.from({ length: 50_000 }, (_, i) => i),
    () => ['a', null, 3, { b: 1 }],
    () => JSON.parse('{"__proto__": {"x": 1}}'),
  ],
]

/** Spoils one leaf or branch of a record, at random. */
export function spoil(good: unknown, next: () => number): Spoiled {
  const raw = structuredClone(good) as Record<string, unknown>
  const paths = [...branches(raw, [])]
  const path = paths[Math.floor(next() * paths.length)]!
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], raw) as Record<string, unknown>
  const last = path.at(-1)!
  const before = holder[last]
  const way = next()
  if (way < 0.2) {
    if (way < 0.1 && Array.isArray(holder)) holder.splice(Number(last), 1)
    else if (way < 0.1) delete holder[last]
    else holder[last] = null
    return { raw, how: 'gone', path }
  }
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!
  const to = way < 0.6 ? pick(texts) : pick(others)()
  holder[last] = to
  const kind = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value)
  return { raw, how: kind(to) === kind(before) ? 'value' : 'type', path }
}

function* branches(value: unknown, path: Path): Generator<Path> {
  if (path.length > 0) yield path
  if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value))
      yield* branches(one, [...path, Array.isArray(value) ? Number(name) : name])
}

/** Spoils a document, byte by byte or piece by piece. */
export function spoilText(good: string, next: () => number): string {
  const at = () => Math.floor(next() * good.length)
  const [from, length] = [at(), Math.floor(next() * 200)]
  const junk = [
    '<',
    '&',
    '"',
    '\u0000',
    '\uFFFF',
    ']]>',
    '<a:b>',
    '&x;',
    '<!--',
    '\ud800',
    '#',
    '.',
    ';',
    '[',
    '{',
    long.slice(0, 5000),
  ]
  switch (Math.floor(next() * 5)) {
    case 0:
      return good.slice(0, from)
    case 1:
      return good.slice(0, from) + good.slice(from + length)
    case 2:
      return good.slice(0, from) + junk[Math.floor(next() * junk.length)] + good.slice(from)
    case 3:
      return good.slice(0, from) + good.slice(at(), at() + length) + good.slice(from)
    default:
      return good.slice(0, from) + String.fromCharCode(Math.floor(next() * 65_536)) + good.slice(from + 1)
  }
}
