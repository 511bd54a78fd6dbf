import type { Context } from 'hono'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { OrchestraError } from '../../kernel/index.ts'
import { keepable } from './keepable.ts'

/** The JSON body of a request, as its schema says. Throws `api.bad-body`, naming the first part that will not do. */
export async function readJson<S extends TSchema>(c: Context, schema: S): Promise<Static<S>> {
  const text = await c.req.text()
  let body: unknown
  try {
    body =
      text.trim() === ''
        ? {}
        : JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? keepable(value) : value))
  } catch {
    throw badBody('body')
  }
  if (Value.Check(schema, body)) return body
  const [first] = Value.Errors(schema, body)
  throw badBody(first?.instancePath ? first.instancePath.slice(1) : 'body', first?.message)
}

const badBody = (place: string, message?: string) =>
  new OrchestraError({
    code: 'api.bad-body',
    say: {
      fr: 'Le corps de la demande ne convient pas.',
      en: `The body of the request will not do${message ? `: ${message}` : ''}.`,
    },
    remedy: {
      fr: 'Envoyez le JSON que décrit /openapi.json.',
      en: 'Send the JSON that /openapi.json describes.',
    },
    place,
  })
