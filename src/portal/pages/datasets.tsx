import type { SearchPage } from '../../api/json/shapes.ts'
import { ApiProblem, address, ask } from '../ask.ts'
import { type Page, pick } from '../page.ts'
import { ProblemNote } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { Pager, queryNumber } from '../parts/pager.tsx'
import { datasetsTexts } from '../text/datasets.ts'
import { speak } from '../text/speak.ts'
import { type Asked, askedOf, isAsking } from './datasets/asked.ts'
import { Filters } from './datasets/filters.tsx'
import { Follow } from './datasets/follow.tsx'
import { Hits } from './datasets/hits.tsx'
import { Kept } from './datasets/kept.tsx'
import { Nothing, Reading } from './datasets/reading.tsx'

const LIMIT = 20
/** Results that are paged through; beyond, one filters or downloads. */
const DEEPEST = 1_000_000

/** `/datasets`: the catalogue, searched by words, facets, place and period, a page at a time. */
export async function datasetsPage(page: Page) {
  const t = speak(datasetsTexts, page.language)
  const offset = queryNumber(page.url, 'offset', 0, DEEPEST)
  const { asked, found, problem } = await search(page, askedOf(page.url), offset)
  const isFiltered = isAsking(asked)
  return (
    <Layout
      page={page}
      title={t.title}
      description={t.lead}
      styles={['forms.css', 'search.css']}
      alternates={[{ href: address('/api/search.atom', asked), type: 'application/atom+xml' }]}
    >
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {problem && <ProblemNote page={page} problem={problem} />}
      <search aria-label={t.filter}>
        <form class="filters seek" method="get" action="/datasets" id="search">
          <label>
            {t.words}
            <input type="search" name="q" value={asked.q ?? ''} maxlength={200} />
          </label>
          <label>
            {t.sort}
            <select name="sort">
              {(['relevance', 'modified', 'quality', 'title'] as const).map((sort) => (
                <option value={sort === 'relevance' ? '' : sort} selected={sort === found.sort}>
                  {sort === 'title' ? t.byTitle : sort === 'quality' ? t.byQuality : t[sort]}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">{t.apply}</button>
        </form>
      </search>
      <div class="with-side">
        <div class="body">
          <p role="status" id="results">
            {t.found(found.total, page.format.number(found.total))}
            {isFiltered && (
              <>
                {' · '}
                <a href="/datasets">{t.clear}</a>
              </>
            )}
            <span class="to-filters">
              {' · '}
              <a href="#filters">{t.toFilters}</a>
            </span>
          </p>
          <Kept page={page} asked={asked} found={found} />
          <Reading page={page} found={found} />
          {found.total === 0 ? (
            <Nothing page={page} asked={asked} found={found} isFiltered={isFiltered} />
          ) : (
            <Hits page={page} found={found} />
          )}
          <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={found.total} anchor="results" />
          {found.total > 0 && (
            <p class="quiet">
              {t.takeAway} : <a href={address('/api/search.csv', asked)}>{t.asCsv}</a>,{' '}
              <a href={address('/api/search.json', asked)}>{t.asJson}</a>,{' '}
              <a href={address('/api/search.atom', asked)}>{t.asFeed}</a>
            </p>
          )}
          {isFiltered && <Follow page={page} asked={asked} />}
          {asked.q && (
            <details>
              <summary>{t.ranking}</summary>
              <p>{pick(page, found.ranking)}</p>
            </details>
          )}
        </div>
        <aside class="side" aria-label={t.filters}>
          <Filters page={page} asked={asked} found={found} />
        </aside>
      </div>
    </Layout>
  )
}

interface Searched {
  readonly asked: Asked
  readonly found: SearchPage
  readonly problem?: ApiProblem
}

/** What the API found; without the filter that cannot be used, which is told. */
async function search(page: Page, asked: Asked, offset: number): Promise<Searched> {
  try {
    const found = await ask<SearchPage>(
      page.api,
      address('/api/search', { ...asked, limit: LIMIT, offset, lang: page.language }),
    )
    return { asked, found }
  } catch (error) {
    const place = error instanceof ApiProblem && error.status === 400 ? error.place : undefined
    if (place === undefined || asked[place] === undefined) throw error
    return { ...(await search(page, { ...asked, [place]: undefined }, 0)), problem: error as ApiProblem }
  }
}
