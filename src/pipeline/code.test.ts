import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { codeVersion } from './code.ts'

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
