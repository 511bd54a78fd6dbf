import type { SearchHit, SearchPage } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { StateLabel } from '../../parts/state.tsx'
import { commonTexts } from '../../text/common.ts'
import { datasetsTexts } from '../../text/datasets.ts'
import { speak } from '../../text/speak.ts'

/** What was found, one under the other: title, first words, who makes it, and why it answers. */
export const Hits = ({ page, found }: { readonly page: Page; readonly found: SearchPage }) => (
  <ul class="datasets">
    {found.items.map((hit) => (
      <li>
        <a href={`/datasets/${encodeURIComponent(hit.id)}`}>{pick(page, hit.title)}</a>
        <p>{pick(page, hit.description)}</p>
        <Facts page={page} hit={hit} />
        <Why page={page} hit={hit} />
      </li>
    ))}
  </ul>
)

interface Shown {
  readonly page: Page
  readonly hit: SearchHit
}

function Facts({ page, hit: { producer, source, house, modified, access, formats, quality } }: Shown) {
  const t = speak(datasetsTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { number, bytes, ago, date } = page.format
  const isTable = house?.kind === 'table' || house?.kind === 'observations'
  return (
    <p class="quiet meta">
      <span>{producer}</span>
      {source && <span>{t.from1(pick(page, source.title))}</span>}
      {house && house.rows + house.bytes > 0 && (
        <span>{isTable ? common.rows(house.rows, number(house.rows)) : bytes(house.bytes)}</span>
      )}
      {modified && <span>{common.updated(isRecent(page, modified) ? ago(modified, page.now) : date(modified))}</span>}
      {access !== 'open' && <span>{common[access]}</span>}
      {formats.length > 0 && <span>{formats.join(', ')}</span>}
      {quality !== null && <span>{t.score(number(quality))}</span>}
      {house && house.state !== 'fresh' && <StateLabel state={house.state} language={page.language} />}
    </p>
  )
}

const RECENT_MS = 60 * 86_400_000
/** Whether a number of days says more than a date. */
const isRecent = (page: Page, moment: string) => Math.abs(page.now.getTime() - Date.parse(moment)) < RECENT_MS

function Why({ page, hit: { why } }: Shown) {
  const t = speak(datasetsTexts, page.language)
  if (why.length === 0) return null
  const places = {
    title: t.inTitle,
    keywords: t.inKeywords,
    description: t.inDescription,
    producer: t.inProducer,
    other: t.inOther,
  }
  const reasons = why.map(({ met, how, fields }) => {
    const where = fields.map((field) => places[field]).join(', ')
    return `« ${met} »${how === 'word' ? '' : ` (${t[how]})`} : ${where}`
  })
  return (
    <p class="quiet why">
      {t.why} {reasons.join(' · ')}
    </p>
  )
}
