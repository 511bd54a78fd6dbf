import Type, { type Static } from 'typebox'
import { count, instant, orNull, pageOf, text } from './common.ts'

const Somebody = Type.Object({ id: count(), name: text() })

export const AuditEntry = Type.Object({
  id: count(),
  at: instant(),
  verb: text('What was done: `request.accepted`, `data.read`…'),
  kind: Type.Enum(['account', 'operator', 'service'], { description: 'Who did it: `service` for what time brings.' }),
  actor: orNull(Somebody),
  key: orNull(count('Number of the key that was shown.')),
  account: orNull(Somebody),
  organisation: orNull(Type.Object({ slug: text(), name: text() })),
  dataset: orNull(text()),
  request: orNull(count()),
  facts: Type.Record(Type.String(), Type.Unknown()),
})
export type AuditEntry = Static<typeof AuditEntry>
export const AuditPage = pageOf(AuditEntry)
export type AuditPage = Static<typeof AuditPage>
