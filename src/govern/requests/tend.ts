import { record, service } from '../audit/record.ts'
import { writeTo } from '../mail/write.ts'
import type { Govern } from '../types.ts'
import { expiredLetter, reminderLetter } from './letters.ts'

/** Reminders go so many days before the end of a right, when it lasts longer than that. */
const REMINDERS = [30, 7]
const DAY_MS = 86_400_000

/** What time brings to requests: reminders, then their end. Safe to call again, and from several processes. */
export async function tendRequests(govern: Govern): Promise<void> {
  await remind(govern)
  await expire(govern)
}

interface Due {
  readonly id: number
  readonly account: number
  readonly dataset: string
  readonly ends: string
}

// A right that another of the same person outlasts needs no letter.
const outlasted = `exists (select 1 from access_request other where other.territory = r.territory and other.account = r.account
  and other.dataset = r.dataset and other.state = 'accepted' and other.until > r.until)`

async function remind(govern: Govern): Promise<void> {
  const { store, territory, clock, settings } = govern
  for (const days of REMINDERS.toSorted((a, b) => a - b)) {
    const before = new Date(clock().getTime() + days * DAY_MS)
    await store.transaction(async (tx) => {
      const due = await tx.query<Due>(
        `update access_request r set reminded = $3
         where territory = $1 and state = 'accepted' and until > $2 and until <= $4 and (reminded is null or reminded > $3)
           and until - answered > make_interval(days => $3) and not ${outlasted}
         returning id, account, dataset, ends`,
        [territory.id, clock(), days, before],
      )
      for (const { id, account, dataset, ends } of due)
        await writeTo(
          tx,
          govern,
          [account],
          reminderLetter({ dataset, page: `${settings.origin}/requests/${id}` }, ends),
        )
    })
  }
}

async function expire(govern: Govern): Promise<void> {
  const { store, territory, clock, settings } = govern
  await store.transaction(async (tx) => {
    const due = await tx.query<Due & { wasAccepted: boolean; isOutlasted: boolean }>(
      `with due as (
         select r.id, state = 'accepted' as was_accepted, ${outlasted} as outlasted from access_request r
         where territory = $1 and ((state = 'accepted' and until <= $2)
           or (state = 'requested' and ((ends + 1)::timestamp at time zone $3) <= $2))
         for update skip locked)
       update access_request r set state = 'expired' from due where due.id = r.id
       returning r.id, r.account, r.dataset, r.ends, due.was_accepted as "wasAccepted", due.outlasted as "isOutlasted"`,
      [territory.id, clock(), territory.timezone],
    )
    for (const { id, account, dataset, wasAccepted, isOutlasted } of due) {
      await record(tx, govern, {
        verb: 'request.expired',
        by: service,
        account,
        dataset,
        request: id,
        facts: { wasAccepted },
      })
      const about = { dataset, page: `${settings.origin}/requests/${id}` }
      if (!isOutlasted) await writeTo(tx, govern, [account], expiredLetter(about, wasAccepted))
    }
  })
}
