import type { DatasetList, KeyList, KeyMade, KeyTold } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { Action, Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { DataTable } from '../../parts/table.tsx'
import { accountTexts, keyTexts } from '../../text/account.ts'
import { speak } from '../../text/speak.ts'
import { signedIn } from '../../who.ts'

/** `/account/keys`: one's keys, and making one. `made`: a key that was just made, shown this once. */
export async function keysPage(page: Page, sent: Sent = nothingSent, made?: KeyMade) {
  const t = speak(keyTexts, page.language)
  const a = speak(accountTexts, page.language)
  const { account } = await signedIn(page)
  const [{ items }, datasets] = await Promise.all([
    ask<KeyList>(page.api, '/api/account/keys'),
    ask<DatasetList>(page.api, '/api/datasets'),
  ])
  const mine = datasets.items.filter(({ access, allowed }) => access !== 'open' && allowed)
  const titles = new Map(datasets.items.map((one) => [one.id, pick(page, one.title)]))
  return (
    <Layout page={page} title={t.title} path={[{ href: '/account', title: a.title }]} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Done page={page} said={{ revoked: t.doneRevoked }} />
      <FormProblem page={page} sent={sent} />
      {made && <NewKey page={page} made={made} />}
      <section>
        <h2 id="keys">{t.list}</h2>
        {items.length === 0 ? <p class="empty">{t.none}</p> : <Keys page={page} items={items} titles={titles} />}
      </section>
      {account.state === 'active' ? (
        <section>
          <h2 id="make">{t.make}</h2>
          <form class="fields" method="post" action="/account/keys">
            <Field page={page} sent={sent} name="label" label={t.label} hint={t.labelHint} required maxlength={100} />
            <Field
              page={page}
              sent={sent}
              name="dataset"
              label={t.dataset}
              options={[['', t.everything], ...mine.map(({ id, title }) => [id, pick(page, title)] as const)]}
            />
            <Field
              page={page}
              sent={sent}
              name="days"
              type="number"
              label={t.days}
              hint={t.daysHint}
              value="90"
              required
              min={1}
              max={366}
            />
            <p>
              <button type="submit">{t.makeDo}</button>
            </p>
          </form>
        </section>
      ) : (
        <p class="note">{a.pending}</p>
      )}
      <section>
        <h2 id="use">{t.use}</h2>
        <p>{t.useBody}</p>
        <section class="scroll" tabindex={0} aria-label={t.use}>
          <pre>
            <code>{`curl -fLOJ -H "Authorization: Bearer ork_…" "${page.url.origin}/download/${mine[0]?.id ?? '…'}/csv"`}</code>
          </pre>
        </section>
      </section>
    </Layout>
  )
}

/** A key that was just made. */
export function NewKey({ page, made }: { readonly page: Page; readonly made: KeyMade }) {
  const t = speak(keyTexts, page.language)
  return (
    <div class="note" role="status">
      <h2 id="new-key">{t.made}</h2>
      <p>{t.madeBody}</p>
      <code class="secret">{made.key}</code>
    </div>
  )
}

interface KeysProps {
  readonly page: Page
  readonly items: readonly KeyTold[]
  readonly titles: ReadonlyMap<string, string>
}

function Keys({ page, items, titles }: KeysProps) {
  const t = speak(keyTexts, page.language)
  const { date, ago } = page.format
  const state = ({ revoked, ends }: KeyTold) => (revoked ? t.revoked : new Date(ends) <= page.now ? t.over : t.valid)
  return (
    <DataTable
      caption={t.list}
      hideCaption
      wide
      headings={[t.label, t.reads, t.created, t.seen, t.ends, t.state].map((title) => ({ title }))}
      rows={items.map((key) => [
        key.label,
        key.datasets === null ? t.everything : key.datasets.map((id) => titles.get(id) ?? id).join(', '),
        date(key.created),
        key.seen ? ago(key.seen, page.now) : t.never,
        date(key.ends),
        state(key) === t.valid ? (
          <>
            {t.valid}{' '}
            <Action action="/account/keys/revoke" values={{ id: String(key.id) }} second>
              {t.revoke(key.label)}
            </Action>
          </>
        ) : (
          state(key)
        ),
      ])}
    />
  )
}
