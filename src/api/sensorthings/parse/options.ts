import { badOption, shown, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import { type EntityType, navigationOf, typeNamed } from '../model.ts'
import type { Expand, Options } from './ast.ts'
import { parseExpression, parseOrders } from './filter.ts'

type Pair = readonly [name: string, value: string]

/** The options of the standard, and the token of our next links. */
const known = ['$filter', '$select', '$expand', '$orderby', '$top', '$skip', '$count', '$resultFormat', '$skiptoken']
/**
 * Reads the query of an address. Options of the standard that are unknown here or repeated are refused; parameters without a
 * `$` are not ours to judge. Throws `sensorthings.bad-option`, `sensorthings.bad-filter`, `sensorthings.too-costly`.
 */
export function parseQuery(query: string, type: EntityType): Options {
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): Pair => {
      const equals = pair.indexOf('=')
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))]
    })
    .filter(([name]) => name.startsWith('$'))
  return optionsOf(pairs, type, { expands: 0 }, 0)
}

/** A part of a query string. Spaces may be written `+`. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badOption(shown(text), 'échappement % mal formé', 'malformed % escape')
  }
}

interface Count {
  expands: number
}

function optionsOf(pairs: readonly Pair[], type: EntityType, count: Count, depth: number): Options {
  const values = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (!known.includes(name))
      throw badOption(shown(name), 'option inconnue', 'unknown option', {
        fr: `Options connues : ${known.slice(0, -1).join(', ')}.`,
        en: `Known options: ${known.slice(0, -1).join(', ')}.`,
      })
    if (values.has(name)) throw badOption(name, 'donnée plusieurs fois', 'given several times')
    values.set(name, value)
  }
  const [filter, select, orderby, format, after] = [
    '$filter',
    '$select',
    '$orderby',
    '$resultFormat',
    '$skiptoken',
  ].map((name) => values.get(name))
  if (format !== undefined && format !== 'dataArray')
    throw badOption('$resultFormat', 'seul « dataArray » est connu', 'only "dataArray" is known')
  const top = wholeNumber('$top', values.get('$top'))
  return {
    ...(filter && { filter: parseExpression(filter) }),
    ...(select && { select: selectOf(select, type) }),
    orderby: orderby ? parseOrders(orderby) : [],
    expand: expandsOf(values.get('$expand') ?? '', type, count, depth),
    ...(top !== undefined && { top }),
    skip: wholeNumber('$skip', values.get('$skip')) ?? 0,
    count: booleanOf('$count', values.get('$count')),
    ...(after && { after }),
    dataArray: format === 'dataArray',
    raw: Object.fromEntries(values),
  }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value
  throw badOption(
    name,
    `« ${shown(text)} » n’est pas un nombre entier positif`,
    `"${shown(text)}" is not a whole positive number`,
  )
}

function booleanOf(name: string, text: string | undefined): boolean {
  if (text === undefined || text === '') return false
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  throw badOption(name, 'true ou false', 'true or false')
}

function selectOf(text: string, type: EntityType): string[] {
  return text.split(',').map((part) => {
    const name = part.trim()
    const first = name.split('/')[0]!
    const isKnown =
      ['id', '@iot.id', '@iot.selfLink', '*'].includes(name) ||
      type.properties.some((property) => property.name === first) ||
      navigationOf(type, name) !== undefined
    if (isKnown) return name
    throw unknownName('$select', name, type)
  })
}

const unknownName = (option: string, name: string, type: EntityType) => {
  const names = [...type.properties, ...type.navigations].map((one) => one.name).join(', ')
  return badOption(option, `${type.name} n’a pas de « ${shown(name)} »`, `${type.name} has no "${shown(name)}"`, {
    fr: `Connus : id, ${names}.`,
    en: `Known: id, ${names}.`,
  })
}

/** `Datastreams($top=1;$expand=Sensor),Locations`, or the older `Datastreams/Sensor`: relations named twice are one. */
function expandsOf(text: string, type: EntityType, count: Count, depth: number): Expand[] {
  const items = split(text, ',').filter((item) => item.trim() !== '')
  if (items.length > 0 && depth >= limits.expandDepth)
    throw tooMuch('$expand', 'Niveaux de $expand', 'Levels of $expand', limits.expandDepth)
  const expands = new Map<string, Expand>()
  for (const item of items) {
    count.expands += 1
    if (count.expands > limits.expands)
      throw tooMuch('$expand', 'Relations développées', 'Expanded relations', limits.expands)
    const one = expandOf(item.trim(), type, count, depth)
    const before = expands.get(one.navigation)
    expands.set(one.navigation, before ? merged(before, one) : one)
  }
  return [...expands.values()]
}

function expandOf(item: string, type: EntityType, count: Count, depth: number): Expand {
  const open = item.indexOf('(')
  const path = open < 0 ? item : item.slice(0, open)
  if (open >= 0 && !item.endsWith(')'))
    throw badOption('$expand', 'une parenthèse n’est pas fermée', 'a parenthesis is not closed')
  const [name, ...rest] = path.split('/').map((part) => part.trim())
  const navigation = navigationOf(type, name!)
  if (!navigation) throw unknownName('$expand', name!, type)
  const inside = open < 0 ? '' : item.slice(open + 1, -1)
  const to = typeNamed(navigation.to)
  if (rest.length > 0) {
    const deeper = rest.join('/') + (open < 0 ? '' : `(${inside})`)
    return { navigation: navigation.name, options: optionsOf([['$expand', deeper]], to, count, depth + 1) }
  }
  const pairs = split(inside, ';')
    .filter((part) => part.trim() !== '')
    .map((part): Pair => {
      const equals = part.indexOf('=')
      return equals < 0 ? [part.trim(), ''] : [part.slice(0, equals).trim(), part.slice(equals + 1)]
    })
  return { navigation: navigation.name, options: optionsOf(pairs, to, count, depth + 1) }
}

/** `A/B,A/C` expands A once, with B and C. Options are those of the first that says any. */
function merged(a: Expand, b: Expand): Expand {
  const expand = new Map(a.options.expand.map((one) => [one.navigation, one]))
  for (const one of b.options.expand) {
    const before = expand.get(one.navigation)
    expand.set(one.navigation, before ? merged(before, one) : one)
  }
  return { navigation: a.navigation, options: { ...b.options, ...a.options, expand: [...expand.values()] } }
}

/** An `$expand` written again. */
export function writeExpand(expands: readonly Expand[]): string {
  return expands
    .map(({ navigation, options: { raw, expand } }) => {
      const inside = Object.entries(raw)
        .filter(([name]) => name !== '$expand')
        .map(([name, value]) => `${name}=${value}`)
      if (expand.length > 0) inside.push(`$expand=${writeExpand(expand)}`)
      return inside.length > 0 ? `${navigation}(${inside.join(';')})` : navigation
    })
    .join(',')
}

/** Cuts a text at a character, but not within quotes or parentheses. */
function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let [from, depth, quoted] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === "'") quoted = !quoted
    else if (quoted) continue
    else if (c === '(') depth += 1
    else if (c === ')') depth -= 1
    else if (c === separator && depth === 0) {
      parts.push(text.slice(from, i))
      from = i + 1
    }
  }
  parts.push(text.slice(from))
  return parts
}
