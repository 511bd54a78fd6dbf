import { fault } from '../faults.ts'
import type { EntityType, Navigation } from '../model.ts'
import { noOptions } from '../parse/ast.ts'
import { isCollection, type Path, type Step } from '../parse/path.ts'
import type { Context, Row } from './context.ts'
import { readRow } from './entities.ts'
import { readLevel } from './level.ts'
import { readObservation } from './observations.ts'

/** What an address leads to, once walked: an entity, or the collection of an entity. */
export type Target =
  | { readonly kind: 'entity'; readonly type: EntityType; readonly row: Row }
  | {
      readonly kind: 'collection'
      readonly type: EntityType
      readonly of?: { readonly type: EntityType; readonly navigation: Navigation; readonly ids: readonly number[] }
    }

/**
 * Walks an address step by step: each entity must exist, be visible, and belong to the one before. Throws
 * `sensorthings.not-found`.
 */
export async function walk(context: Context, path: Path): Promise<Target> {
  let at: { readonly type: EntityType; readonly row: Row } | undefined
  for (const [i, step] of path.steps.entries()) {
    const isLast = i === path.steps.length - 1
    if (isLast && isCollection(path))
      return {
        kind: 'collection',
        type: step.type,
        ...(at && { of: { type: at.type, navigation: step.navigation!, ids: [at.row.id] } }),
      }
    const row = await entityAt(context, step, at)
    if (!row) throw notFound(step, at?.row.id)
    at = { type: step.type, row }
  }
  return { kind: 'entity', ...at! }
}

async function entityAt(
  context: Context,
  { type, navigation, id }: Step,
  from: { readonly type: EntityType; readonly row: Row } | undefined,
): Promise<Row | undefined> {
  if (navigation && !navigation.many && navigation.link.by === 'key') {
    const key = from!.row[navigation.link.column] as number | null
    return key === null ? undefined : readRow(context, type, key)
  }
  if (type.name !== 'Observation' && !from) return readRow(context, type, id!)
  if (type.name === 'Observation') {
    const row = await readObservation(context, id!)
    const column = navigation?.link.by === 'inverse' ? navigation.link.column : undefined
    return row && column && row[column] !== from!.row.id ? undefined : row
  }
  const level = {
    type,
    options: noOptions,
    top: 1,
    ids: [id!],
    of: { type: from!.type, navigation: navigation!, ids: [from!.row.id] },
  }
  const sight = { visible: context.visible, now: context.now, observations: 'observation' }
  return (await readLevel(context.sender, level, sight)).get(from!.row.id)?.rows[0]
}

const notFound = ({ type, id }: Step, from: number | undefined) =>
  fault(
    'sensorthings.not-found',
    {
      fr: id === undefined ? `Cette entité n’a pas de ${type.name}.` : `Il n’y a pas de ${type.name} ${id} ici.`,
      en: id === undefined ? `This entity has no ${type.name}.` : `There is no ${type.name} ${id} here.`,
    },
    {
      place: id === undefined ? `${type.name}` : `${type.set}(${id})`,
      remedy: {
        fr: 'Il n’existe pas, ne se rattache pas à l’entité qui précède, ou n’est pas ouvert à tous.',
        en: 'It does not exist, does not belong to the entity before it, or is not open to all.',
      },
      ...(from !== undefined && { facts: { from } }),
    },
  )
