import type { Geometry } from '../../../kernel/index.ts'
import { OrchestraError } from '../../../kernel/index.ts'
import type { Json } from '../../types.ts'
import type { Unreadable } from '../types.ts'
import { asDate, asList, asObject, asText, readJson, unreadable } from '../values.ts'

/** One value of an attribute. */
export interface Reading {
  readonly attribute: string
  readonly result: number | string | boolean
  readonly time: Date
  /** UN/CEFACT code. */
  readonly unitCode?: string
}

/** An entity as a notification tells it. */
export interface ContextEntity {
  readonly id: string
  readonly type: string
  readonly name?: string
  readonly place?: Geometry
  readonly readings: readonly Reading[]
}

/** Members of an entity that are no measure of it: JSON-LD, descriptions, and times that date the others. */
const notMeasures = new Set([
  ...[
    'id',
    'type',
    '@id',
    '@type',
    '@context',
    'location',
    'name',
    'alternateName',
    'description',
    'source',
    'dataProvider',
  ],
  ...[
    'owner',
    'seeAlso',
    'address',
    'dateObserved',
    'observedAt',
    'createdAt',
    'modifiedAt',
    'dateCreated',
    'dateModified',
  ],
])

/**
 * Reads a notification of NGSI-LD (ETSI GS CIM 009), an entity or a list of entities, normalised, concise or simplified
 * (`keyValues`). Throws `ingest.not-json`.
 */
export function readNotification(
  body: Uint8Array,
  received: Date,
): { readonly entities: readonly ContextEntity[]; readonly unreadable: readonly Unreadable[] } {
  const document = readJson(body)
  const notification = asObject(document)
  const notified = asDate(notification?.notifiedAt)
  const list = Array.isArray(document)
    ? document
    : notification?.data !== undefined
      ? asList(notification.data)
      : [document]
  const entities: ContextEntity[] = []
  const refused: Unreadable[] = []
  for (const one of list)
    try {
      entities.push(readEntity(one, notified ?? received))
    } catch (error) {
      if (!(error instanceof OrchestraError)) throw error
      refused.push({ code: error.code, reason: error.say, raw: one })
    }
  return { entities, unreadable: refused }
}

function readEntity(value: unknown, notified: Date): ContextEntity {
  const entity = asObject(value)
  const id = asText(entity?.id) ?? asText(entity?.['@id'])
  if (!entity || !id || id.length > 500)
    throw unreadable('ingest.not-an-entity', {
      fr: 'Cette entité NGSI-LD n’a pas d’identifiant.',
      en: 'This NGSI-LD entity has no identifier.',
    })
  const usual = asDate(plainOf(entity.dateObserved)) ?? asDate(plainOf(entity.observedAt)) ?? notified
  const name = asText(plainOf(entity.name))
  const place = placeOf(plainOf(entity.location))
  const types = Array.isArray(entity.type) ? entity.type : [entity.type]
  return {
    id,
    type: types.map((one) => asText(one) ?? '').join(', '),
    ...(name && { name }),
    ...(place && { place }),
    readings: Object.entries(entity).flatMap(([attribute, given]) =>
      notMeasures.has(attribute) ? [] : asInstances(given).flatMap((one) => readAttribute(attribute, one, usual)),
    ),
  }
}

/** An attribute may have several instances (`datasetId`). */
const asInstances = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : [given])

function readAttribute(attribute: string, given: unknown, usual: Date): Reading[] {
  const node = asObject(given)
  const type = node?.type
  if (type !== undefined && type !== 'Property') return []
  const result = node ? node.value : given
  if (
    typeof result !== 'boolean' &&
    typeof result !== 'string' &&
    !(typeof result === 'number' && Number.isFinite(result))
  )
    return []
  const unitCode = asText(node?.unitCode)
  const named = asText(node?.datasetId)
  return [
    {
      attribute: named ? `${attribute}/${named}` : attribute,
      result,
      time: asDate(node?.observedAt) ?? usual,
      ...(unitCode && { unitCode }),
    },
  ]
}

/** The value of an attribute, however it is written. */
function plainOf(given: unknown): unknown {
  const node = asObject(given)
  if (!node || !('value' in node)) return given
  const value = node.value as Json | string
  return typeof value === 'object' && value !== null && '@value' in value ? value['@value'] : value
}

function placeOf(value: unknown): Geometry | undefined {
  const geometry = asObject(value)
  return typeof geometry?.type === 'string' && Array.isArray(geometry.coordinates) ? (geometry as Geometry) : undefined
}
