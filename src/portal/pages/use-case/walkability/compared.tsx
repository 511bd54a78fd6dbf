import type { SurveyComparison, SurveyTold } from '../../../../api/json/shapes.ts'
import { address, askMaybe } from '../../../ask.ts'
import { Chart } from '../../../charts/chart.tsx'
import { dotsDrawing } from '../../../charts/dots.ts'
import { type Page, pick } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { speak } from '../../../text/speak.ts'
import { surveyTexts, walkabilityTexts } from '../../../text/surveys.ts'
import type { Weighing } from './weights.ts'

/** Of the segments, those named where the computation and people differ most. */
const MOST_GAPS = 5

interface ComparedProps {
  readonly page: Page
  readonly survey: SurveyTold
  readonly weighing: Weighing
}

/** What is computed beside what people say, and how the two go together. */
export async function Compared({ page, survey, weighing }: ComparedProps) {
  const t = speak(walkabilityTexts, page.language)
  const s = speak(surveyTexts, page.language)
  const { number } = page.format
  const weight = weighing.parts.map(({ column, weight }) => `${column}:${weight}`)
  const asked = address(`/api/surveys/${survey.id}/comparison`, { weight })
  const comparison = await askMaybe<SurveyComparison>(page.api, asked)
  if (!comparison) return null
  const { pairs, fewestPairs, pearson, spearman } = comparison
  const points = pairs.map((one) => ({ ...one, x: one.value * 100, y: one.mean, said: ((one.mean - 1) / 4) * 100 }))
  const coefficient = (one: typeof pearson) =>
    one ? [number(one.value), `${number(one.low)} … ${number(one.high)}`] : ['', '']
  return (
    <section>
      <h2 id="compared">{t.compared}</h2>
      <p>{t.comparedLead}</p>
      {survey.isInvented && <p class="note">{s.invented}</p>}
      {pairs.length < fewestPairs ? (
        <p class="empty">{t.tooFew(number(pairs.length), number(fewestPairs))}</p>
      ) : (
        <>
          <Chart
            page={page}
            title={t.comparedChart}
            description={t.comparedAlt(number(pairs.length))}
            drawing={dotsDrawing(page, points, { title: t.index, domain: [0, 100] }, { title: s.mean, domain: [1, 5] })}
            table={
              <DataTable
                caption={t.comparedChart}
                hideCaption
                headings={[
                  { title: t.street },
                  { title: t.index, numeric: true },
                  { title: s.mean, numeric: true },
                  { title: s.answers, numeric: true },
                ]}
                rows={points.map(({ name, x, y, answers }) => [name, number(x, 0), number(y, 1), number(answers)])}
              />
            }
          />
          <DataTable
            caption={t.correlation}
            headings={[
              { title: t.correlation },
              { title: t.pearson, numeric: true },
              { title: t.spearman, numeric: true },
            ]}
            rows={[
              [t.correlation, coefficient(pearson)[0]!, coefficient(spearman)[0]!],
              [t.interval, coefficient(pearson)[1]!, coefficient(spearman)[1]!],
              [t.pairs, number(pairs.length), number(pairs.length)],
            ]}
          />
          <p class="quiet">{t.read}</p>
          <DataTable
            caption={t.best}
            headings={[
              { title: t.street },
              { title: t.index, numeric: true },
              { title: t.rating, numeric: true },
              { title: t.gap, numeric: true },
            ]}
            rows={points
              .toSorted((a, b) => Math.abs(b.said - b.x) - Math.abs(a.said - a.x))
              .slice(0, MOST_GAPS)
              .map(({ subject, name, x, said }) => [
                <a href={address(`/surveys/${survey.id}/answer`, { subject })}>{name}</a>,
                number(x, 0),
                number(said, 0),
                number(said - x, 0),
              ])}
          />
        </>
      )}
      <h3>{t.survey}</h3>
      <p>
        {t.surveyLead}{' '}
        <a class="button" href={`/surveys/${survey.id}`}>
          {pick(page, survey.title)}
        </a>
      </p>
    </section>
  )
}
