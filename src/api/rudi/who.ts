import type { Context } from 'hono'
import { organisationOfKey } from '../../govern/index.ts'
import { administratorOf, fromHere } from '../account/who.ts'
import type { Deps } from '../deps.ts'
import { badToken, tokenOf } from '../http/viewer.ts'

/** The organisation whose key was shown. Throws `api.no-token`. */
export async function organisationIn(deps: Deps, c: Context) {
  const token = tokenOf(c.req.header('Authorization') ?? '')
  const organisation = token ? await organisationOfKey(deps.govern, token) : undefined
  if (organisation) return organisation
  throw badToken()
}

/** The organisation whose key was shown; undefined for the operator and the administrators. Throws `api.no-token`, `account.*`. */
export async function reporterIn(deps: Deps, c: Context): Promise<{ readonly id: number } | undefined> {
  const token = tokenOf(c.req.header('Authorization') ?? '')
  const organisation = token ? await organisationOfKey(deps.govern, token) : undefined
  if (organisation) return organisation
  administratorOf(deps, c)
  if (c.req.method !== 'GET') fromHere(c)
  return undefined
}
