import { badBody } from '../faults.ts'
import { inside, isObject } from '../write/body.ts'
import { askedFrom, type Item, type Result } from './run.ts'

/** The requests of a batch in JSON (OGC 18-088, 11; OData JSON format 4.01, 19). Throws `sensorthings.bad-body`. */
export function readJsonBatch(body: unknown, root: string): Item[] {
  const requests = isObject(body) ? body.requests : undefined
  if (!Array.isArray(requests))
    throw badBody('requests', 'Une liste de demandes est attendue', 'A list of requests is expected')
  const seen = new Set<string>()
  return requests.map((request: unknown, i) => {
    const place = inside('requests', i)
    if (!isObject(request)) throw badBody(place, 'Un objet JSON est attendu', 'A JSON object is expected')
    const { id, method, url, atomicityGroup, dependsOn, headers } = request
    if (typeof id !== 'string' || id === '' || seen.has(id))
      throw badBody(
        inside(place, 'id'),
        'Un texte différent des autres est attendu',
        'A text unlike the others is expected',
      )
    seen.add(id)
    if (typeof method !== 'string' || typeof url !== 'string')
      throw badBody(place, 'method et url sont attendus', 'method and url are expected')
    const type = isObject(headers) ? String(headers['content-type'] ?? headers['Content-Type'] ?? '') : ''
    return {
      id,
      asked: orFault(() =>
        askedFrom(method, url, root, {
          ...(request.body !== undefined && { body: request.body }),
          ...(type.includes('json-patch') && { isJsonPatch: true }),
        }),
      ),
      ...(typeof atomicityGroup === 'string' && { group: atomicityGroup }),
      dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
    }
  })
}

function orFault<T>(make: () => T): T | { readonly fault: Error } {
  try {
    return make()
  } catch (error) {
    return { fault: error as Error }
  }
}

export const writeJsonBatch = (results: readonly Result[]) => ({
  responses: results.map(({ id, group, status, location, body }) => ({
    id,
    ...(group !== undefined && { atomicityGroup: group }),
    status,
    ...(location && { location }),
    ...(body !== undefined && { body }),
  })),
})
