import Type, { type Static } from 'typebox'
import { AuditEntry } from './audit.ts'
import { count, instant, maybe, orNull, pageOf, Text, text } from './common.ts'

export const RequestState = Type.Enum(['requested', 'accepted', 'refused', 'cancelled', 'revoked', 'expired'])
const Named = Type.Object({ slug: text(), name: text() })

const RequestFields = {
  id: count(),
  dataset: text('Name of the asset, or `sensing:` and the name of a dataset of observations.'),
  title: Text,
  account: Type.Object({ id: count(), name: text(), email: orNull(text()) }),
  organisation: orNull(Named),
  project: orNull(Type.Object({ id: count(), title: text(), summary: text(), url: orNull(text()) })),
  purpose: text(),
  comment: text(),
  ends: text('Last day asked for, or granted once it is accepted: `2025-12-31`.'),
  state: RequestState,
  until: orNull(instant('When the right ends, or ended.')),
  asked: instant(),
  answered: orNull(instant()),
  answeredBy: orNull(Type.Object({ id: count(), name: text() })),
  note: text('What was answered.'),
  owner: orNull(Named),
}
export const RequestTold = Type.Object(RequestFields)
export type RequestTold = Static<typeof RequestTold>
export const RequestPage = pageOf(RequestTold)
export type RequestPage = Static<typeof RequestPage>

export const RequestDetail = Type.Object({
  ...RequestFields,
  isMine: Type.Boolean(),
  mayAnswer: Type.Boolean({ description: 'Whether who asks decides of it.' }),
  journal: Type.Array(AuditEntry, { description: 'What was decided, oldest first.' }),
  readings: count('How many times the data was read by this right.'),
})
export type RequestDetail = Static<typeof RequestDetail>

export const RequestForm = Type.Object({
  dataset: text(),
  purpose: text(),
  comment: maybe(text()),
  ends: text('Last day: `2025-12-31`.'),
  project: maybe(count('Number of one of one’s projects.')),
  organisation: maybe(text('Address name of an organisation one belongs to.')),
})
export const AnswerForm = Type.Object({
  answer: Type.Enum(['accept', 'refuse', 'revoke']),
  note: maybe(text('Why: needed to refuse and to revoke.')),
  ends: maybe(text('A last day before the one that was asked for.')),
})
export const RequestKeyForm = Type.Object({ label: text() })
