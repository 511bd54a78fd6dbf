import type { Me } from '../../../api/json/shapes.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Action, Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { NewPassword, Password } from '../../parts/password.tsx'
import { accountTexts, profileTexts } from '../../text/account.ts'
import { formTexts } from '../../text/forms.ts'
import { speak } from '../../text/speak.ts'
import { signedIn } from '../../who.ts'

/** `/account/profile`: what is known of oneself, to correct, take away or erase. */
export async function profilePage(page: Page, sent: Sent = nothingSent) {
  const t = speak(profileTexts, page.language)
  const a = speak(accountTexts, page.language)
  const f = speak(formTexts, page.language)
  const { account } = await signedIn(page)
  return (
    <Layout page={page} title={t.title} path={[{ href: '/account', title: a.title }]} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <Done page={page} said={{ saved: a.doneSaved, password: a.donePassword }} />
      <FormProblem page={page} sent={sent} />
      <section>
        <h2 id="who">{t.who}</h2>
        <form class="fields" method="post" action="/account/profile">
          <p>
            <strong>{t.email}</strong> : {account.email}
            <br />
            <span class="quiet">{t.emailHint}</span>
          </p>
          <Field
            page={page}
            sent={sent}
            name="name"
            label={t.name}
            value={account.name}
            required
            autocomplete="name"
            maxlength={120}
          />
          <Field
            page={page}
            sent={sent}
            name="language"
            label={t.language}
            value={account.language}
            options={[
              ['fr', t.french],
              ['en', t.english],
            ]}
          />
          <p>
            <button type="submit">{f.save}</button>
          </p>
        </form>
      </section>
      <section>
        <h2 id="password-change">{t.password}</h2>
        {account.hasPassword ? <PasswordForm page={page} sent={sent} /> : <p>{t.noPassword}</p>}
      </section>
      <section>
        <h2 id="sessions">{t.sessions}</h2>
        <p>{t.sessionsBody}</p>
        <Action action="/account/sign-out" values={{ everywhere: 'yes' }} second>
          {a.signOutAll}
        </Action>
      </section>
      <section>
        <h2 id="data">{t.data}</h2>
        <p>{t.dataBody}</p>
        <p>
          <a href="/api/account/data">{t.dataGet}</a>
        </p>
      </section>
      <EraseForm page={page} account={account} />
    </Layout>
  )
}

function PasswordForm({ page, sent }: { readonly page: Page; readonly sent: Sent }) {
  const t = speak(profileTexts, page.language)
  const a = speak(accountTexts, page.language)
  return (
    <form class="fields" method="post" action="/account/profile/password">
      <Password page={page} sent={sent} name="current" label={t.current} />
      <NewPassword page={page} sent={sent} label={a.newPassword} />
      <p>
        <button type="submit">{t.change}</button>
      </p>
    </form>
  )
}

function EraseForm({ page, account }: { readonly page: Page; readonly account: NonNullable<Me['account']> }) {
  const t = speak(profileTexts, page.language)
  return (
    <section>
      <h2 id="erase">{t.erase}</h2>
      <details>
        <summary>{t.erase}</summary>
        <p>{t.eraseBody}</p>
        <form class="fields" method="post" action="/account/profile/erase">
          {account.hasPassword && (
            <div class="field">
              <label for="erase-current">{t.current}</label>
              <input id="erase-current" name="current" type="password" required autocomplete="current-password" />
            </div>
          )}
          <p>
            <button type="submit">{t.eraseDo}</button>
          </p>
        </form>
      </details>
    </section>
  )
}
