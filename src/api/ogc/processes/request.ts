import type { Context } from 'hono'
import type { ProcessOutput } from '../../../kernel/index.ts'
import type { AskedOutput, AskedResults, Offered } from '../../../pipeline/index.ts'
import { closest } from '../../http/closest.ts'
import { badRequest } from './exceptions.ts'
import { mediaTypesOf } from './formats.ts'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const members = ['inputs', 'outputs', 'response', 'subscriber'] as const

const example = {
  fr: 'Envoyez un objet JSON : {"inputs": {"nom": valeur}, "outputs": {…}, "response": "raw"}.',
  en: 'Send a JSON object: {"inputs": {"name": value}, "outputs": {…}, "response": "raw"}.',
}

/** An execution request: its inputs and its subscriber as given. */
interface Execute {
  readonly inputs: Json
  readonly request: AskedResults
  readonly subscriber: unknown
}

/** Reads an execution request sent as JSON. Throws `process.bad-request`. */
export async function readExecute(c: Context, offered: Offered): Promise<Execute> {
  const body = await jsonOf(c)
  for (const name of Object.keys(body))
    if (!members.some((known) => known === name)) {
      const near = closest(name, members)
      throw badRequest(
        name.slice(0, 60),
        `« ${name.slice(0, 60)} » n’a pas de sens dans une demande d’exécution`,
        `'${name.slice(0, 60)}' means nothing in an execution request`,
        near ? { fr: `Le plus proche : ${near}.`, en: `The closest is: ${near}.` } : example,
      )
    }
  const { inputs = {}, outputs, response = 'raw', subscriber } = body
  if (!isObject(inputs)) throw badRequest('inputs', '« inputs » n’est pas un objet', "'inputs' is no object", example)
  if (response !== 'raw' && response !== 'document')
    throw badRequest('response', '« response » ne convient pas', "'response' will not do", {
      fr: 'Valeurs possibles : raw, document.',
      en: 'Possible values: raw, document.',
    })
  return { inputs, request: { response, outputs: readOutputs(offered, outputs) }, subscriber }
}

async function jsonOf(c: Context): Promise<Json> {
  const text = await c.req.text()
  try {
    const body: unknown = text.trim() === '' ? {} : JSON.parse(text)
    if (isObject(body)) return body
  } catch {
    // Not JSON: refused like any other body that will not do.
  }
  throw badRequest('body', 'Le corps de la demande ne convient pas', 'The body of the request will not do', example)
}

/** The outputs asked for; all of them when nothing is said. */
function readOutputs(offered: Offered, asked: unknown): Record<string, AskedOutput> {
  const known = Object.keys(offered.outputs)
  if (asked === undefined) return Object.fromEntries(known.map((name) => [name, { transmission: 'value' }]))
  if (!isObject(asked)) throw badRequest('outputs', '« outputs » n’est pas un objet', "'outputs' is no object", example)
  return Object.fromEntries(
    Object.entries(asked).map(([name, wish]) => {
      const output = offered.outputs[name]
      if (output) return [name, readOutput(name, output, wish)]
      const near = closest(name, known)
      throw badRequest(
        `outputs.${name.slice(0, 60)}`,
        'Ce traitement n’a pas de sortie de ce nom',
        'This process has no output of that name',
        near
          ? { fr: `La plus proche : ${near}.`, en: `The closest is: ${near}.` }
          : { fr: `Les siennes : ${known.join(', ')}.`, en: `Its own: ${known.join(', ')}.` },
      )
    }),
  )
}

function readOutput(name: string, output: ProcessOutput, wish: unknown): AskedOutput {
  const { format, transmissionMode = 'value' } = isObject(wish) ? wish : {}
  if (transmissionMode !== 'value' && transmissionMode !== 'reference')
    throw badRequest(
      `outputs.${name}.transmissionMode`,
      'Ce mode de transmission n’existe pas',
      'There is no such transmission mode',
      { fr: 'Valeurs possibles : value, reference.', en: 'Possible values: value, reference.' },
    )
  const mediaType = isObject(format) ? format.mediaType : undefined
  if (mediaType === undefined) return { transmission: transmissionMode }
  const given = mediaTypesOf(output)
  if (typeof mediaType === 'string' && given.includes(mediaType)) return { mediaType, transmission: transmissionMode }
  throw badRequest(
    `outputs.${name}.format.mediaType`,
    'Cette sortie n’est pas donnée dans ce format',
    'This output is not given in that format',
    { fr: `Ses formats : ${given.join(', ')}.`, en: `Its formats: ${given.join(', ')}.` },
  )
}
