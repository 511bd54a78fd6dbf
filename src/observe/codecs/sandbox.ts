import { createHash } from 'node:crypto'
import { sandboxError, sourceTooLong } from './errors.ts'
import { decodedOf, encodedOf, normalisedOf, readReply } from './output.ts'
import type { VmRequest } from './prelude.ts'
import { openThread } from './thread.ts'
import type { Codec, CodecInput, CodecKind, SandboxLimits } from './types.ts'

/** Where payload codecs run: a thread of its own, in it QuickJS compiled to WebAssembly, with nothing of ours inside. */
export interface Sandbox {
  /** Reads a codec. Throws `codec.syntax`, `codec.no-function`, `codec.too-large`, or what its first lines do wrong. */
  openCodec(source: string, kind?: CodecKind): Promise<Codec>
  /** Ends the thread. Calls that wait fail with `codec.closed`. */
  close(): Promise<void>
}

/** Limits by default: several times what the heaviest codec that we know needs. */
const usual: SandboxLimits = {
  callMs: 250,
  loadMs: 1000,
  memoryBytes: 24 * 1_048_576,
  stackBytes: 256 * 1024,
  sourceLength: 512 * 1024,
  outputLength: 64 * 1024,
  outputDepth: 16,
  hangMs: 3000,
}

/** Opens a sandbox. Its thread starts at the first call and does not keep the process alive. */
export function openSandbox(changed: Partial<SandboxLimits> = {}): Sandbox {
  const limits = { ...usual, ...changed }
  const thread = openThread(limits)

  const openCodec = async (source: string, kind: CodecKind = 'auto'): Promise<Codec> => {
    if (source.length > limits.sourceLength) throw sourceTooLong(source.length, limits.sourceLength)
    const sha256 = createHash('sha256').update(source).digest('hex')
    const known = { id: `${kind}:${sha256}`, source, kind }
    const reply = await thread.ask(known)
    if ('failure' in reply) throw sandboxError(reply.failure, limits)
    const asked = async (request: VmRequest) => readReply(await thread.ask(known, request), request.call, limits)
    return {
      sha256,
      calls: 'calls' in reply ? reply.calls : [],
      decodeUplink: async (input) => decodedOf(await asked({ call: 'decodeUplink', ...frameOf(input) })),
      decodeDownlink: async (input) => decodedOf(await asked({ call: 'decodeDownlink', ...frameOf(input) })),
      normalizeUplink: async ({ data, warnings }) =>
        normalisedOf(await asked({ call: 'normalizeUplink', data, warnings, recvTime: 0 })),
      encodeDownlink: async (data, fPort) =>
        encodedOf(await asked({ call: 'encodeDownlink', data, ...(fPort !== undefined && { fPort }), recvTime: 0 })),
    }
  }
  return { openCodec, close: thread.close }
}

const frameOf = ({ bytes, fPort, recvTime, variables }: CodecInput) => ({
  bytes: [...bytes],
  fPort,
  recvTime: recvTime?.getTime() ?? 0,
  ...(variables && { variables }),
})
