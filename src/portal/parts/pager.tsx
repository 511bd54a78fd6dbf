import { type Page, withQuery } from '../page.ts'
import { commonTexts } from '../text/common.ts'
import { speak } from '../text/speak.ts'

interface PagerProps {
  readonly page: Page
  /** Name of the query value that holds the offset. */
  readonly name: string
  readonly offset: number
  readonly limit: number
  readonly total: number
  /** Where to land on the page. */
  readonly anchor: string
}

/** Links to the page before and after of a long list; nothing when it fits on one. */
export function Pager({ page, name, offset, limit, total, anchor }: PagerProps) {
  const t = speak(commonTexts, page.language)
  const { number } = page.format
  if (total <= limit && offset === 0) return null
  const to = (start: number) => `${withQuery(page.url, { [name]: start > 0 ? start : undefined })}#${anchor}`
  return (
    <nav class="pager" aria-label={`${t.pages} (${anchor})`}>
      {offset > 0 ? (
        <a href={to(Math.max(0, offset - limit))} rel="prev">
          {t.previous}
        </a>
      ) : (
        <span />
      )}
      <span>
        {t.range(number(Math.min(offset + 1, total)), number(Math.min(offset + limit, total)), number(total))}
      </span>
      {offset + limit < total ? (
        <a href={to(offset + limit)} rel="next">
          {t.next}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}

/** A whole number from the query, within bounds. */
export function queryNumber(url: URL, name: string, fallback: number, max: number): number {
  const value = Number(url.searchParams.get(name) ?? fallback)
  return Number.isInteger(value) && value >= 0 ? Math.min(value, max) : fallback
}
