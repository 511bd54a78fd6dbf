import type { QualityTold } from '../../api/json/shapes.ts'
import { type Page, pick } from '../page.ts'
import { qualityTexts } from '../text/quality.ts'
import { speak } from '../text/speak.ts'
import { DataTable } from './table.tsx'

/** How good the description of a dataset is: each point with what was seen and how to do better. */
export function Quality({ page, quality: { score, points } }: { readonly page: Page; readonly quality: QualityTold }) {
  const t = speak(qualityTexts, page.language)
  const { number } = page.format
  return (
    <>
      <p>
        <strong>{t.score(number(score))}</strong> {t.lead}
      </p>
      <DataTable
        caption={t.title}
        hideCaption
        headings={[{ title: t.criterion }, { title: t.points, numeric: true }, { title: t.what }]}
        rows={points.map(({ criterion, value, weight, say, remedy }) => [
          t[criterion],
          value === null ? t.unjudged : t.of(number(Math.round(value * weight)), number(weight)),
          <>
            {pick(page, say)} {remedy && <strong>{pick(page, remedy)}</strong>}
          </>,
        ])}
      />
    </>
  )
}
