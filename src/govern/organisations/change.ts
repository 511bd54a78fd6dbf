import { type OrganisationKind, organisationKinds } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { type Actor, record } from '../audit/record.ts'
import { badField, fault, notAllowed } from '../faults.ts'
import { administrators, writeTo } from '../mail/write.ts'
import { readEmail, readText } from '../text.ts'
import type { Govern } from '../types.ts'
import { organisationAsked, organisationDecided } from './letters.ts'
import { type Organisation, type OrganisationState, readOrganisation } from './organisation.ts'

/** What somebody says of an organisation. */
export interface OrganisationForm {
  readonly name: string
  readonly kind: string
  readonly summary: string
  readonly url: string
  readonly email: string
}

/** An organisation asked for, whose first manager is who asks. An administrator's is open at once. */
export async function addOrganisation(
  govern: Govern,
  by: Actor & { readonly kind: 'account' },
  isAdministrator: boolean,
  form: OrganisationForm,
): Promise<Organisation> {
  const { name, kind, summary, url, email } = readForm(form)
  const { store, clock, settings } = govern
  return store.transaction(async (tx) => {
    const slug = await freeSlug(tx, name)
    const [made] = await tx.query<{ id: number }>(
      `insert into organisation (slug, name, kind, summary, url, email, state, created)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [slug, name, kind, summary, url, email, isAdministrator ? 'active' : 'pending', clock()],
    )
    await tx.query(`insert into member (organisation, account, role, since) values ($1, $2, 'manager', $3)`, [
      made!.id,
      by.account,
      clock(),
    ])
    await record(tx, govern, { verb: 'organisation.asked', by, organisation: made!.id })
    if (!isAdministrator)
      await writeTo(
        tx,
        govern,
        await administrators(tx),
        organisationAsked(name, `${settings.origin}/organisations/${slug}`),
      )
    return readOrganisation(tx, slug)
  })
}

/** Corrects what is said of an organisation. Throws `organisation.declared` where the territory file says it. */
export async function changeOrganisation(
  govern: Govern,
  by: Actor,
  slug: string,
  form: OrganisationForm,
): Promise<void> {
  const { name, kind, summary, url, email } = readForm(form)
  await govern.store.transaction(async (tx) => {
    const { id, declared } = await readOrganisation(tx, slug)
    if (declared)
      throw fault(
        'organisation.declared',
        {
          fr: 'Cette organisation est décrite par le territoire.',
          en: 'This organisation is described by the territory.',
        },
        { fr: 'Corrigez-la dans le fichier du territoire.', en: 'Correct it in the file of the territory.' },
      )
    await tx.query('update organisation set name = $2, kind = $3, summary = $4, url = $5, email = $6 where id = $1', [
      id,
      name,
      kind,
      summary,
      url,
      email,
    ])
    await record(tx, govern, { verb: 'organisation.changed', by, organisation: id })
  })
}

/** What an administrator does with an organisation. */
export const organisationModerations = ['approve', 'refuse', 'close', 'reopen'] as const
export type OrganisationModeration = (typeof organisationModerations)[number]

const from: Readonly<Record<OrganisationModeration, readonly OrganisationState[]>> = {
  approve: ['pending', 'refused'],
  refuse: ['pending'],
  close: ['active'],
  reopen: ['closed'],
}

/** Decides of an organisation; its managers are told. Throws `organisation.state`. */
export async function moderateOrganisation(
  govern: Govern,
  by: Actor,
  slug: string,
  what: OrganisationModeration,
): Promise<Organisation> {
  return govern.store.transaction(async (tx) => {
    const { id, state, name } = await readOrganisation(tx, slug)
    if (!from[what].includes(state))
      throw fault(
        'organisation.state',
        {
          fr: 'L’état de cette organisation ne le permet pas.',
          en: 'The state of this organisation does not allow it.',
        },
        { fr: 'Rechargez la page : il a pu changer.', en: 'Reload the page: it may have changed.' },
      )
    const to = what === 'refuse' ? 'refused' : what === 'close' ? 'closed' : 'active'
    await tx.query('update organisation set state = $2 where id = $1', [id, to])
    await record(tx, govern, { verb: `organisation.${what}`, by, organisation: id })
    const managers = await tx.query<{ account: number }>(
      `select account from member where organisation = $1 and role = 'manager'`,
      [id],
    )
    await writeTo(
      tx,
      govern,
      managers.map(({ account }) => account),
      organisationDecided(name, what),
    )
    return readOrganisation(tx, slug)
  })
}

/** Names the organisation that answers for a dataset; none with an empty `slug`. */
export async function setOwner(govern: Govern, by: Actor, dataset: string, slug: string): Promise<void> {
  const { store, territory } = govern
  await store.transaction(async (tx) => {
    const owner = slug === '' ? undefined : await readOrganisation(tx, slug)
    if (owner && owner.state !== 'active')
      throw notAllowed({ fr: 'Cette organisation n’est pas ouverte.', en: 'This organisation is not open.' })
    await tx.query('delete from dataset_owner where territory = $1 and dataset = $2', [territory.id, dataset])
    if (owner)
      await tx.query(
        'insert into dataset_owner (territory, dataset, organisation, declared) values ($1, $2, $3, false)',
        [territory.id, dataset, owner.id],
      )
    await record(tx, govern, { verb: 'owner.set', by, dataset, organisation: owner?.id })
  })
}

/** The organisation that answers for a dataset; undefined when none does. */
export async function readOwner(
  { store, territory }: Govern,
  dataset: string,
): Promise<{ slug: string; name: string } | undefined> {
  const [owner] = await store.query<{ slug: string; name: string }>(
    `select slug, name from dataset_owner join organisation on organisation.id = organisation
     where territory = $1 and dataset = $2 and state = 'active'`,
    [territory.id, dataset],
  )
  return owner
}

/** The organisations that answer for datasets here. */
export const readOwners = ({ store, territory }: Govern): Promise<{ dataset: string; slug: string; name: string }[]> =>
  store.query(
    `select dataset, slug, name from dataset_owner join organisation on organisation.id = organisation
     where territory = $1 order by dataset`,
    [territory.id],
  )

function readForm(form: OrganisationForm) {
  const kind = organisationKinds.find((one) => one === form.kind)
  if (!kind)
    throw badField('kind', 'Cette sorte d’organisation est inconnue.', 'This kind of organisation is unknown.', {
      fr: `L’une de : ${organisationKinds.join(', ')}.`,
      en: `One of: ${organisationKinds.join(', ')}.`,
    })
  return {
    kind: kind satisfies OrganisationKind,
    name: readText('name', form.name, { most: 150 }),
    summary: readText('summary', form.summary, { most: 2000, least: 0, lines: true }),
    url: form.url.trim() === '' ? null : readUrl(form.url),
    email: form.email.trim() === '' ? null : readEmail(form.email),
  }
}

/** An address of the web. Throws `account.bad-field`. */
export function readUrl(given: string): string {
  const text = given.trim()
  if (text.length <= 500 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).href
  throw badField('url', 'Cette adresse du Web ne convient pas.', 'This web address will not do.', {
    fr: 'Écrivez-la en entier : https://…',
    en: 'Write it whole: https://…',
  })
}

/** A name for addresses, made of the name that people use, that nothing has. */
async function freeSlug(tx: Sender, name: string): Promise<string> {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-$/, '')
  const base = plain || 'organisation'
  const taken = new Set(
    (
      await tx.query<{ slug: string }>('select slug from organisation where slug = $1 or slug like $2', [
        base,
        `${base}-%`,
      ])
    ).map(({ slug }) => slug),
  )
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    if (!taken.has(slug)) return slug
  }
}
