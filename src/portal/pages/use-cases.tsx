import { type Page, pick } from '../page.ts'
import { Layout } from '../parts/layout.tsx'
import { speak } from '../text/speak.ts'
import { useCasesTexts } from '../text/use-cases.ts'

/** `/use-cases`: the packs of this territory. */
export function useCasesPage(page: Page) {
  const t = speak(useCasesTexts, page.language)
  const { packs } = page.territory
  return (
    <Layout page={page} title={t.title} description={t.lead}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {packs.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <ul class="cards">
          {packs.map((pack) => (
            <li>
              <a href={`/use-cases/${pack.id}`}>{pick(page, pack.title)}</a>
              <p>{pick(page, pack.description)}</p>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  )
}
