import type { Bilingual } from './text.ts'

export interface ErrorFacts {
  /** Stable identifier, `area.problem` in kebab-case: `csv.missing-column`, `store.locked`. */
  readonly code: string
  /** What is wrong, in one sentence a person can act on. */
  readonly say: Bilingual
  /** What to do about it. */
  readonly remedy?: Bilingual
  /** Where: a file and line, an asset, an address, a path in a document. */
  readonly place?: string
  /** The values known when it happened. Never a secret. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retry?: 'transient' | 'terminal'
  readonly cause?: unknown
}

/** The one error type that crosses the edges of the process (HTTP, job, CLI). Anything else that arrives there is a bug. */
export class OrchestraError extends Error {
  readonly code: string
  readonly say: Bilingual
  readonly remedy: Bilingual | undefined
  readonly place: string | undefined
  readonly facts: Readonly<Record<string, unknown>>
  readonly retry: 'transient' | 'terminal'

  constructor({ code, say, remedy, place, facts = {}, retry = 'terminal', cause }: ErrorFacts) {
    super(place ? `${say.en} (${place})` : say.en, { cause })
    this.name = 'OrchestraError'
    this.code = code
    this.say = say
    this.remedy = remedy
    this.place = place
    this.facts = facts
    this.retry = retry
  }

  /** The same facts as plain data: what is stored with a run and sent by the API. */
  toJSON(): ErrorFacts {
    const { code, say, remedy, place, facts, retry } = this
    return { code, say, ...(remedy && { remedy }), ...(place && { place }), facts, retry }
  }
}

/** Wraps what is not ours into an OrchestraError, keeping the cause. */
export function asOrchestraError(error: unknown): OrchestraError {
  if (error instanceof OrchestraError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new OrchestraError({
    code: 'internal.unexpected',
    say: { fr: `Erreur inattendue : ${message}`, en: `Unexpected error: ${message}` },
    remedy: {
      fr: 'C’est un défaut du logiciel : signalez-le avec le journal de l’exécution.',
      en: 'This is a defect of the software: report it with the log of the run.',
    },
    cause: error,
  })
}
