import { OrchestraError } from '../../../kernel/index.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Codec } from '../types.ts'
import { difference } from './difference.ts'
import type { CodecSource, Example } from './types.ts'

/** An example that a codec gets wrong. */
export interface Failed {
  readonly example: string
  /** Path of the first difference: `data.temperature`. Absent when the codec gave nothing. */
  readonly path?: string
  readonly expected?: unknown
  readonly got?: unknown
  readonly error?: OrchestraError
}

/** What became of the examples of one codec. */
export interface Checked {
  readonly codec: string
  readonly place: string
  readonly examples: number
  readonly passed: number
  readonly failed: readonly Failed[]
  /** It could not even be read. */
  readonly error?: OrchestraError
}

/** Runs every example of a codec in the sandbox. */
export async function checkCodec(sandbox: Sandbox, source: CodecSource): Promise<Checked> {
  const about = { codec: source.id, place: source.place, examples: source.examples.length }
  try {
    const codec = await sandbox.openCodec(source.source, source.kind)
    const results = await Promise.all(source.examples.map((example) => checkExample(codec, example)))
    const failed = results.filter((result) => result !== undefined)
    return { ...about, passed: results.length - failed.length, failed }
  } catch (error) {
    if (!(error instanceof OrchestraError)) throw error
    return { ...about, passed: 0, failed: [], error }
  }
}

async function checkExample(codec: Codec, example: Example): Promise<Failed | undefined> {
  const { expected, description } = example
  try {
    const got = await resultOf(codec, example)
    // Only what the example states is compared: most say nothing of warnings.
    const stated = Object.fromEntries(Object.keys(expected).map((key) => [key, got[key as keyof typeof got]]))
    const found = difference(expected, stated)
    return found ? { example: description, ...found } : undefined
  } catch (error) {
    if (!(error instanceof OrchestraError)) throw error
    const refused = expected.errors && difference(expected.errors, error.facts.errors)
    if (expected.errors && !refused) return undefined
    return { example: description, error }
  }
}

async function resultOf(codec: Codec, { call, bytes = [], fPort, recvTime, variables, data = {} }: Example) {
  const frame = {
    bytes: Uint8Array.from(bytes),
    fPort: fPort ?? 1,
    ...(recvTime && { recvTime }),
    ...(variables && { variables }),
  }
  switch (call) {
    case 'decodeUplink':
      return codec.decodeUplink(frame)
    case 'decodeDownlink':
      return codec.decodeDownlink(frame)
    case 'normalizeUplink':
      return codec.normalizeUplink({ data, warnings: [] })
    case 'encodeDownlink': {
      const encoded = await codec.encodeDownlink(data, fPort)
      return { ...encoded, bytes: [...encoded.bytes] }
    }
  }
}
