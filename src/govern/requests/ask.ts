import type { Access } from '../access.ts'
import { oneself, record } from '../audit/record.ts'
import { fault, notAllowed } from '../faults.ts'
import { writeTo } from '../mail/write.ts'
import { readOrganisation, roleIn } from '../organisations/organisation.ts'
import { readProject } from '../projects.ts'
import { readText } from '../text.ts'
import type { Govern } from '../types.ts'
import { readEnd } from './days.ts'
import { decidersOf } from './deciders.ts'
import { askedLetter } from './letters.ts'
import { type AccessRequest, readRequest } from './request.ts'

export interface RequestForm {
  readonly purpose: string
  readonly comment: string
  /** Last day: `2025-12-31`. */
  readonly ends: string
  /** Number of one of one's projects. */
  readonly project: number | undefined
  /** Address name of an organisation one belongs to. */
  readonly organisation: string
}

/** A purpose says more than a word. */
const SHORTEST_PURPOSE = 10

/**
 * Asks for access to a dataset; those who decide are told. Throws `request.needless` for open data, `request.personal`, `request.twice`
 * when one waits already, `account.bad-field`.
 */
export async function askAccess(
  govern: Govern,
  account: { readonly id: number; readonly name: string },
  dataset: { readonly name: string; readonly access: Access },
  form: RequestForm,
): Promise<AccessRequest> {
  const { store, clock, territory, settings } = govern
  if (dataset.access === 'open')
    throw fault('request.needless', {
      fr: 'Ces données sont ouvertes : il n’y a rien à demander.',
      en: 'This data is open: there is nothing to ask for.',
    })
  if (dataset.access === 'personal')
    throw fault(
      'request.personal',
      {
        fr: 'Ces données concernent des personnes : elles ne se demandent pas.',
        en: 'This data is about persons: it cannot be asked for.',
      },
      { fr: 'Écrivez au contact du jeu de données.', en: 'Write to the contact of the dataset.' },
    )
  const purpose = readText('purpose', form.purpose, { most: 4000, least: SHORTEST_PURPOSE, lines: true })
  const comment = readText('comment', form.comment, { most: 4000, least: 0, lines: true })
  const ends = readEnd(form.ends, territory.timezone, clock())
  return store.transaction(async (tx) => {
    if (form.project !== undefined && (await readProject(tx, form.project)).account !== account.id)
      throw notAllowed({ fr: 'Ce projet n’est pas le vôtre.', en: 'This project is not yours.' })
    const organisation = form.organisation === '' ? undefined : await readOrganisation(tx, form.organisation)
    if (organisation && !(await roleIn(tx, organisation.id, account.id)))
      throw notAllowed({
        fr: 'Vous n’êtes pas membre de cette organisation.',
        en: 'You do not belong to this organisation.',
      })
    const [made] = await tx.query<{ id: number }>(
      `insert into access_request (territory, dataset, account, organisation, project, purpose, comment, ends, asked)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (territory, account, dataset) where state = 'requested' do nothing returning id`,
      [
        ...[territory.id, dataset.name, account.id, organisation?.id ?? null, form.project ?? null],
        ...[purpose, comment, ends, clock()],
      ],
    )
    if (!made)
      throw fault(
        'request.twice',
        {
          fr: 'Vous avez déjà une demande en attente pour ces données.',
          en: 'You have a request waiting for this data already.',
        },
        { fr: 'Annulez-la pour en faire une autre.', en: 'Cancel it to make another.' },
      )
    const by = oneself(account.id)
    await record(tx, govern, {
      verb: 'request.made',
      by,
      account: account.id,
      dataset: dataset.name,
      request: made.id,
      facts: { ends },
    })
    const about = { dataset: dataset.name, page: `${settings.origin}/requests/${made.id}` }
    await writeTo(tx, govern, await decidersOf(tx, govern, dataset.name), askedLetter(about, account.name))
    return readRequest(tx, govern, made.id)
  })
}
