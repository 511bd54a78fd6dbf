import type { Context } from 'hono'
import { type Hand, organisationOfSource } from '../../catalogue/index.ts'
import { notAllowed, produces, readOrganisation, roleIn, signedOut } from '../../govern/index.ts'
import type { Deps } from '../deps.ts'

const decisive: readonly (string | undefined)[] = ['manager', 'producer']

/**
 * Who corrects the description of a dataset: producers of the organisation that answers for it, or that describes it; administrators
 * and the operator. Throws `account.signed-out`, `account.not-allowed`.
 */
export async function editorOf(deps: Deps, c: Context, dataset: string, source: string | undefined): Promise<Hand> {
  const viewer = deps.viewerOf(c)
  if (viewer.kind === 'operator') return { kind: 'operator' }
  // Keys only read.
  if (viewer.kind !== 'account' || viewer.key !== undefined) throw signedOut()
  const by = { kind: 'account', account: viewer.account } as const
  if (viewer.administrator) return by
  const { store } = deps.govern
  const slug = source && organisationOfSource(source)
  if (
    slug ? await describesFor(deps, viewer.account, slug) : await produces(store, deps.govern, viewer.account, dataset)
  )
    return by
  throw notYours()
}

/** Whether an account describes datasets in the name of an organisation. */
export async function describesFor({ govern }: Deps, account: number, slug: string): Promise<boolean> {
  const { id, state } = await readOrganisation(govern.store, slug)
  return state === 'active' && decisive.includes(await roleIn(govern.store, id, account))
}

export const notYours = () =>
  notAllowed(
    {
      fr: 'Cette fiche se corrige par les producteurs de l’organisation qui en répond.',
      en: 'This record is corrected by the producers of the organisation that answers for it.',
    },
    {
      fr: 'Demandez à un gestionnaire de cette organisation d’en être producteur.',
      en: 'Ask a manager of that organisation to make you a producer of it.',
    },
  )
