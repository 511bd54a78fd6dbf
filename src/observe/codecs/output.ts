import { asynchronous, badOutput, notDefined, refused, sandboxError } from './errors.ts'
import type { VmAnswer } from './prelude.ts'
import type { CodecCall, Decoded, Encoded, Normalised, SandboxLimits } from './types.ts'
import { lineOf } from './vm.ts'
import type { Reply } from './worker.ts'

/** The longest payload of LoRaWAN, at its fastest data rate (LoRaWAN 1.0.4 regional parameters, 2020): 242 bytes. */
const longestPayload = 242

type Answer = VmAnswer | { readonly tooLarge: number }
type Returned = { readonly value: Record<string, unknown>; readonly log: readonly string[] }

/** Reads what came out of the sandbox, trusting nothing of it. Throws `codec.*`. */
export function readReply(reply: Reply, call: CodecCall, limits: SandboxLimits): Returned {
  if ('failure' in reply) throw sandboxError(reply.failure, limits)
  if (!('answer' in reply)) throw notDefined(call)
  const answer = JSON.parse(reply.answer) as Answer
  if ('missing' in answer) throw notDefined(call)
  if ('promise' in answer) throw asynchronous()
  if ('threw' in answer) {
    const { name, message, stack } = answer.threw
    const line = lineOf(stack)
    throw sandboxError({ why: reasonOf(message), message: `${name}: ${message}`, ...(line && { line }) }, limits)
  }
  if ('tooLarge' in answer)
    throw badOutput(
      `${answer.tooLarge} caractères, la limite est de ${limits.outputLength}.`,
      `${answer.tooLarge} characters, the limit is ${limits.outputLength}.`,
      { length: answer.tooLarge },
    )
  const { value, log } = answer
  if (!isObject(value)) throw badOutput('ce n’est pas un objet.', 'it is not an object.')
  checkDepth(value, limits.outputDepth)
  const errors = texts(value.errors)
  if (errors.length > 0) throw refused(errors)
  return { value, log: texts(log) }
}

/** Errors that a codec's own `try` may have caught and passed on. */
const reasonOf = (message: string) =>
  message === 'stack overflow'
    ? 'stack'
    : message === 'out of memory' || message === 'string too long'
      ? 'memory'
      : 'threw'

export function decodedOf({ value, log }: Returned): Decoded {
  if (!isObject(value.data)) throw badOutput('`data` n’est pas un objet.', '`data` is not an object.')
  return { data: value.data, warnings: texts(value.warnings), log }
}

export function normalisedOf({ value }: Returned): Normalised {
  const list = Array.isArray(value.data) ? value.data : [value.data]
  if (!list.every(isObject))
    throw badOutput(
      '`data` n’est ni un objet ni une liste d’objets.',
      '`data` is neither an object nor a list of objects.',
    )
  return { data: list, warnings: texts(value.warnings) }
}

export function encodedOf({ value }: Returned): Encoded {
  const { bytes, fPort } = value
  const isByte = (byte: unknown) => Number.isInteger(byte) && (byte as number) >= 0 && (byte as number) <= 255
  if (!Array.isArray(bytes) || !bytes.every(isByte))
    throw badOutput('`bytes` n’est pas une liste d’octets (0 à 255).', '`bytes` is not a list of bytes (0 to 255).')
  if (bytes.length > longestPayload)
    throw badOutput(
      `${bytes.length} octets, la limite est de ${longestPayload}.`,
      `${bytes.length} bytes, the limit is ${longestPayload}.`,
    )
  if (fPort !== undefined && !(Number.isInteger(fPort) && (fPort as number) >= 1 && (fPort as number) <= 223))
    throw badOutput('`fPort` n’est pas un port (1 à 223).', '`fPort` is not a port (1 to 223).')
  return {
    bytes: Uint8Array.from(bytes as number[]),
    fPort: fPort as number | undefined,
    warnings: texts(value.warnings),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.slice(0, 20).map((text) => String(text).slice(0, 300)) : []

/** Refuses what is nested too deep, and takes away names that are dangerous to copy. */
function checkDepth(value: unknown, left: number): void {
  if (typeof value !== 'object' || value === null) return
  if (left === 0) throw badOutput('trop d’objets les uns dans les autres.', 'too many objects in objects.')
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__')
  for (const inner of Object.values(value)) checkDepth(inner, left - 1)
}
