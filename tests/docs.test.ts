import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { addressesOf } from '../src/api/http/route.ts'
import { flagNames } from '../src/cli/args.ts'
import { commands } from '../src/cli/main.ts'
import { resolveGraph } from '../src/kernel/index.ts'
import type { Chain } from '../src/pipeline/index.ts'

// What the documentation names must exist.

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pages = globSync('{*.md,docs/**/*.md,packs/*/*.md,territories/*/*.md}', { cwd: root })
const texts = new Map(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]))
const sources = globSync('{src,scripts,bench,packs,territories}/**/*.{ts,tsx,mjs}', { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts,
)

/** All the matches of a pattern in every page, as [page, what]. */
function named(pattern: RegExp): [page: string, what: string][] {
  return [...texts].flatMap(([page, text]) => [...text.matchAll(pattern)].map((m): [string, string] => [page, m[1]!]))
}
const missing = (found: readonly [string, string][], exists: (what: string, page: string) => boolean) =>
  found.filter(([page, what]) => !exists(what, page)).map(([page, what]) => `${page}: ${what}`)

test('there is documentation to check', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'LISEZMOI.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']))
})

test('commands exist', () => {
  const found = named(/\borchestra ([a-z]+)\b(?= |`|$)/gm)
  expect(found.length).toBeGreaterThan(5)
  expect(missing(found, (what) => what in commands)).toEqual([])
})

test('options exist', () => {
  const others = new Set(['offline-', 'all-or-nothing'])
  const found = named(/(?:orchestra[^\n`]*?|`)--([a-z-]+)/g)
  expect(missing(found, (what) => flagNames.includes(what) || others.has(what))).toEqual([])
})

test('npm scripts exist', () => {
  expect(missing(named(/npm run ([a-z:]+)/g), (what) => scripts.includes(what))).toEqual([])
})

test('environment variables are read somewhere', () => {
  const found = named(/\b((?:ORCHESTRA_|OPENLINEAGE_)[A-Z_]+|DATABASE_URL)\b/g)
  expect(found.length).toBeGreaterThan(3)
  expect(missing(found, (what) => sources.includes(what))).toEqual([])
})

test('files and folders exist', () => {
  const found = named(/`((?:src|packs|territories|docs|tests|bench|scripts|bin)\/[\w./-]*)`/g)
  const links = named(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)
  expect(missing(found, (what) => existsSync(join(root, what)))).toEqual([])
  expect(missing(links, (what, page) => existsSync(join(root, dirname(page), what)))).toEqual([])
})

test('addresses are served', async () => {
  const { createApi } = await import('../src/api/index.ts')
  const { createPortal } = await import('../src/portal/index.ts')
  const { default: demo } = await import('../territories/demo/territory.ts')
  // Only their tables of routes are read: nothing is opened.
  const api = createApi({ chain: { graph: resolveGraph(demo) } as unknown as Chain, version: '0' })
  const portal = createPortal({
    api: async () => new Response(),
    version: '0',
    assets: join(root, 'src/portal/assets'),
  })
  const served = [...api.routes, ...portal.routes].map((route) => route.path).filter((path) => !path.endsWith('/*'))
  const found = named(
    /`(?:(?:GET|POST|HEAD) )?(\/(?:api|download|datasets|chain|runs|map|use-cases|health|metrics|openapi|ogc)[^`\s?]*)[^`]*`/g,
  )
  const plain = (what: string) => what.replaceAll(/[{<:][^/]+|…/g, 'x').replace(/(?<=.)\/$/, '')
  expect(found.length).toBeGreaterThan(5)
  expect(missing(found, (what) => served.some((path) => addressesOf(path).test(plain(what))))).toEqual([])
})
