import { fault, shown, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import {
  type EntityType,
  entityTypes,
  type Navigation,
  navigationOf,
  type Property,
  propertyOf,
  typeNamed,
  typeOfSet,
} from '../model.ts'

/** One entity of the path, or a whole collection when it has no id. */
export interface Step {
  readonly type: EntityType
  /** From the entity before; none for the first. */
  readonly navigation?: Navigation
  readonly id?: number
}

/** What an address names. */
export interface Path {
  readonly steps: readonly Step[]
  /** A property of the last entity, and the way inside it. */
  readonly property?: Property | 'id' | 'selfLink'
  readonly inside: readonly string[]
  /** `$value`: bare; `$ref`: links only; `$count`: the number of them. */
  readonly form?: '$value' | '$ref' | '$count'
}

/** Whether an address names a collection rather than one entity. */
export const isCollection = ({ steps }: Path): boolean => {
  const last = steps.at(-1)!
  return last.id === undefined && (last.navigation?.many ?? true)
}

/**
 * Reads an address after the root: `Things(1)/Datastreams(2)/Observations`, `Observations(1)/result/$value`. Throws
 * `sensorthings.bad-path` (nothing can be there), `sensorthings.too-costly`.
 */
export function parsePath(path: string): Path {
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded)
  if (segments.length > limits.segments)
    throw tooMuch('path', 'Segments d’une adresse', 'Segments of an address', limits.segments)
  const steps: Step[] = []
  let [property, form]: [Path['property'], Path['form']] = [undefined, undefined]
  const inside: string[] = []
  for (const segment of segments) {
    if (form) throw badPath(segment, 'rien ne suit', 'nothing comes after', form)
    if (segment === '$value' || segment === '$ref' || segment === '$count') {
      form = segment
      continue
    }
    if (property) {
      inside.push(segment)
      continue
    }
    const step = stepOf(segment, steps.at(-1))
    if (step) steps.push(step)
    else property = propertyStep(segment, steps.at(-1))
  }
  const read: Path = { steps, inside, ...(property && { property }), ...(form && { form }) }
  check(read)
  return read
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw badPath(segment, 'échappement % mal formé', 'malformed % escape')
  }
}

const withId = /^([A-Za-z]+)\((?:'?)(-?\d{1,16})(?:'?)\)$/

function stepOf(segment: string, before: Step | undefined): Step | undefined {
  const found = withId.exec(segment)
  const name = found ? found[1]! : segment
  const id = found ? Number(found[2]) : undefined
  if (id === undefined && segment.includes('(')) throw noEntity(segment)
  if (!before) {
    const type = typeOfSet(name)
    if (!type)
      throw badPath(
        name,
        'aucun ensemble de ce nom',
        'no set of that name',
        `(${entityTypes.map((t) => t.set).join(', ')})`,
      )
    return { type, ...(id !== undefined && { id }) }
  }
  if (before.id === undefined && (before.navigation?.many ?? true))
    throw badPath(segment, 'une entité est attendue avant', 'an entity is expected before')
  const navigation = navigationOf(before.type, name)
  if (!navigation) return undefined
  if (id !== undefined && !navigation.many)
    throw badPath(segment, 'cette relation n’a qu’une entité', 'this relation has one entity only')
  return { type: typeNamed(navigation.to), navigation, ...(id !== undefined && { id }) }
}

function propertyStep(name: string, before: Step | undefined): NonNullable<Path['property']> {
  if (name === 'id' || name === '@iot.id') return 'id'
  if (name === '@iot.selfLink') return 'selfLink'
  const property = before && propertyOf(before.type, name)
  if (property) return property
  throw badPath(
    name,
    `${before?.type.name} n’a ni propriété ni relation de ce nom`,
    `${before?.type.name} has no property or relation of that name`,
  )
}

function check({ steps, property, inside, form }: Path): void {
  if (steps.length === 0) throw badPath('/', 'rien à cette adresse', 'nothing at this address')
  const isNested = property && (typeof property === 'string' || !['json', 'geometry', 'value'].includes(property.kind))
  if (inside.length > 0 && isNested)
    throw badPath(inside[0]!, 'rien dans cette propriété', 'nothing inside this property')
  const last = steps.at(-1)!
  const isSet = last.id === undefined && (last.navigation?.many ?? true)
  if (property && isSet) throw badPath('property', 'une entité est attendue avant', 'an entity is expected before')
  if (form === '$value' && !property)
    throw badPath('$value', 'une propriété est attendue avant', 'a property is expected before')
  if (form === '$ref' && property)
    throw badPath('$ref', 'une entité est attendue avant', 'an entity is expected before')
  if (form === '$count' && (property || !isSet))
    throw badPath('$count', 'une collection est attendue avant', 'a collection is expected before')
}

const badPath = (segment: string, fr: string, en: string, more = '') =>
  fault(
    'sensorthings.bad-path',
    { fr: `« ${shown(segment)} » : ${fr} ${more}`.trim(), en: `"${shown(segment)}": ${en} ${more}`.trim() },
    { place: shown(segment) },
  )

/** An id that nothing can have: the same answer as for one that nothing has. */
const noEntity = (segment: string) =>
  fault(
    'sensorthings.not-found',
    { fr: `Il n’y a pas de ${shown(segment)}.`, en: `There is no ${shown(segment)}.` },
    {
      place: shown(segment),
      remedy: { fr: 'Les identifiants sont des nombres entiers.', en: 'Identifiers are whole numbers.' },
    },
  )
