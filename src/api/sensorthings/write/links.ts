import { badBody, shown } from '../faults.ts'
import type { EntityType, Navigation } from '../model.ts'
import { type Body, inside, objectOf } from './body.ts'
import { mayLink, type Writing } from './writer.ts'

/** A relation in a body: an entity that is there, or one to make. */
export type Linked = { readonly id: number } | { readonly make: Body; readonly place: string }

/** What a body says of a relation; undefined when it says nothing. Throws `sensorthings.bad-body`. */
export function linksIn(body: Body, { name, many }: Navigation, place: string): Linked[] | undefined {
  const given = body[name]
  if (given === undefined || (given === null && !many)) return undefined
  const where = inside(place, name)
  if (!many) return [linkOf(given, where)]
  if (Array.isArray(given)) return given.map((one, i) => linkOf(one, inside(where, i)))
  throw badBody(where, 'Une liste d’entités est attendue', 'A list of entities is expected')
}

function linkOf(value: unknown, place: string): Linked {
  const object = objectOf(value, place)
  const id = object['@iot.id'] ?? (Object.keys(object).length === 1 ? object.id : undefined)
  if (id === undefined) return { make: object, place }
  const number = typeof id === 'number' ? id : typeof id === 'string' && /^\d{1,16}$/.test(id) ? Number(id) : Number.NaN
  if (Number.isSafeInteger(number)) return { id: number }
  throw badBody(
    inside(place, '@iot.id'),
    `« ${shown(id)} » n’est pas un identifiant`,
    `"${shown(id)}" is not an identifier`,
  )
}

/** The id of an entity to link to, made if need be. Throws `sensorthings.bad-body` when there is none the writer may use. */
export async function resolveLink(
  writing: Writing,
  type: EntityType,
  link: Linked,
  place: string,
  make: (body: Body, place: string) => Promise<number>,
): Promise<number> {
  if ('make' in link) return make(link.make, link.place)
  if (await mayLink(writing, type, link.id)) return link.id
  throw noTarget(type, link.id, place)
}

/** There is nothing to link to. */
export const noTarget = (type: EntityType, id: number, place: string) =>
  badBody(
    place,
    `Il n’y a pas de ${type.set}(${id}) que vous puissiez employer`,
    `There is no ${type.set}(${id}) that you may use`,
  )
