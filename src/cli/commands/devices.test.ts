import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { temporary } from '../../store/testing.ts'
import { main } from '../main.ts'

// Each call listens to signals until the process ends.
process.setMaxListeners(50)

/** Runs `orchestra devices …` and gives its exit code and what it wrote. */
async function run(...argv: string[]) {
  const lines: string[] = []
  const take = (text: unknown) => void lines.push(String(text))
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(take),
    vi.spyOn(console, 'error').mockImplementation(take),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      take(text)
      return true
    }),
  ]
  const code = await main(['devices', ...argv], { LANG: 'en', ORCHESTRA_SECRET: 'tests' })
  for (const spy of spies) spy.mockRestore()
  return { code, text: lines.join('\n') }
}

test('check: the library that comes with the product', async () => {
  const { code, text } = await run('check')
  expect(code).toBe(0)
  expect(text).toMatch(/elsys\/elsys-codec +10\/10/)
  expect(text).toMatch(/(\d+) examples of \1 right/)
})

test('check, import, template, in a house of its own', async () => {
  const { folder, home } = temporary()
  const file = join(folder, 'devices.csv')
  writeFileSync(file, 'eui,name,profile\nA81758FFFE000001,One,elsys/ems\nA81758FFFE000002,Two,no/such\n')
  const profiles = await run('import', '--home', home)
  expect(profiles).toEqual({ code: 0, text: expect.stringMatching(/^profiles: 0 new, 0 changed, 35 unchanged/) })
  const trial = await run('check', file, '--home', home)
  expect(trial.text.split('\n').slice(1)).toEqual([
    'A trial: nothing is changed.',
    'devices: 1 new, 0 changed, 0 unchanged, 1 refused.',
  ])
  const done = JSON.parse((await run('import', file, '--home', home, '--json')).text)
  expect([done.created, done.refused[0].place]).toEqual([['A81758FFFE000001'], `${file}:3 profile`])
})

test('templates and wrong calls', async () => {
  expect((await run('template', 'bins')).text).toMatch(/^eui,name,.*variables\.empty,variables\.full\nA817/)
  for (const wrong of [[], ['template', 'none'], ['paint', 'x'], ['rotate']]) expect((await run(...wrong)).code).toBe(2)
  expect(await run('check', '/nowhere/at/all')).toEqual({ code: 1, text: expect.stringContaining('no such folder') })
})
