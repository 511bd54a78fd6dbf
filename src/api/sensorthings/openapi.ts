import type { Bilingual, Language } from '../../kernel/index.ts'
import { type EntityType, entityTypes, type Property } from './model.ts'

// The addresses of SensorThings are a language of their own: what stands here are the sets, an entity of each, and the two
// requests that are none. Navigation (`/Things(1)/Datastreams`) goes on from any of them.

const base = '/sensorthings/v1.1'

const schemaOf: Readonly<Record<Property['kind'], object>> = {
  text: { type: 'string' },
  json: {},
  geometry: { type: 'object', description: 'GeoJSON' },
  instant: { type: ['string', 'null'], format: 'date-time' },
  period: { type: 'string', description: 'ISO 8601: an instant, or two with a slash between' },
  value: { description: 'Any JSON' },
}

const options: Readonly<Record<string, Bilingual>> = {
  $filter: {
    fr: "Condition : result gt 20 and Datastream/name eq 'T'",
    en: "Condition: result gt 20 and Datastream/name eq 'T'",
  },
  $expand: { fr: 'Entités liées : Datastreams($expand=Sensor)', en: 'Related entities: Datastreams($expand=Sensor)' },
  $select: { fr: 'Propriétés voulues', en: 'Wanted properties' },
  $orderby: { fr: 'Tri : phenomenonTime desc', en: 'Order: phenomenonTime desc' },
  $top: { fr: 'Taille de la page', en: 'Size of the page' },
  $skip: { fr: 'Combien en passer', en: 'How many to pass over' },
  $count: { fr: 'Compter le tout', en: 'Count them all' },
}

/** The part of the OpenAPI document on SensorThings: tag and paths. */
export function sensorThingsOpenApi(language: Language): {
  tag: object
  paths: Record<string, Record<string, object>>
} {
  const say = (fr: string, en: string) => (language === 'fr' ? fr : en)
  const parameters = (names: readonly string[]) =>
    names.map((name) => ({
      ...{ name, in: 'query', description: options[name]![language] },
      schema: { type: name === '$top' || name === '$skip' ? 'integer' : name === '$count' ? 'boolean' : 'string' },
    }))
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } }
  const answer = (description: string, schema: object) => ({ description, content: { 'application/json': { schema } } })
  const fault = answer(say('Refusé, avec la raison et le remède', 'Refused, with the reason and the remedy'), {
    type: 'object',
    properties: { error: { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } } } },
  })
  const operation = (summary: string, more: object, success: Record<number, object>) => ({
    ...{ tags: ['sensorthings'], summary, ...more },
    responses: { ...success, 400: fault, 404: fault },
  })
  const secured = { security: [{ operator: [] }] }
  const bodyOf = (type: EntityType) => ({ requestBody: { content: { 'application/json': { schema: entity(type) } } } })
  const paths: Record<string, Record<string, object>> = {
    [base]: {
      get: operation(
        say('La racine de SensorThings 1.1', 'The root of SensorThings 1.1'),
        {},
        { 200: answer('', { type: 'object' }) },
      ),
    },
  }
  for (const type of entityTypes) {
    const { set, name } = type
    paths[`${base}/${set}`] = {
      get: operation(
        `${set}`,
        { parameters: parameters(Object.keys(options)) },
        { 200: answer(set, collection(type)) },
      ),
      post: operation(
        say(`Crée : ${name}`, `Creates: ${name}`),
        { ...bodyOf(type), ...secured },
        { 201: { description: 'Location' } },
      ),
    }
    const one = [id, ...parameters(['$select', '$expand'])]
    paths[`${base}/${set}({id})`] = {
      get: operation(name, { parameters: one }, { 200: answer(name, entity(type)) }),
      patch: operation(
        say(`Change : ${name}`, `Changes: ${name}`),
        { parameters: [id], ...bodyOf(type), ...secured },
        { 200: answer(name, entity(type)) },
      ),
      put: operation(
        say(`Remplace : ${name}`, `Replaces: ${name}`),
        { parameters: [id], ...bodyOf(type), ...secured },
        { 200: answer(name, entity(type)) },
      ),
      delete: operation(
        say(`Supprime : ${name}`, `Deletes: ${name}`),
        { parameters: [id], ...secured },
        { 200: { description: name } },
      ),
    }
  }
  paths[`${base}/CreateObservations`] = {
    post: operation(
      say('Crée des observations en tableaux', 'Creates observations as arrays'),
      {
        requestBody: { content: { 'application/json': { schema: { type: 'array', items: { type: 'object' } } } } },
        ...secured,
      },
      {
        201: answer(say('Le lien de chacune, ou son erreur', 'The link of each, or its error'), {
          type: 'array',
          items: { type: 'string' },
        }),
      },
    ),
  }
  paths[`${base}/$batch`] = {
    post: operation(
      say('Plusieurs demandes en une', 'Several requests in one'),
      {
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object' } },
            'multipart/mixed': { schema: { type: 'string' } },
          },
        },
        ...secured,
      },
      { 200: answer(say('La réponse de chacune', 'The answer of each'), { type: 'object' }) },
    ),
  }
  const tag = {
    name: 'sensorthings',
    description: say('Les capteurs (SensorThings 1.1)', 'The sensors (SensorThings 1.1)'),
  }
  for (const [path, methods] of Object.entries(paths))
    for (const [method, one] of Object.entries(methods))
      methods[method] = { operationId: operationId(method, path), ...one }
  return { tag, paths }
}

/** `getSensorThingsThingsId`. */
const operationId = (method: string, path: string) =>
  `${method}SensorThings${path
    .slice(base.length)
    .replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/\W/g, '')}`

const entity = (type: EntityType) => ({
  type: 'object',
  properties: {
    '@iot.id': { type: 'integer' },
    '@iot.selfLink': { type: 'string', format: 'uri' },
    ...Object.fromEntries(type.properties.map((property) => [property.name, schemaOf[property.kind]])),
    ...Object.fromEntries(
      type.navigations.map(({ name }) => [`${name}@iot.navigationLink`, { type: 'string', format: 'uri' }]),
    ),
  },
})

const collection = (type: EntityType) => ({
  type: 'object',
  required: ['value'],
  properties: {
    '@iot.count': { type: 'integer' },
    '@iot.nextLink': { type: 'string', format: 'uri' },
    value: { type: 'array', items: entity(type) },
  },
})
