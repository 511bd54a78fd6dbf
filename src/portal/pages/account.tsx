import type { Me } from '../../api/json/shapes.ts'
import { ask } from '../ask.ts'
import { nothingSent, pageOfOurs, type Sent } from '../outcome.ts'
import type { Page } from '../page.ts'
import { Action, Done, Field, FormProblem } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { Password } from '../parts/password.tsx'
import { accountTexts } from '../text/account.ts'
import { organisationTexts } from '../text/organisations.ts'
import { speak } from '../text/speak.ts'

/** `/account`: signing in, or all that one's account leads to. */
export async function accountPage(page: Page, sent: Sent = nothingSent) {
  const me = await ask<Me>(page.api, '/api/account')
  return me.account ? home(page, me, me.account) : door(page, me, sent)
}

function door(page: Page, me: Me, sent: Sent) {
  const t = speak(accountTexts, page.language)
  const next = pageOfOurs(sent.values.next ?? page.url.searchParams.get('next'))
  return (
    <Layout page={page} title={t.title} description={t.lead} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Said page={page} />
      {next && !sent.problem && <p class="note">{t.signInFirst}</p>}
      <FormProblem page={page} sent={sent} />
      <section>
        <h2 id="sign-in">{t.signIn}</h2>
        {me.provider && (
          <>
            <p>
              <a class="button" href={`/api/account/openid${next ? `?next=${encodeURIComponent(next)}` : ''}`}>
                {t.signInBy(me.provider)}
              </a>
            </p>
            <p>{t.or}</p>
          </>
        )}
        <form class="fields" method="post" action="/account">
          {next && <input type="hidden" name="next" value={next} />}
          <Field page={page} sent={sent} name="email" type="email" label={t.email} required autocomplete="username" />
          <Password page={page} sent={sent} label={t.password} />
          <p>
            <button type="submit">{t.signIn}</button>
          </p>
        </form>
        <ul>
          <li>
            <a href="/account/forgotten">{t.forgotten}</a>
          </li>
          {me.signUp !== 'closed' && (
            <li>
              {t.noAccount} <a href="/account/sign-up">{t.signUp}</a>
            </li>
          )}
        </ul>
      </section>
      <h2>{t.without}</h2>
      <ul>
        <li>
          <a href="/datasets">{t.browse}</a>
        </li>
        <li>
          <a href="/map">{t.map}</a>
        </li>
        <li>
          <a href="/chain">{t.chain}</a>
        </li>
        <li>
          <a href="/openapi.html">{t.api}</a>
        </li>
      </ul>
      <h2>{t.privacy}</h2>
      <p>{t.privacyBody}</p>
    </Layout>
  )
}

function home(page: Page, me: Me, account: NonNullable<Me['account']>) {
  const t = speak(accountTexts, page.language)
  const o = speak(organisationTexts, page.language)
  const decides = account.administrator || me.memberships.some(({ role }) => role !== 'member')
  const links: [string, string, string?][] = [
    ['/account/requests', t.requests],
    ...(decides ? ([['/requests', t.toDecide]] as [string, string][]) : []),
    ['/account/mail', t.mail, me.unread > 0 ? t.unread(page.format.number(me.unread)) : undefined],
    ['/account/keys', t.keys],
    ['/account/projects', t.projects],
    ['/account/searches', t.searches],
    ['/audit', t.audit],
    ['/account/profile', t.profile],
    ...(account.administrator ? ([['/admin', t.admin]] as [string, string][]) : []),
  ] as [string, string, string?][]
  const roles = { manager: o.managerShort, producer: o.producerShort, member: o.memberShort }
  return (
    <Layout page={page} title={t.title} styles={['forms.css']}>
      <h1>{t.hello(account.name)}</h1>
      <Said page={page} />
      {account.state === 'pending' && <p class="note">{t.pending}</p>}
      {account.administrator && <p>{t.administers}</p>}
      <section>
        <h2 id="yours">{t.yours}</h2>
        <ul class="tasks">
          {links.map(([href, title, more]) => (
            <li>
              <a href={href}>{title}</a>
              {more && ` (${more})`}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 id="organisations">{t.organisations}</h2>
        {me.memberships.length === 0 ? (
          <p>{t.noOrganisation}</p>
        ) : (
          <ul>
            {me.memberships.map(({ slug, name, role }) => (
              <li>
                <a href={`/organisations/${slug}`}>{name}</a> — {roles[role]}
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href="/organisations">{t.allOrganisations}</a>
        </p>
      </section>
      <Action action="/account/sign-out">{t.signOut}</Action>
      <h2>{t.privacy}</h2>
      <p>{t.privacyBody}</p>
    </Layout>
  )
}

/** What was just done, or why the provider's way did not lead in. */
function Said({ page }: { readonly page: Page }) {
  const t = speak(accountTexts, page.language)
  const problem = page.url.searchParams.get('problem')
  const wrong: Readonly<Record<string, string>> = {
    'account.flow-gone': t.wrongFlow,
    'account.provider': t.wrongProvider,
    'account.unproved-email': t.wrongEmail,
    'account.blocked': t.wrongBlocked,
    'account.not-allowed': t.signUpClosed,
  }
  return (
    <>
      <Done
        page={page}
        said={{
          'signed-out': t.doneSignedOut,
          erased: t.doneErased,
          welcome: t.doneWelcome,
          password: t.donePassword,
          saved: t.doneSaved,
        }}
      />
      {problem !== null && (
        <p class="note refusal" role="alert">
          {Object.hasOwn(wrong, problem) ? wrong[problem] : t.wrongOther}
        </p>
      )}
    </>
  )
}
