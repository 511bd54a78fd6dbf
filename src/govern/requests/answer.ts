import type { Sender } from '../../store/index.ts'
import { type Actor, oneself, record, type Verb } from '../audit/record.ts'
import { badField, fault, notAllowed } from '../faults.ts'
import { writeTo } from '../mail/write.ts'
import { readText } from '../text.ts'
import type { Govern } from '../types.ts'
import { readEnd } from './days.ts'
import { decidersOf, produces } from './deciders.ts'
import { answeredLetter, cancelledLetter } from './letters.ts'
import { type AccessRequest, type RequestState, readRequest } from './request.ts'

/** What those who decide answer. */
export const answers = ['accept', 'refuse', 'revoke'] as const
export type Answer = (typeof answers)[number]

const from: Readonly<Record<Answer | 'cancel', readonly RequestState[]>> = {
  accept: ['requested'],
  refuse: ['requested'],
  revoke: ['accepted'],
  cancel: ['requested', 'accepted'],
}
const to = { accept: 'accepted', refuse: 'refused', revoke: 'revoked' } as const

/** Whether somebody decides of a request: a producer of its dataset, an administrator, the operator. Nobody of their own. */
export async function mayAnswer(
  tx: Sender,
  govern: Govern,
  by: Actor,
  isAdministrator: boolean,
  request: Pick<AccessRequest, 'account' | 'dataset'>,
): Promise<boolean> {
  if (by.kind !== 'account') return by.kind === 'operator'
  if (by.account === request.account.id) return false
  return isAdministrator || produces(tx, govern, by.account, request.dataset)
}

/**
 * Answers a request; the requester is told. A refusal and a withdrawal say why. `ends`: a day before the one that was asked for.
 * Throws `account.not-allowed`, `request.state`, `account.bad-field`.
 */
export async function answerRequest(
  govern: Govern,
  by: Actor,
  isAdministrator: boolean,
  id: number,
  form: { readonly answer: Answer; readonly note: string; readonly ends?: string | undefined },
): Promise<AccessRequest> {
  const { store, clock, territory, settings } = govern
  return store.transaction(async (tx) => {
    const request = await locked(tx, govern, id)
    if (!(await mayAnswer(tx, govern, by, isAdministrator, request)))
      throw notAllowed(
        { fr: 'Cette décision ne vous revient pas.', en: 'This decision is not yours.' },
        {
          fr: 'Les producteurs du jeu de données décident, jamais de leurs propres demandes.',
          en: 'The producers of the dataset decide, never of their own requests.',
        },
      )
    checkState(request, form.answer)
    const needsReason = form.answer !== 'accept'
    const note = readText('note', form.note, { most: 4000, least: needsReason ? 3 : 0, lines: true })
    const ends = form.answer === 'accept' ? endGranted(govern, request, form.ends) : request.ends
    const state = to[form.answer]
    await tx.query(
      `update access_request set state = $2, note = $3, ends = $4, answered = $5, answered_by = $6,
         until = case when $2 = 'accepted' then (($4::date + 1)::timestamp at time zone $7) else until end
       where id = $1`,
      [id, state, note, ends, clock(), by.kind === 'account' ? by.account : null, territory.timezone],
    )
    const verb: Verb = `request.${state}`
    const about = { account: request.account.id, dataset: request.dataset, request: id }
    await record(tx, govern, { verb, by, ...about, facts: { ends, ...(note && { note }) } })
    const letter = answeredLetter(
      state,
      { dataset: request.dataset, page: `${settings.origin}/requests/${id}` },
      { note, ends },
    )
    await writeTo(tx, govern, [request.account.id], letter)
    return readRequest(tx, govern, id)
  })
}

/** The requester gives up a request, or the right it gave. Throws `account.not-allowed`, `request.state`. */
export async function cancelRequest(govern: Govern, account: number, id: number): Promise<AccessRequest> {
  return govern.store.transaction(async (tx) => {
    const request = await locked(tx, govern, id)
    if (request.account.id !== account)
      throw notAllowed({ fr: 'Cette demande n’est pas la vôtre.', en: 'This request is not yours.' })
    checkState(request, 'cancel')
    await tx.query(`update access_request set state = 'cancelled' where id = $1`, [id])
    const { dataset } = request
    await record(tx, govern, { verb: 'request.cancelled', by: oneself(account), account, dataset, request: id })
    const about = { dataset, page: `${govern.settings.origin}/requests/${id}` }
    await writeTo(tx, govern, await decidersOf(tx, govern, dataset), cancelledLetter(about, request.account.name))
    return readRequest(tx, govern, id)
  })
}

/** A request that nobody else answers meanwhile. */
async function locked(tx: Sender, govern: Govern, id: number): Promise<AccessRequest> {
  await tx.query('select 1 from access_request where id = $1 for update', [id])
  return readRequest(tx, govern, id)
}

function checkState({ state }: AccessRequest, what: Answer | 'cancel'): void {
  if (from[what].includes(state)) return
  throw fault(
    'request.state',
    { fr: 'L’état de cette demande ne le permet pas.', en: 'The state of this request does not allow it.' },
    { fr: 'Rechargez la page : il a pu changer.', en: 'Reload the page: it may have changed.' },
    { facts: { state } },
  )
}

/** The last day granted: at most the one that was asked for. */
function endGranted({ territory, clock }: Govern, { ends }: AccessRequest, given: string | undefined): string {
  const day = readEnd(given || ends, territory.timezone, clock())
  if (day <= ends) return day
  throw badField('ends', 'C’est plus que ce qui est demandé.', 'This is more than was asked for.', {
    fr: `Au plus le ${ends}.`,
    en: `At most ${ends}.`,
  })
}
