import type { Sender } from '../../store/index.ts'
import type { Tried } from './try-link.ts'

const DAY_MS = 86_400_000
/** Days between two tries of a link that works, and of one that does not. */
const [WORKING_DAYS, OTHER_DAYS] = [7, 1]
/** Times in a row that something that may pass happens, before a link is said to be broken. */
const PATIENCE = 3

/**
 * Takes the links of the open datasets that were harvested, and forgets those that no dataset has any more. What is not open is
 * not tried: an address may be part of the right to it.
 */
export async function listLinks(tx: Sender, territory: string, at: Date): Promise<void> {
  await tx.query(
    `with link as (
       select distinct d->>'path' as url from catalogue_record r,
         jsonb_array_elements(coalesce(r.record->'files', '[]') || coalesce(r.record->'services', '[]')) d
       where r.territory = $1 and r.state = 'active' and r.record->>'access' = 'open' and d->>'path' ~ '^https?://'),
     gone as (
       delete from link_check where territory = $1 and url not in (select url from link))
     insert into link_check (territory, url, next) select $1, url, $2 from link on conflict do nothing`,
    [territory, at],
  )
}

/** Takes links to be tried now, those that wait longest first; other processes leave them alone for an hour. */
export const dueLinks = async (tx: Sender, territory: string, at: Date, most: number): Promise<string[]> =>
  (
    await tx.query<{ url: string }>(
      `update link_check set next = $2::timestamptz + interval '1 hour' where territory = $1 and url in (
         select url from link_check where territory = $1 and next <= $2 order by next, url limit $3 for update skip locked)
       returning url`,
      [territory, at, most],
    )
  ).map(({ url }) => url)

/** Keeps what became of a link that was tried. */
export async function keepTried(tx: Sender, territory: string, url: string, tried: Tried, at: Date): Promise<void> {
  const isOver = tried.outcome !== 'passing'
  const days = tried.outcome === 'working' ? WORKING_DAYS : OTHER_DAYS
  await tx.query(
    `update link_check set checked = $3, next = $4, status = $5, reason = $6,
       fails = case when $7 = 'working' then 0 when $7 = 'forbidden' then fails else fails + 1 end,
       state = case when $7 = 'working' then 'working' when $7 = 'forbidden' then 'unsure'
         when $8 or fails + 1 >= $9 then 'broken' else 'unsure' end
     where territory = $1 and url = $2`,
    [
      ...[territory, url, at, new Date(at.getTime() + days * DAY_MS), tried.status ?? null, tried.reason ?? null],
      ...[tried.outcome, isOver, PATIENCE],
    ],
  )
}

/** How many links there are of each state. */
export const countLinks = async (tx: Sender, territory: string): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    (
      await tx.query<{ state: string; count: number }>(
        'select state, count(*) as count from link_check where territory = $1 group by state',
        [territory],
      )
    ).map(({ state, count }) => [state, count]),
  )
