import type { Context } from 'hono'
import { type Actor, notAllowed, type Organisation, oneself, readOrganisation, roleIn } from '../../govern/index.ts'
import { activeOf, fromHere } from '../account/who.ts'
import type { Deps } from '../deps.ts'
import { part } from '../http/route.ts'

/** What whoever asks is to an organisation. */
export async function standing(deps: Deps, c: Context, { id }: Organisation) {
  const viewer = deps.viewerOf(c)
  if (viewer.kind !== 'account') return { role: undefined, administers: viewer.kind === 'operator' }
  return { role: await roleIn(deps.govern.store, id, viewer.account), administers: viewer.administrator }
}

/** A manager of the organisation of the address, or an administrator; who `changes` something does it from our own pages. Throws `account.signed-out`, `account.not-allowed`. */
export async function managerOf(deps: Deps, c: Context, changes = true): Promise<Actor> {
  if (changes) fromHere(c)
  const viewer = deps.viewerOf(c)
  const organisation = await readOrganisation(deps.govern.store, part(c, 'slug'))
  if (viewer.kind === 'operator') return viewer
  const me = await activeOf(deps, c)
  const { role, administers } = await standing(deps, c, organisation)
  if (administers || (role === 'manager' && organisation.state === 'active')) return oneself(me.id)
  throw notAllowed({
    fr: 'Cela revient aux gestionnaires de cette organisation.',
    en: 'This is for the managers of this organisation.',
  })
}
