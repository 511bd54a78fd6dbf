import type { Child } from 'hono/jsx'
import type { Done, Me, SignedUp } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { NewPassword, Password } from '../../parts/password.tsx'
import { accountTexts } from '../../text/account.ts'
import { speak } from '../../text/speak.ts'

// The pages by which somebody who is not signed in comes to be.

interface DoorProps {
  readonly page: Page
  readonly sent: Sent
  readonly title: string
  readonly lead?: string | undefined
  readonly children?: Child
}

function Door({ page, sent, title, lead, children }: DoorProps) {
  const t = speak(accountTexts, page.language)
  return (
    <Layout page={page} title={title} path={[{ href: '/account', title: t.title }]} styles={['forms.css']}>
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
      <FormProblem page={page} sent={sent} />
      {children}
    </Layout>
  )
}

interface InputProps {
  readonly page: Page
  readonly sent: Sent
}

const Email = ({ page, sent }: InputProps) => {
  const t = speak(accountTexts, page.language)
  return <Field page={page} sent={sent} name="email" type="email" label={t.email} required autocomplete="email" />
}
const Name = ({ page, sent }: InputProps) => {
  const t = speak(accountTexts, page.language)
  return (
    <Field
      page={page}
      sent={sent}
      name="name"
      label={t.name}
      hint={t.nameHint}
      required
      autocomplete="name"
      maxlength={120}
    />
  )
}

/** `/account/sign-up`. */
export async function signUpPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(accountTexts, page.language)
  const { signUp } = await ask<Me>(page.api, '/api/account')
  const lead = signUp === 'closed' ? t.signUpClosed : signUp === 'open' ? t.signUpOpenLead : t.signUpLead
  return (
    <Door page={page} sent={sent} title={t.signUp} lead={lead}>
      {signUp !== 'closed' && (
        <form class="fields" method="post" action="/account/sign-up">
          <Name page={page} sent={sent} />
          <Email page={page} sent={sent} />
          <NewPassword page={page} sent={sent} label={t.password} />
          <p>
            <button type="submit">{t.signUp}</button>
          </p>
        </form>
      )}
    </Door>
  )
}

/** What follows asking for an account: the same whether or not the address had one. */
export function signedUpPage(page: Page, { next }: SignedUp) {
  const t = speak(accountTexts, page.language)
  return (
    <Door page={page} sent={nothingSent} title={t.asked}>
      <p class="note" role="status">
        {next === 'confirm' ? t.askedConfirm : t.askedModeration}
      </p>
      <p>
        <a href="/account">{t.signIn}</a>
      </p>
    </Door>
  )
}

/** `/account/forgotten`. */
export async function forgottenPage(page: Page, sent: Sent = nothingSent, isDone = false) {
  const t = speak(accountTexts, page.language)
  const { sendsMail } = await ask<Me>(page.api, '/api/account')
  return (
    <Door page={page} sent={sent} title={t.forgotten} lead={sendsMail ? t.forgottenLead : t.forgottenNoMail}>
      {isDone ? (
        <p class="note" role="status">
          {t.forgottenDone}
        </p>
      ) : (
        <form class="fields" method="post" action="/account/forgotten">
          <Email page={page} sent={sent} />
          <p>
            <button type="submit">{t.forgottenSend}</button>
          </p>
        </form>
      )}
    </Door>
  )
}

/** `/account/confirm?token=`. */
export function confirmPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(accountTexts, page.language)
  return (
    <Door page={page} sent={sent} title={t.confirmTitle} lead={t.confirmLead}>
      <form class="fields" method="post" action="/account/confirm">
        <Token page={page} sent={sent} />
        <Password page={page} sent={sent} label={t.password} />
        <p>
          <button type="submit">{t.confirm}</button>
        </p>
      </form>
    </Door>
  )
}

/** `/account/password?token=`. */
export function choosePasswordPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(accountTexts, page.language)
  return (
    <Door page={page} sent={sent} title={t.chooseTitle}>
      <form class="fields" method="post" action="/account/password">
        <Token page={page} sent={sent} />
        <NewPassword page={page} sent={sent} label={t.newPassword} />
        <p>
          <button type="submit">{t.choose}</button>
        </p>
      </form>
    </Door>
  )
}

/** `/account/first?token=`: from the link of the terminal. */
export async function firstPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(accountTexts, page.language)
  const token = sent.values.token ?? page.url.searchParams.get('token') ?? ''
  // A link that no longer holds is told at once, not once the form is filled.
  if (!sent.problem) await ask<Done>(page.api, `/api/account/first?token=${encodeURIComponent(token.slice(0, 200))}`)
  return (
    <Door page={page} sent={sent} title={t.firstTitle} lead={t.firstLead}>
      <form class="fields" method="post" action="/account/first">
        <Token page={page} sent={sent} />
        <Name page={page} sent={sent} />
        <Email page={page} sent={sent} />
        <NewPassword page={page} sent={sent} label={t.password} />
        <p>
          <button type="submit">{t.firstMake}</button>
        </p>
      </form>
    </Door>
  )
}

/** The proof of the link that led here, sent back with the form. */
const Token = ({ page, sent }: InputProps) => (
  <input type="hidden" name="token" value={sent.values.token ?? page.url.searchParams.get('token') ?? ''} />
)
