import type { DatasetList, DatasetSummary } from '../../api/json/shapes.ts'
import { ask } from '../ask.ts'
import { type Page, pick } from '../page.ts'
import { DatasetItems } from '../parts/dataset-list.tsx'
import { Layout } from '../parts/layout.tsx'
import { Pager, queryNumber } from '../parts/pager.tsx'
import { commonTexts } from '../text/common.ts'
import { datasetsTexts } from '../text/datasets.ts'
import { speak } from '../text/speak.ts'
import { themeTitle } from '../text/themes.ts'

const LIMIT = 20

/** `/datasets`: the list, filtered by words, theme and access, a page at a time. */
export async function datasetsPage(page: Page) {
  const { items } = await ask<DatasetList>(page.api, '/api/datasets')
  const t = speak(datasetsTexts, page.language)
  const query = page.url.searchParams
  const [words, theme, access] = [query.get('q') ?? '', query.get('theme') ?? '', query.get('access') ?? '']
  const found = items.filter(
    (d) => matches(d, words) && (!theme || d.theme.id === theme) && (!access || d.access === access),
  )
  const offset = queryNumber(page.url, 'offset', 0, Math.max(0, found.length - 1))
  const filtered = Boolean(words || theme || access)
  return (
    <Layout page={page} title={t.title} description={t.lead}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Filters page={page} items={items} words={words} theme={theme} access={access} />
      <p role="status" id="results">
        {t.found(found.length, page.format.number(found.length))}
        {filtered && (
          <>
            {' · '}
            <a href="/datasets">{t.clear}</a>
          </>
        )}
      </p>
      {found.length === 0 ? (
        <p class="empty">{items.length === 0 ? t.noneYet : t.nothing}</p>
      ) : (
        <DatasetItems page={page} datasets={found.slice(offset, offset + LIMIT)} />
      )}
      <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={found.length} anchor="results" />
    </Layout>
  )
}

interface FiltersProps {
  readonly page: Page
  readonly items: readonly DatasetSummary[]
  readonly words: string
  readonly theme: string
  readonly access: string
}

function Filters({ page, items, words, theme, access }: FiltersProps) {
  const t = speak(datasetsTexts, page.language)
  const common = speak(commonTexts, page.language)
  const themes = [...new Set(items.map((d) => d.theme.id))]
  const accesses = [...new Set(items.map((d) => d.access))]
  return (
    <search aria-label={t.filter}>
      <form class="filters" method="get" action="/datasets">
        <label>
          {t.words}
          <input type="search" name="q" value={words} maxlength={200} />
        </label>
        <label>
          {t.theme}
          <select name="theme">
            <option value="">{t.any}</option>
            {themes.map((id) => (
              <option value={id} selected={id === theme}>
                {pick(page, themeTitle(id))}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.access}
          <select name="access">
            <option value="">{t.any}</option>
            {accesses.map((id) => (
              <option value={id} selected={id === access}>
                {common[id]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{t.apply}</button>
      </form>
    </search>
  )
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether every word is somewhere in what the dataset says of itself, accents aside. */
function matches(dataset: DatasetSummary, words: string): boolean {
  const { id, title, description, keywords, producers } = dataset
  const text = plain(
    [
      id,
      title.fr,
      title.en,
      description.fr,
      description.en,
      ...keywords.flatMap((k) => [k.fr, k.en]),
      ...producers,
    ].join(' '),
  )
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
