import type { Page } from '../page.ts'
import { Layout } from '../parts/layout.tsx'
import { accountTexts } from '../text/account.ts'
import { speak } from '../text/speak.ts'

/** `/account`: says honestly that there are none yet, and what is open without. */
export function accountPage(page: Page) {
  const t = speak(accountTexts, page.language)
  const { organisation } = page.territory
  return (
    <Layout page={page} title={t.title} description={t.lead}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
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
          <a href="/openapi.json">{t.api}</a>
        </li>
      </ul>
      <h2>{t.closed}</h2>
      <p>
        {t.closedBody}{' '}
        {organisation.email ? <a href={`mailto:${organisation.email}`}>{organisation.name}</a> : organisation.name}.
      </p>
      <h2>{t.privacy}</h2>
      <p>{t.privacyBody}</p>
    </Layout>
  )
}
