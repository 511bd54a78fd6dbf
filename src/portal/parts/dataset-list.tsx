import type { DatasetSummary } from '../../api/json/shapes.ts'
import { type Page, pick } from '../page.ts'
import { commonTexts } from '../text/common.ts'
import { speak } from '../text/speak.ts'
import { StateLabel } from './state.tsx'

/** Datasets one under the other: title, first words, freshness, size, access. */
export function DatasetItems({
  page,
  datasets,
  short = false,
}: {
  page: Page
  datasets: readonly DatasetSummary[]
  short?: boolean
}) {
  const t = speak(commonTexts, page.language)
  const { number, bytes, ago } = page.format
  return (
    <ul class="datasets">
      {datasets.map((dataset) => (
        <li>
          <a href={`/datasets/${dataset.id}`}>{pick(page, dataset.title)}</a>
          {!short && <p>{firstSentence(pick(page, dataset.description))}</p>}
          <p class="quiet meta">
            <span>{isTable(dataset) ? t.rows(dataset.rows, number(dataset.rows)) : bytes(dataset.bytes)}</span>
            {dataset.made && <span>{t.updated(ago(dataset.made, page.now))}</span>}
            {dataset.access !== 'open' && <span>{t[dataset.access]}</span>}
            {dataset.state !== 'fresh' && <StateLabel state={dataset.state} language={page.language} />}
          </p>
        </li>
      ))}
    </ul>
  )
}

const isTable = ({ kind }: DatasetSummary) => kind === 'table' || kind === 'observations'

const firstSentence = (text: string) => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text
