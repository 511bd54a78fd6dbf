import { OrchestraError } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'

/** A search that somebody keeps. */
export interface SavedSearch {
  readonly id: number
  readonly title: string
  /** As in the address of the search. */
  readonly query: string
  /** Whether its owner is written to when something new answers it. */
  readonly mails: boolean
  readonly created: Date
}

/** Searches of one account, at most. */
const MOST = 50

const columns = 'id, title, query, mails, created'

/** The searches of an account, the latest first. */
export const listSaved = (tx: Sender, territory: string, account: number): Promise<SavedSearch[]> =>
  tx.query<SavedSearch>(`select ${columns} from saved_search where territory = $1 and account = $2 order by id desc`, [
    territory,
    account,
  ])

interface Saving {
  readonly account: number
  readonly title: string
  readonly query: string
  readonly mails: boolean
  readonly at: Date
}

/** Keeps a search; one of the same query takes the new title and wish. Throws `catalogue.many-searches`. */
export async function saveSearch(tx: Sender, territory: string, saving: Saving): Promise<SavedSearch> {
  const { account, title, query, mails, at } = saving
  const kept = await listSaved(tx, territory, account)
  if (kept.length >= MOST && !kept.some((one) => one.query === query))
    throw new OrchestraError({
      code: 'catalogue.many-searches',
      say: { fr: `On ne garde pas plus de ${MOST} recherches.`, en: `No more than ${MOST} searches are kept.` },
      remedy: { fr: 'Supprimez-en une.', en: 'Remove one.' },
      place: 'query',
    })
  const [saved] = await tx.query<SavedSearch>(
    `insert into saved_search (territory, account, title, query, mails, created, looked) values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (territory, account, query) do update set title = excluded.title, mails = excluded.mails,
       looked = case when saved_search.mails then saved_search.looked else excluded.looked end
     returning ${columns}`,
    [territory, account, title, query, mails, at],
  )
  return saved!
}

/** Forgets a search of an account. Throws `catalogue.unknown-search`. */
export async function forgetSearch(tx: Sender, territory: string, account: number, id: number): Promise<void> {
  const gone = await tx.query(
    'delete from saved_search where territory = $1 and account = $2 and id = $3 returning id',
    [territory, account, id],
  )
  if (gone.length > 0) return
  throw new OrchestraError({
    code: 'catalogue.unknown-search',
    say: { fr: `Vous ne gardez pas de recherche ${id}.`, en: `You keep no search ${id}.` },
    remedy: { fr: 'Vos recherches : /account/searches.', en: 'Your searches: /account/searches.' },
    place: 'id',
  })
}

/** A search whose owner is to be told what is new, and since when. */
export interface DueSearch extends SavedSearch {
  readonly account: number
  readonly since: Date
}

const DAY_MS = 86_400_000

/**
 * Takes a search that was looked at more than a day ago, and says that it is looked at now; undefined when there is none. In the
 * transaction of the caller, so that it is taken again when telling fails.
 */
export async function takeDue(tx: Sender, territory: string, at: Date): Promise<DueSearch | undefined> {
  const dayBefore = new Date(at.getTime() - DAY_MS)
  const [due] = await tx.query<DueSearch>(
    `select s.id, s.title, s.query, s.mails, s.created, s.account, s.looked as since
     from saved_search s join account a on a.id = s.account and a.state = 'active'
     where s.territory = $1 and s.mails and s.looked <= $2 order by s.looked, s.id limit 1 for update of s skip locked`,
    [territory, dayBefore],
  )
  // What a harvest that still runs will bring is of the moment when it began.
  if (due)
    await tx.query(
      `update saved_search set looked = least($2, (select min(started) from harvest_run
         where territory = $3 and state = 'running' and started > $4)) where id = $1`,
      [due.id, at, territory, dayBefore],
    )
  return due
}
