import type { Me } from '../api/json/shapes.ts'
import { ApiProblem, ask } from './ask.ts'
import type { Page } from './page.ts'

/** Who is signed in. Throws the problem that leads to the sign-in page when nobody is. */
export async function signedIn(page: Page): Promise<Me & { readonly account: NonNullable<Me['account']> }> {
  const me = await ask<Me>(page.api, '/api/account')
  if (me.account) return { ...me, account: me.account }
  throw new ApiProblem(401, SIGNED_OUT, {
    fr: 'Il faut être connecté pour cela.',
    en: 'You need to be signed in for this.',
  })
}

/** The code of what only who signed in may do. */
export const SIGNED_OUT = 'account.signed-out'
