import { expect, test } from 'vitest'
import { readRobots } from './robots.ts'

// The example of RFC 9309, 5.1, and the longest match of 5.2.
const simple = `User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot

User-Agent: longbot
Allow: /example/page/
Disallow: /example/page/disallowed.gif
`

test.each([
  ['anybot', '/images/a.gif', false],
  ['anybot', '/images/a.gif?x', true],
  ['anybot', '/example/x', false],
  ['anybot', '/publications/x', true],
  ['foobot', '/anything', false],
  ['foobot', '/example/page.html', true],
  ['foobot', '/example/allowed.gif', true],
  ['BarBot', '/example/page.html', false],
  ['bazbot', '/example/page.html', false],
  ['bazbot', '/example/other.html', true],
  ['quxbot', '/example/page.html', true],
  ['longbot', '/example/page/disallowed.gif', false],
  ['longbot', '/example/page/allowed.gif', true],
])('%s may read %s: %s', (agent, path, may) => {
  expect(readRobots(simple, agent)(path)).toBe(may)
})

test('what is no robots.txt allows all, and no pattern makes it slow', () => {
  expect(readRobots('<!doctype html><p>User-agent: none', 'x')('/a')).toBe(true)
  expect(readRobots('', 'x')('/a')).toBe(true)
  const rule = `User-agent: *\nDisallow: /${'*a'.repeat(2000)}$`
  expect(readRobots(rule, 'x')(`/${'a'.repeat(1999)}b`)).toBe(true)
})
