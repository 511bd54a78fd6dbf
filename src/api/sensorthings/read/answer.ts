import { badOption, fault } from '../faults.ts'
import { limits } from '../limits.ts'
import type { Options } from '../parse/ast.ts'
import { parseQuery } from '../parse/options.ts'
import { type Path, parsePath } from '../parse/path.ts'
import { type Target, walk } from './address.ts'
import type { Context, Row } from './context.ts'
import { countCollection, expandRows, readCollection } from './entities.ts'
import { nextLink, propertyValue, selfLink, shapeDataArrays, shapeEntity } from './shape.ts'

/** What a GET gives: JSON, a bare value, or nothing (204) when a property has no value. */
export type Answer =
  | { readonly kind: 'json'; readonly body: unknown }
  | { readonly kind: 'text'; readonly body: string }
  | { readonly kind: 'nothing' }

const json = (body: unknown): Answer => ({ kind: 'json', body })

/** Answers the reading of an address: `path` after the root, and its query. Throws the faults of this API. */
export async function answerRead(context: Context, path: string, query: string): Promise<Answer> {
  const asked = parsePath(path)
  const { type } = asked.steps.at(-1)!
  const options = parseQuery(query, type)
  const target = await walk(context, asked)
  if (target.kind === 'collection') return collection(context, asked, target, options, path)
  if (
    options.count ||
    options.top !== undefined ||
    options.skip ||
    options.filter ||
    options.orderby.length ||
    options.dataArray
  )
    throw badOption(
      '$',
      'une entité seule ne prend que $select et $expand',
      'one entity takes $select and $expand only',
    )
  const { row } = target
  if (asked.property) return property(context, asked, row, target)
  if (asked.form === '$ref') return json({ '@iot.selfLink': selfLink(context.root, type, row.id) })
  const [entity] = await expandRows(context, type, [row], options)
  return json(shapeEntity(context.root, type, entity!, options))
}

async function collection(
  context: Context,
  { form }: Path,
  { type, of }: Extract<Target, { kind: 'collection' }>,
  options: Options,
  path: string,
): Promise<Answer> {
  const level = { type, options, ...(of && { of }) }
  if (form === '$count') return { kind: 'text', body: String(await countCollection(context, level)) }
  if (options.dataArray && (type.name !== 'Observation' || options.expand.length > 0))
    throw badOption(
      '$resultFormat',
      'dataArray est pour des Observations, sans $expand',
      'dataArray is for Observations, without $expand',
    )
  const page = await readCollection(context, level, options.dataArray ? limits.mostDataArray : limits.mostPage)
  const address = `${context.root}/${path.replace(/^\/+|\/+$/g, '')}`
  const rows = page.rows.map(({ row }) => row)
  return json({
    ...(page.count !== undefined && { '@iot.count': page.count }),
    ...(page.next && { '@iot.nextLink': nextLink(address, options, page.next) }),
    value: options.dataArray
      ? shapeDataArrays(context.root, type, rows, options)
      : form === '$ref'
        ? rows.map(({ id }) => ({ '@iot.selfLink': selfLink(context.root, type, id) }))
        : page.rows.map((entity) => shapeEntity(context.root, type, entity, options)),
  })
}

function property(context: Context, asked: Path, row: Row, { type }: Target): Answer {
  const { property: of, inside, form } = asked
  if (of === undefined) throw new RangeError('no property')
  const name = of === 'id' ? '@iot.id' : of === 'selfLink' ? '@iot.selfLink' : (inside.at(-1) ?? of.name)
  let value: unknown =
    of === 'id' ? row.id : of === 'selfLink' ? selfLink(context.root, type, row.id) : propertyValue(of, row)
  for (const key of inside) {
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    if (!isThere)
      throw fault(
        'sensorthings.not-found',
        { fr: `Rien sous « ${key.slice(0, 60)} ».`, en: `Nothing under "${key.slice(0, 60)}".` },
        { place: key.slice(0, 60) },
      )
    value = (value as Record<string, unknown>)[key]
  }
  if (value === null) return { kind: 'nothing' }
  if (form !== '$value') return json({ [name]: value })
  return typeof value === 'object' ? json(value) : { kind: 'text', body: String(value) }
}
