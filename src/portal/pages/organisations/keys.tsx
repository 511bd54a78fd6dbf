import type { OrganisationDetail, OrganisationKeyList } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Action, Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { DataTable } from '../../parts/table.tsx'
import { formTexts } from '../../text/forms.ts'
import { organisationTexts } from '../../text/organisations.ts'
import { speak } from '../../text/speak.ts'

/** Days that a key lasts when nothing else is asked for. */
const USUAL_DAYS = '180'

/** `/organisations/{slug}/keys`: the keys with which its programs push descriptions; `made`: the one just made. */
export async function organisationKeysPage(page: Page, slug: string, sent: Sent = nothingSent, made?: string) {
  const t = speak(organisationTexts, page.language)
  const path = `/api/organisations/${encodeURIComponent(slug)}`
  const [organisation, keys, pem] = await Promise.all([
    ask<OrganisationDetail>(page.api, path),
    ask<OrganisationKeyList>(page.api, `${path}/keys`),
    page.api(`${path}/public-key`).then((answer) => (answer.ok ? answer.text() : '')),
  ])
  const above = `/organisations/${organisation.slug}`
  const title = t.keysOf(organisation.name)
  const { date, moment } = page.format
  return (
    <Layout
      page={page}
      title={title}
      path={[
        { href: '/organisations', title: t.title },
        { href: above, title: organisation.name },
      ]}
      styles={['forms.css']}
    >
      <h1>{title}</h1>
      <Done page={page} said={{ revoked: t.keyDone, saved: t.publicKeyDone }} />
      <FormProblem page={page} sent={sent} />
      <p class="lead">{t.keysLead}</p>
      {made && (
        <div class="note" role="status">
          <p>{t.keyMade}</p>
          <pre tabindex={0}>
            <code>{made}</code>
          </pre>
        </div>
      )}
      {keys.items.length === 0 ? (
        <p class="empty">{t.noKey}</p>
      ) : (
        <DataTable
          caption={t.keys}
          hideCaption
          wide
          headings={[t.keyLabel, t.keySince, t.keySeen, t.keyEnds].map((heading) => ({ title: heading }))}
          rows={keys.items.map(({ id, label, created, seen, ends, revoked }) => [
            label,
            date(created),
            seen === null ? t.keyNever : moment(seen),
            revoked === null ? (
              <>
                {date(ends)}{' '}
                <Action action={`${above}/keys/revoke`} values={{ key: String(id) }} second>
                  {t.keyRevoke(label)}
                </Action>
              </>
            ) : (
              t.keyRevoked
            ),
          ])}
        />
      )}
      <form class="fields" method="post" action={`${above}/keys`}>
        <Field page={page} sent={sent} name="label" label={t.keyLabel} required maxlength={100} />
        <Field
          page={page}
          sent={sent}
          name="days"
          type="number"
          label={t.keyDays}
          value={USUAL_DAYS}
          min={1}
          max={366}
          required
        />
        <p>
          <button type="submit">{t.keyMake}</button>
        </p>
      </form>
      <section>
        <h2 id="public-key">{t.publicKey}</h2>
        <p>{t.publicKeyLead}</p>
        <form class="fields" method="post" action={`${above}/public-key`}>
          <Field page={page} sent={sent} name="pem" label={t.publicKeyPem} value={pem} lines={8} maxlength={10_000} />
          <p>
            <button type="submit">{speak(formTexts, page.language).save}</button>
          </p>
        </form>
      </section>
    </Layout>
  )
}
