import type { RudiMetadata } from '../../catalogue/index.ts'
import { badParameter } from '../http/faults.ts'
import type { Entry, NodeIndex } from './entry.ts'
import { compare, pick, told, valuesAt } from './paths.ts'
import type { Asked, Sort } from './query.ts'
import type { Reader } from './read.ts'

/** Records of all the groups of an answer together, at most. */
const MOST_GROUPED = 2_000
/** Values counted apart, at most. */
const MOST_VALUES = 10_000

/** A list as RUDI gives it. */
export interface Listed {
  readonly total: number
  readonly items: readonly Readonly<Record<string, unknown>>[]
}

/** The records that are asked for: from the index alone where it knows enough, else through all of them. */
export async function select(index: NodeIndex, reader: Reader, asked: Asked): Promise<Listed> {
  const { countBy, groupBy, filters, words, sort, fields } = asked
  if (countBy) return counted(index, reader, asked, countBy)
  if (groupBy) return grouped(index, reader, asked, groupBy)
  const needsAll = filters.size > 0 || words !== undefined || sort.some(({ path }) => !indexed[path])
  const entries = needsAll ? await sifted(index, reader, asked) : ordered(index.entries.filter(within(asked)), sort)
  const page = await reader.some(entries.slice(asked.offset, asked.offset + asked.limit))
  return { total: entries.length, items: fields ? page.map((one) => pick(one, fields)) : page }
}

/** What the index knows of records, by the path that says it. */
const indexed: Readonly<Record<string, (entry: Entry) => unknown>> = {
  global_id: ({ globalId }) => globalId,
  'metadata_info.metadata_dates.created': ({ created }) => created.getTime(),
  'metadata_info.metadata_dates.updated': ({ updated }) => updated.getTime(),
}

const ordered = (entries: readonly Entry[], sort: readonly Sort[]): readonly Entry[] =>
  sort.length === 0
    ? entries
    : entries.toSorted((a, b) => inOrder(sort, (path) => [indexed[path]!(a), indexed[path]!(b)]))

function inOrder(sort: readonly Sort[], valuesOf: (path: string, i: number) => readonly [unknown, unknown]): number {
  for (const [i, { path, descending }] of sort.entries()) {
    const order = compare(...valuesOf(path, i))
    if (order !== 0) return descending ? -order : order
  }
  return 0
}

const within =
  ({ after, before }: Asked) =>
  ({ updated }: Entry): boolean =>
    (!after || updated >= after) && (!before || updated <= before)

/** The entries of what passes the filters, sorted by anything. */
async function sifted(index: NodeIndex, reader: Reader, asked: Asked): Promise<readonly Entry[]> {
  const found: { readonly entry: Entry; readonly keys: readonly unknown[] }[] = []
  for await (const { entry, record } of passing(index, reader, asked))
    found.push({ entry, keys: asked.sort.map(({ path }) => valuesAt(record, path)[0]) })
  const sorted =
    asked.sort.length === 0 ? found : found.sort((a, b) => inOrder(asked.sort, (_, i) => [a.keys[i], b.keys[i]]))
  return sorted.map(({ entry }) => entry)
}

async function* passing(index: NodeIndex, reader: Reader, asked: Asked) {
  const isIn = within(asked)
  const words = asked.words === undefined ? [] : plain(asked.words).split(' ').filter(Boolean)
  for await (const one of reader.all(index)) {
    if (!isIn(one.entry)) continue
    const passes = [...asked.filters].every(([path, values]) =>
      valuesAt(one.record, path).some((value) => values.includes(told(value))),
    )
    if (passes && says(one.record, words)) yield one
  }
}

/** Whether the title and the texts of a record have all of some words, however they are accented. */
function says(record: RudiMetadata, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const paths = ['resource_title', 'synopsis.text', 'summary.text', 'keywords']
  const text = plain(paths.flatMap((path) => valuesAt(record, path)).join(' '))
  return words.every((word) => text.includes(word))
}

/** Without case nor accents. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()

async function counted(index: NodeIndex, reader: Reader, asked: Asked, path: string): Promise<Listed> {
  const counts = new Map<string, { readonly value: unknown; count: number }>()
  for await (const { record } of passing(index, reader, asked))
    for (const value of valuesAt(record, path)) {
      const known = counts.get(told(value))
      if (known) known.count++
      else if (counts.size < MOST_VALUES) counts.set(told(value), { value, count: 1 })
    }
  const items = [...counts.values()].sort((a, b) => b.count - a.count || compare(a.value, b.value))
  return { total: items.length, items: paged(items, asked).map(({ value, count }) => ({ [path]: value, count })) }
}

async function grouped(index: NodeIndex, reader: Reader, asked: Asked, path: string): Promise<Listed> {
  const groups = new Map<string, { readonly value: unknown; readonly items: RudiMetadata[]; count: number }>()
  const { limit, offset } = asked.group
  let kept = 0
  for await (const { record } of passing(index, reader, asked))
    for (const value of valuesAt(record, path)) {
      const group = groups.get(told(value)) ?? { value, items: [], count: 0 }
      groups.set(told(value), group)
      if (group.count >= offset && group.items.length < limit) {
        if (++kept > MOST_GROUPED) throw tooManyGrouped()
        group.items.push(record)
      }
      group.count++
    }
  const all = [...groups.values()].sort((a, b) => compare(a.value, b.value))
  const items = paged(all, asked).map(({ value, count, items: members }) => ({
    ...{ [path]: value, count },
    items: asked.fields ? members.map((one) => pick(one, asked.fields!)) : members,
  }))
  return { total: all.length, items }
}

const paged = <T>(all: readonly T[], { offset, limit }: Asked): readonly T[] => all.slice(offset, offset + limit)

const tooManyGrouped = () =>
  badParameter(
    'group_limit',
    'les groupes feraient ensemble une réponse trop grande',
    'the groups together would make too large an answer',
    {
      fr: `Demandez des groupes plus petits : ${MOST_GROUPED} fiches en tout.`,
      en: `Ask for smaller groups: ${MOST_GROUPED} records in all.`,
    },
  )
