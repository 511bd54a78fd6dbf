import { createReadStream } from 'node:fs'
import type { Context } from 'hono'
import { OrchestraError, type ProcessOutput } from '../../../kernel/index.ts'
import { exportTable, type Row } from '../../../lake/index.ts'
import type { Result } from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { mediaTypesOf, tableFormats } from './formats.ts'

/** One output of an execution, to be written in one form. */
export interface Written {
  readonly mediaType: string
  /** As it is sent on its own. */
  bytes(): AsyncIterable<Uint8Array>
  /** How it stands in a document, where it needs no writing. */
  readonly inline: unknown
}

/** Writes an output as a media type, which must be one of its own; the usual one by default. A file is what it is. */
export function writeOutput(
  deps: Pick<Deps, 'chain'>,
  c: Context,
  name: string,
  output: ProcessOutput,
  result: Result,
  mediaType = mediaTypesOf(output)[0]!,
): Written {
  if ('rows' in output && 'object' in result) {
    const format = tableFormats(output.rows).find((one) => one.mediaType === mediaType)!
    return { mediaType, inline: undefined, bytes: () => tableBytes(deps, c, name, output, result.object, format.f) }
  }
  if ('object' in result)
    return {
      ...{ mediaType: result.mediaType, inline: undefined },
      bytes: () => createReadStream(deps.chain.lake.path(result.object)) as AsyncIterable<Uint8Array>,
    }
  const { value } = result
  return {
    mediaType,
    inline: standing(output, value, mediaType),
    bytes: () => once(isBytes(output) ? Buffer.from(String(value), 'base64') : encoder.encode(JSON.stringify(value))),
  }
}

const isBytes = (output: ProcessOutput) => 'told' in output && output.told?.contentEncoding === 'base64'

/** A value as it stands in a results document: an object is told by its media type, or it would be read as a link. */
export function standing(output: ProcessOutput, value: unknown, mediaType: string): unknown {
  if (isBytes(output)) return { value, mediaType, encoding: 'base64' }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !('bbox' in value)
  return isObject ? { value, mediaType } : value
}

const encoder = new TextEncoder()

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function tableBytes(
  { chain }: Pick<Deps, 'chain'>,
  c: Context,
  name: string,
  { rows: shape, title, description }: Extract<ProcessOutput, { rows: unknown }>,
  object: string,
  f: ReturnType<typeof tableFormats>[number]['f'],
): AsyncIterable<Uint8Array> {
  const table = { shape, hashes: [object] }
  if (f === 'json') return asArray(chain.lake.read(table))
  return exportTable(chain.lake, table, {
    format: f,
    name,
    timezone: chain.graph.territory.timezone,
    language: speechOf(c).language,
    about: { title, ...(description && { description }), producer: chain.graph.territory.organisation.name },
  })
}

/** Rows as one JSON array. */
async function* asArray(batches: AsyncIterable<Row[]>): AsyncGenerator<Uint8Array> {
  let before = '['
  for await (const batch of batches) {
    if (batch.length === 0) continue
    yield encoder.encode(before + batch.map((row) => JSON.stringify(row)).join(','))
    before = ','
  }
  yield encoder.encode(before === '[' ? '[]' : ']')
}

/** A form that is no JSON is no larger inside a document: it has to be held whole. */
const MOST_INSIDE = 16_000_000

/** An output as it stands in a results document (results.yaml), in pieces. */
export async function* insideDocument({ inline, mediaType, bytes }: Written): AsyncGenerator<Uint8Array> {
  if (inline !== undefined) return yield encoder.encode(JSON.stringify(inline))
  const kind = JSON.stringify(mediaType)
  if (/json$/.test(mediaType)) {
    yield encoder.encode(`{"mediaType":${kind},"value":`)
    yield* bytes()
    return yield encoder.encode('}')
  }
  const whole = await held(bytes())
  const isText = mediaType.startsWith('text/')
  const text = JSON.stringify(whole.toString(isText ? 'utf8' : 'base64'))
  yield encoder.encode(`{"mediaType":${kind},${isText ? '' : '"encoding":"base64",'}"value":${text}}`)
}

async function held(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > MOST_INSIDE) throw tooLarge()
    kept.push(piece.slice())
  }
  return Buffer.concat(kept)
}

const tooLarge = () =>
  new OrchestraError({
    code: 'process.large-document',
    say: {
      fr: 'Cette sortie est trop grosse pour tenir dans un document dans ce format.',
      en: 'This output is too large to stand in a document in this format.',
    },
    remedy: {
      fr: 'Demandez-la par référence (transmissionMode : reference), ou seule (response : raw).',
      en: 'Ask for it by reference (transmissionMode: reference), or alone (response: raw).',
    },
    facts: { most: MOST_INSIDE },
  })
