import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The table «may import» of ARCHITECTURE.md: folder → folders. */
function importTable(): Map<string, readonly string[]> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `([^`]+)` \|[^|]*\|([^|]*)\|$/gm)]
  return new Map(
    rows.map(([, folder, may]) => [folder!.replace(/\/$/, ''), [...may!.matchAll(/`([^`]+)`/g)].map((m) => m[1]!)]),
  )
}

/** Every module of ours with the modules of ours that it imports, types included. */
function moduleGraph(): Map<string, string[]> {
  const files = ['src', 'packs', 'territories'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(root, top, name)),
  )
  const imports = /^\s*(?:import|export)\s[^'"]*?from\s*'(\.[^']+)'|import\('(\.[^']+)'\)|^import '(\.[^']+)'/gm
  return new Map(
    files.map((file) => {
      const text = readFileSync(file, 'utf8')
      const targets = [...text.matchAll(imports)].map((m) => resolve(dirname(file), (m[1] ?? m[2] ?? m[3])!))
      return [relative(root, file), targets.map((target) => relative(root, target))]
    }),
  )
}

const table = importTable()
const graph = moduleGraph()

/** The row of the table a module belongs to: the longest folder that holds it. */
const folderOf = (module: string): string | undefined =>
  [...table.keys()]
    .filter((folder) => module === folder || module.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0]

const isTest = (module: string) => /\.test\.tsx?$|\/testing(\.ts$|\/)/.test(module)

test('the table of ARCHITECTURE.md is found and covers every module', () => {
  expect(table.size).toBeGreaterThan(10)
  expect(graph.size).toBeGreaterThan(50)
  expect([...graph.keys()].filter((module) => !folderOf(module))).toEqual([])
})

test('every import follows the table', () => {
  const wrong: string[] = []
  for (const [module, targets] of graph) {
    if (isTest(module)) continue
    const from = folderOf(module)!
    for (const target of targets) {
      const to = folderOf(target)
      const allowed = to === from || table.get(from)!.some((may) => may === 'all' || to === may)
      if (!allowed) wrong.push(`${module} → ${target}`)
    }
  }
  expect(wrong).toEqual([])
})

test('what is not a test never imports what tests use', () => {
  const wrong = [...graph].flatMap(([module, targets]) =>
    isTest(module) ? [] : targets.filter(isTest).map((t) => `${module} → ${t}`),
  )
  expect(wrong).toEqual([])
})

test('no module imports itself through others, types included', () => {
  const cycles: string[] = []
  const state = new Map<string, 'open' | 'closed'>()
  const visit = (module: string, path: readonly string[]): void => {
    if (state.get(module) === 'closed') return
    if (state.get(module) === 'open') {
      cycles.push([...path.slice(path.indexOf(module)), module].join(' → '))
      return
    }
    state.set(module, 'open')
    for (const target of graph.get(module) ?? []) visit(target, [...path, module])
    state.set(module, 'closed')
  }
  for (const module of graph.keys()) visit(module, [])
  expect(cycles).toEqual([])
})

test('doors are explicit: no export *', () => {
  const stars = [...graph.keys()].filter((module) => /^export \*/m.test(readFileSync(join(root, module), 'utf8')))
  expect(stars).toEqual([])
})
