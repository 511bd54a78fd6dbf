import { type Bilingual, OrchestraError } from '../kernel/index.ts'

/** An error of accounts and rights: what is wrong, what to do, and the field it is about when there is one. */
export function fault(
  code: `${'account' | 'organisation' | 'request' | 'key' | 'project'}.${string}`,
  say: Bilingual,
  remedy?: Bilingual,
  more: { readonly place?: string; readonly facts?: Readonly<Record<string, unknown>>; readonly cause?: unknown } = {},
): OrchestraError {
  return new OrchestraError({ code, say, ...(remedy && { remedy }), ...more })
}

/** A field of a form that will not do. */
export const badField = (place: string, fr: string, en: string, remedy?: Bilingual): OrchestraError =>
  fault('account.bad-field', { fr, en }, remedy, { place })

/** What only who signed in may do. */
export const signedOut = (): OrchestraError =>
  fault(
    'account.signed-out',
    { fr: 'Il faut être connecté pour cela.', en: 'You need to be signed in for this.' },
    { fr: 'Connectez-vous, puis recommencez.', en: 'Sign in, then try again.' },
  )

/** What the rights of this account do not let it do. */
export const notAllowed = (say: Bilingual, remedy?: Bilingual): OrchestraError =>
  fault('account.not-allowed', say, remedy)
