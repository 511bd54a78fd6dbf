import type { Context } from 'hono'
import Type, { type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { ProcessOutput } from '../../kernel/index.ts'
import type { Offered } from '../../pipeline/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter, unknownName } from '../http/faults.ts'
import { part, type Route, route } from '../http/route.ts'
import { guardReads } from '../ogc/processes/access.ts'
import { readInputs } from '../ogc/processes/inputs.ts'

/** Written after the name of a process, `.gpx`, or asked for by `f`: the output of that media type. */
const mediaTypes: Readonly<Record<string, string>> = { gpx: 'application/gpx+xml' }

const address: Route = route({
  path: '/api/packs/:pack/:process',
  tag: 'processes',
  summary: {
    fr: 'La réponse immédiate d’un traitement d’un usage, ses entrées en paramètres',
    en: 'The immediate answer of a process of a use case, its inputs as parameters',
  },
  answer: Type.Unknown({ description: 'The output of the process, or its outputs by name.' }),
  also: ['application/gpx+xml'],
  problems: [400, 403, 404],
  handle: () => {
    throw new Error('its parameters are those of the process')
  },
})

/**
 * Answers from what a process keeps in memory: `?from=-2.08,47.65&to=…` are its inputs. Whoever asks must be allowed to read all that it
 * is made from.
 */
export const packProcessRoute: Route = { ...address, handle: answerNow }

async function answerNow(deps: Deps, c: Context): Promise<Response> {
  const [id = '', suffix] = part(c, 'process').split('.', 2)
  const offered = keptProcessOf(deps, part(c, 'pack'), id)
  guardReads(deps, c, offered)
  const { origin, searchParams } = new URL(c.req.url)
  const format = suffix ?? searchParams.get('f') ?? 'json'
  const given = inputsOf(offered, searchParams)
  const inputs = await readInputs(deps.processes, offered, given, origin)
  const output = outputFor(offered, format)
  const { results } = await deps.answers.answer(offered.id, inputs)
  const valueAt = (name: string) => {
    const result = results[name]
    return result && 'value' in result ? result.value : undefined
  }
  c.header('Cache-Control', 'private, no-cache')
  if (format === 'json') {
    const names = Object.keys(offered.outputs).filter((name) => mediaTypeOf(offered.outputs[name]!) === undefined)
    return c.json(
      names.length === 1
        ? valueAt(names[0]!)
        : (Object.fromEntries(names.map((name) => [name, valueAt(name)])) as object),
    )
  }
  return c.body(String(valueAt(output!)), 200, {
    'Content-Type': `${mediaTypes[format]}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${offered.id}.${format}"`,
  })
}

function keptProcessOf({ processes }: Deps, pack: string, id: string): Offered {
  const found = processes.offered.get(id)
  if (found?.keeps?.pack === pack) return found
  const known = [...processes.offered.values()].filter(({ keeps }) => keeps?.pack === pack).map((one) => one.id)
  throw unknownName(
    'process.unknown',
    `${pack}/${id}`.slice(0, 80),
    'Aucun traitement ne répond ici à',
    'No process answers here to',
    known,
  )
}

const mediaTypeOf = (output: ProcessOutput): unknown => ('told' in output ? output.told?.contentMediaType : undefined)

/** The output that a format stands for; none for JSON, which is all the others. */
function outputFor({ outputs }: Offered, format: string): string | undefined {
  if (format === 'json') return undefined
  const found = Object.keys(outputs).find((name) => mediaTypeOf(outputs[name]!) === mediaTypes[format])
  if (mediaTypes[format] && found) return found
  const known = ['json', ...Object.keys(mediaTypes)].join(', ')
  throw badParameter('f', `« ${format.slice(0, 20)} » ne convient pas`, `'${format.slice(0, 20)}' will not do`, {
    fr: `Formats possibles : ${known}.`,
    en: `Possible formats: ${known}.`,
  })
}

/** Parameters that are no inputs. */
const others = ['f', 'lang']

/** The inputs as a query writes them: texts as they are, numbers and lists as JSON does. */
function inputsOf({ inputs }: Offered, query: URLSearchParams): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    if (others.includes(name) && !inputs[name]) continue
    const [text = '', ...more] = query.getAll(name)
    if (more.length > 0)
      throw badParameter(name.slice(0, 60), 'donné plusieurs fois', 'given several times', {
        fr: 'Donnez-le une fois.',
        en: 'Give it once.',
      })
    if (text !== '') given[name] = inputs[name] ? readText(inputs[name].schema, text) : text
  }
  return given
}

/** A text as the value a schema takes; itself where no reading of it does, to be refused with its reason. */
function readText(schema: TSchema, text: string): unknown {
  // A text that looks like a list or an object is one, where either would do.
  if (!/^[[{]/.test(text) && Value.Check(schema, text)) return text
  try {
    const value: unknown = JSON.parse(text)
    if (Value.Check(schema, value)) return value
  } catch {
    // No JSON: told as it came.
  }
  return text
}
