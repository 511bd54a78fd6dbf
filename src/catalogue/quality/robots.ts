/** What a site lets us ask for: rules of its robots.txt for one agent (RFC 9309, 2022). */
export type Robots = (path: string) => boolean

interface Rule {
  readonly allows: boolean
  readonly path: string
}

/** Characters of a robots.txt that are read: half of what the RFC says to read at least, enough for any of a data portal. */
export const MOST_ROBOTS = 250_000

/** Reads the rules for an agent: those of the group that names it, else those for all. The longest path that matches decides. */
export function readRobots(text: string, agent: string): Robots {
  const groups = new Map<string, Rule[]>()
  let named: string[] = []
  let isNaming = false
  for (const line of text.slice(0, MOST_ROBOTS).split(/\r\n|\r|\n/)) {
    const [, key = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*)/.exec(line) ?? []
    const name = key.toLowerCase()
    if (name === 'user-agent') {
      named = isNaming ? [...named, value.trim().toLowerCase()] : [value.trim().toLowerCase()]
      isNaming = true
      for (const one of named) if (!groups.has(one)) groups.set(one, [])
    } else if (name === 'allow' || name === 'disallow') {
      isNaming = false
      const path = value.trim()
      if (path !== '') for (const one of named) groups.get(one)!.push({ allows: name === 'allow', path })
    }
  }
  const rules = (groups.get(agent.toLowerCase()) ?? groups.get('*') ?? []).toSorted(
    (a, b) => b.path.length - a.path.length || Number(b.allows) - Number(a.allows),
  )
  return (path) => rules.find((rule) => matches(rule.path, path))?.allows ?? true
}

/** Whether a path is under that of a rule, where `*` stands for anything and a last `$` for the end. No pattern can make it slow. */
function matches(rule: string, path: string): boolean {
  const isWhole = rule.endsWith('$')
  const [first = '', ...parts] = (isWhole ? rule.slice(0, -1) : rule).split('*')
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const part of parts) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (!isWhole) return true
  return parts.length > 0 ? path.endsWith(parts.at(-1)!) : at === path.length
}
