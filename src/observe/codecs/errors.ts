import { OrchestraError } from '../../kernel/index.ts'
import type { SandboxLimits } from './types.ts'
import type { VmFailure } from './vm.ts'

const mendCodec = {
  fr: 'Corrigez le codec, puis rejouez les trames mises en quarantaine.',
  en: 'Mend the codec, then replay the frames in quarantine.',
}

const at = (line: number | undefined) => (line ? { place: `codec.js:${line}` } : {})

/** A codec gave nothing: the reason that the sandbox found, in words. Codes `codec.syntax`, `codec.threw`, `codec.timeout`… */
export function sandboxError({ why, message, line }: VmFailure, limits: SandboxLimits): OrchestraError {
  const facts = { message, ...(line && { line }) }
  const made = (code: string, fr: string, en: string) =>
    new OrchestraError({ code: `codec.${code}`, say: { fr, en }, remedy: mendCodec, ...at(line), facts })
  switch (why) {
    case 'syntax':
      return made('syntax', `Le codec n’est pas du JavaScript : ${message}`, `The codec is not JavaScript: ${message}`)
    case 'threw':
      return made(
        'threw',
        `Le codec s’est arrêté sur une erreur : ${message}`,
        `The codec stopped on an error: ${message}`,
      )
    case 'timeout': {
      const ms = limits.callMs
      return made('timeout', `Le codec ne finit pas : plus de ${ms} ms.`, `The codec does not end: more than ${ms} ms.`)
    }
    case 'memory': {
      const megabytes = Math.round(limits.memoryBytes / 1_048_576)
      return made(
        'memory',
        `Le codec demande plus que ses ${megabytes} Mo de mémoire.`,
        `The codec asks for more than its ${megabytes} MB of memory.`,
      )
    }
    case 'stack':
      return made('stack', 'Les appels du codec s’emboîtent sans fin.', 'The calls of the codec nest without end.')
    case 'trapped':
      return made(
        'trapped',
        `Le codec a fait tomber son bac à sable, refait depuis : ${message}`,
        `The codec broke its sandbox, which was made again: ${message}`,
      )
    case 'no-function':
      return new OrchestraError({
        code: 'codec.no-function',
        say: {
          fr: 'Ce source ne définit aucune fonction de codec.',
          en: 'This source defines no function of a codec.',
        },
        remedy: {
          fr: 'Il doit définir `decodeUplink(input)`, ou une forme ancienne : `Decode(fPort, bytes, variables)`, `Decoder(bytes, port)`.',
          en: 'It must define `decodeUplink(input)`, or an older form: `Decode(fPort, bytes, variables)`, `Decoder(bytes, port)`.',
        },
      })
  }
}

/** The codec has no function for what is asked. */
export const notDefined = (call: string) =>
  new OrchestraError({
    code: 'codec.not-defined',
    say: { fr: `Ce codec ne définit pas « ${call} ».`, en: `This codec does not define '${call}'.` },
    remedy: { fr: 'Ajoutez la fonction au codec du profil.', en: 'Add the function to the codec of the profile.' },
    facts: { call },
  })

/** The codec said itself that the payload is wrong: its `errors`. */
export const refused = (errors: readonly string[]) =>
  new OrchestraError({
    code: 'codec.refused',
    say: {
      fr: `Le codec refuse cette trame : ${errors.join(' ; ')}`,
      en: `The codec refuses this frame: ${errors.join('; ')}`,
    },
    remedy: {
      fr: 'Vérifiez que l’appareil a le bon profil ; sinon corrigez le codec et rejouez la trame.',
      en: 'Check that the device has the right profile; else mend the codec and replay the frame.',
    },
    facts: { errors },
  })

/** What the codec returned cannot be used. */
export const badOutput = (fr: string, en: string, facts: Readonly<Record<string, unknown>> = {}) =>
  new OrchestraError({
    code: 'codec.output',
    say: { fr: `Le résultat du codec ne peut pas servir : ${fr}`, en: `The result of the codec cannot be used: ${en}` },
    remedy: mendCodec,
    facts,
  })

/** A codec waits for something: nothing ever comes in the sandbox. */
export const asynchronous = () =>
  new OrchestraError({
    code: 'codec.async',
    say: {
      fr: 'Le codec rend une promesse : un codec répond aussitôt.',
      en: 'The codec gives a promise: a codec answers at once.',
    },
    remedy: { fr: 'Retirez `async`, `await` et les promesses.', en: 'Remove `async`, `await` and promises.' },
  })

/** The source is longer than what is accepted. */
export const sourceTooLong = (length: number, limit: number) =>
  new OrchestraError({
    code: 'codec.too-large',
    say: {
      fr: `Ce source fait ${length} caractères ; la limite est de ${limit}.`,
      en: `This source is ${length} characters long; the limit is ${limit}.`,
    },
    remedy: { fr: 'Retirez-en ce qui ne sert pas.', en: 'Remove what is of no use in it.' },
    facts: { length, limit },
  })

/** The sandbox is closed. */
export const sandboxClosed = () =>
  new OrchestraError({
    code: 'codec.closed',
    say: { fr: 'Le bac à sable des codecs est fermé.', en: 'The sandbox of the codecs is closed.' },
    retry: 'transient',
  })
