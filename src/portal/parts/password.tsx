import type { Sent } from '../outcome.ts'
import type { Page } from '../page.ts'
import { accountTexts } from '../text/account.ts'
import { speak } from '../text/speak.ts'
import { Field } from './form.tsx'

interface PasswordProps {
  readonly page: Page
  readonly sent: Sent
  readonly name?: string
  readonly label: string
}

/** The password that an account has. */
export const Password = ({ page, sent, name = 'password', label }: PasswordProps) => (
  <Field page={page} sent={sent} name={name} type="password" label={label} required autocomplete="current-password" />
)

/** A password to be chosen. */
export const NewPassword = ({ page, sent, label }: Omit<PasswordProps, 'name'>) => (
  <Field
    page={page}
    sent={sent}
    name="password"
    type="password"
    label={label}
    hint={speak(accountTexts, page.language).passwordHint}
    required
    autocomplete="new-password"
  />
)
