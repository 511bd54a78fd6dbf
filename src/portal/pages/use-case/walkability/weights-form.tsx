import type { Page } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { speak } from '../../../text/speak.ts'
import { walkabilityTexts } from '../../../text/surveys.ts'
import { type featuresOf, medianOf } from './figures.ts'
import type { Weighing } from './weights.ts'

interface WeightsProps {
  readonly page: Page
  readonly weighing: Weighing
  readonly by: 'cells' | 'segments'
  readonly features: Awaited<ReturnType<typeof featuresOf>>
}

/** What counts and how much, as a form that a reader changes and sends; and what is known of each part. */
export function Weights({ page, weighing, by, features }: WeightsProps) {
  const t = speak(walkabilityTexts, page.language)
  const { number, percent } = page.format
  const known = weighing.parts.map((part) => ({
    ...part,
    values: features.flatMap(({ properties }) => {
      const value = properties[part.column] as number | null
      return value === null ? [] : [value]
    }),
  }))
  const missing = known.filter(({ values }) => values.length === 0).map(({ title }) => title.toLowerCase())
  return (
    <section>
      <h2 id="weights">{t.weights}</h2>
      <p>{t.weightsLead}</p>
      <form class="weights" method="get" action="/use-cases/walkability#map">
        <input type="hidden" name="by" value={by} />
        {weighing.parts.map(({ column, title, weight }) => (
          <label>
            <span>{title}</span>
            <input type="number" name={column} value={weight} min="0" max="100" step="any" inputmode="decimal" />
          </label>
        ))}
        <p>
          <button type="submit">{t.compute}</button>{' '}
          {weighing.isChanged && <a href={`/use-cases/walkability?by=${by}#weights`}>{t.usual}</a>}
        </p>
      </form>
      <DataTable
        caption={t.parts}
        wide
        headings={[
          { title: t.part },
          { title: t.weight, numeric: true },
          { title: t.partMedian, numeric: true },
          { title: t.partKnown, numeric: true },
        ]}
        rows={known.map(({ title, weight, values }) => {
          const median = medianOf(values)
          return [
            title,
            number(weight),
            median === null ? '' : number(median),
            percent(features.length > 0 ? values.length / features.length : 0),
          ]
        })}
      />
      {missing.length > 0 && <p class="note">{t.missing(missing.join(', '))}</p>}
    </section>
  )
}
