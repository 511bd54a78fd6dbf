import { applyPatch, type Operation } from 'rfc6902'
import { parseJson } from '../../../kernel/index.ts'
import { badBody, tooMuch } from '../faults.ts'
import { type Body, isObject } from './body.ts'

const MOST_OPERATIONS = 1_000
const operations: ReadonlySet<unknown> = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test'])

/**
 * What a JSON Patch (RFC 6902) changes of an entity: the properties that differ afterwards, as a partial body; one that was
 * removed is null. Throws `sensorthings.bad-body`.
 */
export function patched(entity: Body, patch: unknown): Body {
  if (
    !Array.isArray(patch) ||
    !patch.every((one) => isObject(one) && operations.has(one.op) && typeof one.path === 'string')
  )
    throw badBody(
      'body',
      'Un JSON Patch est une liste d’opérations (RFC 6902)',
      'A JSON Patch is a list of operations (RFC 6902)',
    )
  if (patch.length > MOST_OPERATIONS)
    throw tooMuch('body', 'Opérations d’un JSON Patch', 'Operations of a JSON Patch', MOST_OPERATIONS)
  const after: Record<string, unknown> = parseJson(JSON.stringify(entity)) as Record<string, unknown>
  const failures = applyPatch(after, patch as Operation[])
  const index = failures.findIndex((failure) => failure !== null)
  if (index >= 0)
    throw badBody(
      String(index),
      `L’opération ${index} ne s’applique pas : ${failures[index]!.message}`,
      `Operation ${index} does not apply: ${failures[index]!.message}`,
    )
  const names = new Set([...Object.keys(entity), ...Object.keys(after)])
  const changed = [...names].filter((name) => JSON.stringify(entity[name]) !== JSON.stringify(after[name]))
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]))
}
