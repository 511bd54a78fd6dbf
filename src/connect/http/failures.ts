import { type Bilingual, OrchestraError } from '../../kernel/index.ts'
import { shownAddress } from './address.ts'

interface Failure {
  readonly address: URL
  readonly say: Bilingual
  readonly remedy?: Bilingual
  readonly facts?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

const failure = (code: string, retry: 'transient' | 'terminal', { address, say, remedy, facts, cause }: Failure) =>
  new OrchestraError({
    code: `http.${code}`,
    retry,
    say,
    place: shownAddress(address),
    ...(remedy && { remedy }),
    ...(facts && { facts }),
    cause,
  })

const later: Bilingual = {
  fr: 'Le service est peut-être passagèrement indisponible : il sera redemandé.',
  en: 'The service may be down for a while: it will be asked again.',
}
const moved: Bilingual = {
  fr: 'Cherchez la nouvelle adresse sur le portail, et mettez-la dans le territoire.',
  en: 'Look for the new address on the portal, and put it in the territory.',
}

/** What an answer that is not a success means. */
export function badStatus(asked: URL, address: URL, status: number): OrchestraError {
  const facts = { status, asked: shownAddress(asked), final: shownAddress(address) }
  if (status === 404 || status === 410)
    return failure('not-found', 'terminal', {
      address,
      facts,
      say: {
        fr: `Il n’y a plus rien à cette adresse (réponse ${status}).`,
        en: `There is nothing left at this address (status ${status}).`,
      },
      remedy: moved,
    })
  if (status === 401 || status === 403)
    return failure('forbidden', 'terminal', {
      address,
      facts,
      say: { fr: `L’accès est refusé (réponse ${status}).`, en: `Access is denied (status ${status}).` },
      remedy: {
        fr: 'Vérifiez que la source est ouverte, ou demandez-en l’accès à son producteur.',
        en: 'Check that the source is open, or ask its producer for access.',
      },
    })
  if (status === 429 || status === 408 || status === 425 || status >= 500)
    return failure(status === 429 ? 'busy' : 'server', 'transient', {
      address,
      facts,
      say: { fr: `Le service est en panne (réponse ${status}).`, en: `The service fails (status ${status}).` },
      remedy: later,
    })
  return failure('status', 'terminal', {
    address,
    facts,
    say: { fr: `Réponse inattendue du service : ${status}.`, en: `Unexpected answer of the service: ${status}.` },
    remedy: moved,
  })
}

export const tooLarge = (address: URL, bytes: number, limit: number) =>
  failure('too-large', 'terminal', {
    address,
    facts: { bytes, limit },
    say: {
      fr: `Le fichier dépasse la limite de ${limit} octets.`,
      en: `The file is larger than the limit of ${limit} bytes.`,
    },
    remedy: { fr: 'Relevez `maxBytes` s’il est légitime.', en: 'Raise `maxBytes` if it is legitimate.' },
  })

export const tooManyRedirects = (address: URL, limit: number) =>
  failure('redirects', 'terminal', {
    address,
    facts: { limit },
    say: { fr: `Plus de ${limit} redirections.`, en: `More than ${limit} redirects.` },
    remedy: moved,
  })

export const cutShort = (address: URL, bytes: number, expected: number | undefined, cause?: unknown) =>
  failure('truncated', 'transient', {
    address,
    facts: { bytes, expected },
    cause,
    say: {
      fr: `Le téléchargement s’est arrêté avant la fin (${bytes} octets${expected === undefined ? '' : ` sur ${expected}`}).`,
      en: `The download stopped before the end (${bytes} bytes${expected === undefined ? '' : ` of ${expected}`}).`,
    },
    remedy: later,
  })

export const tooSlow = (address: URL, kind: 'idle' | 'total', ms: number) =>
  failure('timeout', 'transient', {
    address,
    facts: { kind, ms },
    say:
      kind === 'idle'
        ? { fr: `Plus rien n’arrive depuis ${ms / 1000} s.`, en: `Nothing has come for ${ms / 1000} s.` }
        : { fr: `Le téléchargement dure plus de ${ms / 1000} s.`, en: `The download takes over ${ms / 1000} s.` },
    remedy: later,
  })

/** What the network said, when there is no answer or it breaks: `received` bytes had come. */
export function networkFailure(
  address: URL,
  error: unknown,
  received: number | undefined,
  expected?: number,
): OrchestraError {
  const { code, message } = rootOf(error)
  const facts = { reason: code ?? message }
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code ?? ''))
    return failure('certificate', 'terminal', {
      address,
      facts,
      cause: error,
      say: { fr: 'Le certificat du service n’est pas valable.', en: 'The certificate of the service is not valid.' },
      remedy: { fr: 'Signalez-le à son exploitant.', en: 'Report it to its operator.' },
    })
  if (code?.startsWith('Z_') || /^ERR__?ZLIB|BROTLI/.test(code ?? ''))
    return failure('encoding', 'transient', {
      address,
      facts,
      cause: error,
      say: {
        fr: 'La réponse se dit compressée mais ne l’est pas correctement.',
        en: 'The answer says it is compressed but is not properly.',
      },
      remedy: later,
    })
  if (received !== undefined) return cutShort(address, received, expected, error)
  return failure('unreachable', 'transient', {
    address,
    facts,
    cause: error,
    say: {
      fr: `Le service est injoignable (${code ?? message}).`,
      en: `The service cannot be reached (${code ?? message}).`,
    },
    remedy: {
      fr: 'Vérifiez la connexion et le nom du serveur ; il sera redemandé.',
      en: 'Check the connection and the name of the server; it will be asked again.',
    },
  })
}

/** `fetch` wraps what happened in causes: the innermost one tells. */
function rootOf(error: unknown): { code: string | undefined; message: string } {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  const code = (inner as { code?: unknown } | null)?.code
  return {
    code: typeof code === 'string' ? code : undefined,
    message: inner instanceof Error ? inner.message : String(inner),
  }
}
