import type { AccessKey, Account, Mail } from '../../govern/index.ts'
import type { KeyTold, MailTold, Person } from '../json/shapes.ts'

const instant = (date: Date | null) => date?.toISOString() ?? null

// What accounts hold, as the API tells it.

export const personTold = ({ created, signedIn, ...account }: Account): Person => ({
  ...account,
  created: created.toISOString(),
  signedIn: instant(signedIn),
})

export const keyTold = ({ datasets, created, seen, ends, revoked, ...key }: AccessKey): KeyTold => ({
  ...key,
  datasets: datasets && [...datasets],
  ...{ created: created.toISOString(), ends: ends.toISOString() },
  ...{ seen: instant(seen), revoked: instant(revoked) },
})

export const mailTold = ({ created, read, sent, ...mail }: Mail): MailTold => ({
  ...mail,
  ...{ created: created.toISOString(), read: instant(read), sent: instant(sent) },
})
