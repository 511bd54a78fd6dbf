import { limits } from '../limits.ts'
import { type EntityType, type Navigation, navigationOf, typeNamed } from '../model.ts'
import type { Expand, Options } from '../parse/ast.ts'
import type { Sight } from '../sql/scope.ts'
import type { Context, Entity, Page, Row } from './context.ts'
import { countLevel, type Level, type LevelPage, readLevel } from './level.ts'
import { countObservations, readObservations } from './observations.ts'

/** A page of a collection, with what it expands: one query a relation, whatever the number of entities. */
export async function readCollection(
  context: Context,
  level: Omit<Level, 'top' | 'ids'>,
  most: number = limits.mostPage,
): Promise<Page> {
  const { options, of } = level
  const top = Math.min(options.top ?? limits.page, most)
  const parent = of ? of.ids[0]! : 0
  const [pages, counts] = await Promise.all([
    read(context, { ...level, top }),
    options.count ? count(context, { ...level, top }) : undefined,
  ])
  const page = pages.get(parent) ?? { rows: [], more: false }
  const [made] = await pagesWith(context, level.type, [page], options, limits.rows, counts && [counts.get(parent) ?? 0])
  return made!
}

/** How many entities a collection has. */
export async function countCollection(context: Context, level: Omit<Level, 'top' | 'ids'>): Promise<number> {
  const counts = await count(context, { ...level, top: 0 })
  return counts.get(level.of ? level.of.ids[0]! : 0) ?? 0
}

/** Entities by their rows, with what they expand. */
export async function expandRows(
  context: Context,
  type: EntityType,
  rows: readonly Row[],
  options: Options,
): Promise<Entity[]> {
  return withExpanded(context, type, rows, options, limits.rows)
}

/** The row of an entity that the viewer may see. */
export async function readRow(context: Context, type: EntityType, id: number): Promise<Row | undefined> {
  const level: Level = { type, options: noMore, top: 1, ids: [id] }
  return (await readLevel(context.sender, level, sightOf(context))).get(0)?.rows[0]
}

const noMore: Options = { expand: [], orderby: [], skip: 0, count: false, dataArray: false, raw: {} }

const sightOf = ({ visible, now }: Context): Sight => ({ visible, now, observations: 'observation' })

const read = async (context: Context, level: Level): Promise<Map<number, LevelPage>> => {
  // Only the number of them is wanted.
  if (level.top === 0 && level.options.count && !level.of) return new Map()
  if (level.type.name === 'Observation') return readObservations(context, level)
  return reading(context, level, (sender, sight) => readLevel(sender, level, sight))
}

const count = (context: Context, level: Level): Promise<Map<number, number>> => {
  if (level.type.name === 'Observation') return countObservations(context, level)
  return reading(context, level, (sender, sight) => countLevel(sender, level, sight))
}

/** Filters that look at observations from another entity need them as one. */
function reading<T>(
  context: Context,
  { options }: Level,
  work: (sender: Parameters<typeof readLevel>[0], sight: Sight) => Promise<T>,
): Promise<T> {
  const looks = [options.raw.$filter, options.raw.$orderby].some((text) => text?.includes('Observations'))
  if (!looks) return work(context.sender, sightOf(context))
  return context.observe.observations.asOne({}, (tx, from) => work(tx, { ...sightOf(context), observations: from }))
}

/** Pages whose rows are expanded together. */
async function pagesWith(
  context: Context,
  type: EntityType,
  pages: readonly LevelPage[],
  options: Options,
  budget: number,
  counts?: readonly number[],
): Promise<Page[]> {
  const rows = pages.flatMap((page) => page.rows)
  const entities = await withExpanded(context, type, rows, options, budget)
  let at = 0
  return pages.map(({ rows: own, more, after }, i) => {
    const mine = entities.slice(at, at + own.length)
    at += own.length
    return {
      rows: mine,
      ...(more && { next: { skip: options.skip + own.length, ...(after && { after }) } }),
      ...(counts && { count: counts[i]! }),
    }
  })
}

async function withExpanded(
  context: Context,
  type: EntityType,
  rows: readonly Row[],
  { expand }: Options,
  budget: number,
): Promise<Entity[]> {
  const all = await Promise.all(expand.map((one) => expanded(context, type, rows, one, budget)))
  return rows.map((row) => ({
    row,
    expanded: new Map(expand.map(({ navigation }, i) => [navigation, all[i]!.get(row.id)])),
  }))
}

/** What a relation gives, by the id of the row that has it. */
async function expanded(
  context: Context,
  type: EntityType,
  rows: readonly Row[],
  { navigation: name, options }: Expand,
  budget: number,
): Promise<Map<number, Page | Entity | undefined>> {
  const navigation = navigationOf(type, name)!
  if (rows.length === 0) return new Map()
  if (!navigation.many) return expandedOne(context, rows, navigation, options, budget)
  const ids = [...new Set(rows.map((row) => row.id))]
  // The more there are above, the shorter the pages below: an answer stays bounded, and next links lead to the rest.
  const share = Math.max(1, Math.floor(budget / ids.length))
  const top = Math.min(options.top ?? limits.page, limits.mostPage, share)
  const level: Level = { type: typeNamed(navigation.to), options, top, of: { type, navigation, ids } }
  const [pages, counts] = await Promise.all([read(context, level), options.count ? count(context, level) : undefined])
  const inOrder = ids.map((id) => pages.get(id) ?? { rows: [], more: false })
  const made = await pagesWith(
    context,
    level.type,
    inOrder,
    options,
    share,
    counts && ids.map((id) => counts.get(id) ?? 0),
  )
  return new Map(ids.map((id, i) => [id, made[i]]))
}

async function expandedOne(
  context: Context,
  rows: readonly Row[],
  { link, to }: Navigation,
  options: Options,
  budget: number,
): Promise<Map<number, Entity | undefined>> {
  if (link.by !== 'key') throw new RangeError('a relation to one is a key')
  const type = typeNamed(to)
  const keyOf = (row: Row) => row[link.column] as number | null
  const ids = [...new Set(rows.map(keyOf).filter((id) => id !== null))]
  const { filter: _, orderby: __, after: ___, ...rest } = options
  const level: Level = { type, options: { ...rest, orderby: [], skip: 0 }, top: ids.length, ids }
  const page = (await read(context, level)).get(0)
  const entities = await withExpanded(context, type, page?.rows ?? [], options, budget)
  const byId = new Map(entities.map((entity) => [entity.row.id, entity]))
  return new Map(rows.map((row) => [row.id, byId.get(keyOf(row) ?? -1)]))
}
