import type { Language } from '../../../kernel/index.ts'
import { asOrchestraError, OrchestraError } from '../../../kernel/index.ts'
import { statusOf } from '../../http/problem.ts'
import { fault, statusOfFault } from '../faults.ts'

// What the parts below refuse is the asker's to mend too.
const theirs: Readonly<Record<string, number>> = {
  'observe.too-much-history': 400,
  'observe.too-far': 400,
  'observe.bad-time': 400,
  'observe.bad-result': 400,
  'observe.bad-source': 400,
  'observe.too-long': 400,
  'observe.no-datastream': 400,
  'observe.no-feature': 400,
  'observe.overloaded': 503,
}

// Errors of PostgreSQL that come from values of a filter: a day that is not, a number too large, an unfit text.
const ofValues = /^22(003|007|008|012|015|P02|P05|021)$/

/** An error as this API names it: values that the database refuses are the asker's. */
export function named(error: unknown): OrchestraError {
  if (error instanceof OrchestraError) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string' && ofValues.test(code))
    return fault('sensorthings.bad-filter', {
      fr: 'Une valeur de la demande sort de ce qui se calcule.',
      en: 'A value of the request is out of what can be computed.',
    })
  return asOrchestraError(error)
}

export const statusFor = (error: OrchestraError): number =>
  statusOfFault(error.code) ?? theirs[error.code] ?? statusOf(error)

/**
 * The body of an error: as OData 4.0 writes it (JSON format, 19), which OGC 18-088 leaves open, with the two languages and the
 * remedy inside. What is not the asker's to mend tells nothing of our insides.
 */
export function errorBody(error: OrchestraError, status: number, language: Language) {
  const { code, say, remedy, place, facts } = status >= 500 && status !== 503 ? unexpected : error
  const message = remedy ? `${say[language]} ${remedy[language]}` : say[language]
  return {
    error: {
      ...{ code, message },
      ...(place && { target: place }),
      details: (['fr', 'en'] as const).map((one) => ({
        code: one,
        message: remedy ? `${say[one]} ${remedy[one]}` : say[one],
      })),
      ...(Object.keys(facts).length > 0 && { innererror: facts }),
    },
  }
}

const unexpected = new OrchestraError({
  code: 'api.internal',
  say: { fr: 'Le service a rencontré une erreur imprévue.', en: 'The service met an unexpected error.' },
  remedy: { fr: 'Réessayez plus tard.', en: 'Try again later.' },
})
