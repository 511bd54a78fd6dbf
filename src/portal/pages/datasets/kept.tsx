import type { SearchPage } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { datasetsTexts } from '../../text/datasets.ts'
import { speak } from '../../text/speak.ts'
import { type Asked, without } from './asked.ts'

interface KeptProps {
  readonly page: Page
  readonly asked: Asked
  readonly found: SearchPage
}

/** The filters that were chosen, each with a link that drops it. */
export function Kept({ page, asked, found }: KeptProps) {
  const t = speak(datasetsTexts, page.language)
  const chosen = found.facets.flatMap(({ name, values }) =>
    values
      .filter(({ kept }) => kept)
      .map(({ value, title }) => ({ text: `${t[name]} : ${pick(page, title)}`, href: without(asked, name, value) })),
  )
  const drops = [
    ...chosen,
    ...(asked.bbox ? [{ text: t.where, href: without(asked, 'bbox') }] : []),
    ...(asked.from ? [{ text: `${t.from} ${asked.from}`, href: without(asked, 'from') }] : []),
    ...(asked.to ? [{ text: `${t.to} ${asked.to}`, href: without(asked, 'to') }] : []),
  ]
  if (drops.length === 0) return null
  return (
    <ul class="chosen" aria-label={t.kept}>
      {drops.map(({ text, href }) => (
        <li>
          <a href={href} aria-label={t.drop(text)}>
            {text} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
