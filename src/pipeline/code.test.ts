import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { asset, integer, type Node, table } from '../kernel/index.ts'
import { codeVersion, recipeOf } from './code.ts'

test('a version changes with the module or any module it imports, and with nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orchestra-code-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  write('a.js', `import { b } from './b.js'\nexport { d } from './d.js'\nconst e = await import('./e.js')`)
  write('b.js', `import c from "./c.js"; import 'pg'; import './a.js'`)
  for (const name of ['c', 'd', 'e', 'other']) write(`${name}.js`, `export default '${name}'`)
  const version = () => codeVersion(pathToFileURL(join(folder, 'a.js')).href)
  const first = version()
  expect(first).toMatch(/^[0-9a-f]{16}$/)
  write('other.js', 'changed')
  expect(version()).toBe(first)
  const seen = new Set([first])
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const text =
      name === 'a'
        ? `import './b.js'; import './d.js'; import('./e.js')`
        : name === 'b'
          ? `import './c.js' // changed`
          : 'changed'
    write(`${name}.js`, text)
    seen.add(version())
  }
  expect(seen.size).toBe(6)
})

test('a recipe changes with the options of an asset', () => {
  const both = (text: string) => ({ fr: text, en: text })
  const rows = table('row', { id: integer({ title: both('id'), role: 'id' }) })
  const recipe = (options?: Readonly<Record<string, unknown>>) => {
    const made = asset({ name: 'a', title: both('a'), from: {}, rows, make: () => [], ...(options && { options }) })
    const node = { ...made, inputs: {}, parameters: {}, code: import.meta.url, asset: made } as unknown as Node
    return recipeOf(node, new Map()).recipe
  }
  expect(recipe({ day: '2022-07-18' })).toBe(recipe({ day: '2022-07-18' }))
  expect(new Set([recipe(), recipe({ day: '2022-07-18' }), recipe({ day: '2022-07-19' })]).size).toBe(3)
})
