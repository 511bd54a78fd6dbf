import type { OrganisationTold } from '../../../api/json/shapes.ts'
import type { Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Field } from '../../parts/form.tsx'
import { organisationTexts } from '../../text/organisations.ts'
import { speak } from '../../text/speak.ts'

const kinds = ['public', 'private', 'association', 'research', 'inhabitants'] as const

interface FieldsProps {
  readonly page: Page
  readonly sent: Sent
  /** What is said of it now. */
  readonly now?: OrganisationTold
}

/** What is said of an organisation. */
export function OrganisationFields({ page, sent, now }: FieldsProps) {
  const t = speak(organisationTexts, page.language)
  const common = { page, sent }
  return (
    <>
      <Field {...common} name="name" label={t.name} value={now?.name} required maxlength={150} />
      <Field {...common} name="kind" label={t.kind} value={now?.kind} options={kinds.map((kind) => [kind, t[kind]])} />
      <Field {...common} name="summary" label={t.summary} value={now?.summary} lines={4} maxlength={2000} />
      <Field {...common} name="url" type="url" label={t.website} value={now?.url ?? undefined} maxlength={500} />
      <Field {...common} name="email" type="email" label={t.email} value={now?.email ?? undefined} />
    </>
  )
}
