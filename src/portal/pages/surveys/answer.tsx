import type { SurveyResults, SurveyTold } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { DataTable } from '../../parts/table.tsx'
import { speak } from '../../text/speak.ts'
import { surveyTexts } from '../../text/surveys.ts'
import { readSubject } from './subject.ts'
import { Privacy, readSurvey } from './survey.tsx'

const SCALE = ['1', '2', '3', '4', '5']
const MOST_COMMENT = 500

/** `/surveys/{id}/answer?subject=…`: a piece of street, the questions about it, what others say of it. */
export async function answerPage(page: Page, id: string, sent: Sent = nothingSent) {
  const t = speak(surveyTexts, page.language)
  const survey = await readSurvey(page, id)
  const subject = await readSubject(page, survey, sent.values.subject ?? page.url.searchParams.get('subject') ?? '')
  const name = subject.name ?? t.noName
  const here = `/surveys/${survey.id}`
  return (
    <Layout
      page={page}
      title={t.rateThis(name)}
      path={[{ href: here, title: pick(page, survey.title) }]}
      styles={['forms.css', 'surveys.css']}
    >
      <h1>{t.rateThis(name)}</h1>
      <FormProblem page={page} sent={sent} />
      <figure class="map">
        <img
          src={address(`${here}/map.svg`, { subject: subject.id })}
          alt={`${name}, ${t.onMap}`}
          width="960"
          height="480"
        />
      </figure>
      <form class="fields" method="post" action={`${here}/answer`}>
        <input type="hidden" name="subject" value={subject.id} />
        <p class="quiet">{t.scale}</p>
        {survey.questions.map((question) => (
          <Question page={page} question={question} chosen={sent.values[question.id]} />
        ))}
        <Field
          page={page}
          sent={sent}
          name="comment"
          label={t.comment}
          hint={t.commentHint}
          lines={3}
          maxlength={MOST_COMMENT}
        />
        <p>
          <button type="submit">{t.send}</button>
        </p>
      </form>
      <Privacy page={page} survey={survey} />
      {await Results({ page, survey, subject: subject.id })}
    </Layout>
  )
}

interface QuestionProps {
  readonly page: Page
  readonly question: SurveyTold['questions'][number]
  readonly chosen: string | undefined
}

/** Five large buttons in a row, for a thumb. */
const Question = ({ page, question: { id, title, low, high }, chosen }: QuestionProps) => (
  <fieldset class="choices scale">
    <legend>{pick(page, title)}</legend>
    {SCALE.map((value, i) => (
      <label>
        <input type="radio" name={id} value={value} checked={chosen === value} required />
        <span>
          {value}
          {i === 0 && <small> {pick(page, low)}</small>}
          {i === SCALE.length - 1 && <small> {pick(page, high)}</small>}
        </span>
      </label>
    ))}
  </fieldset>
)

interface ResultsProps {
  readonly page: Page
  readonly survey: SurveyTold
  readonly subject: string
}

/** What others say of it, once there are five. */
async function Results({ page, survey, subject }: ResultsProps) {
  const t = speak(surveyTexts, page.language)
  const { number } = page.format
  const asked = address(`/api/surveys/${survey.id}/results`, { subject })
  const { items, comments } = await ask<SurveyResults>(page.api, asked)
  const [result] = items
  return (
    <section>
      <h2 id="results">{t.results}</h2>
      {survey.isInvented && <p class="note">{t.invented}</p>}
      {result ? (
        <>
          <DataTable
            caption={`${t.results} (${number(result.answers)})`}
            headings={[{ title: t.question }, { title: t.mean, numeric: true }]}
            rows={survey.questions.map(({ title }, i) => [pick(page, title), number(result.means[i]!, 1)])}
          />
          {comments.length > 0 && (
            <>
              <h3 id="words">{t.words}</h3>
              <ul>
                {comments.map((comment) => (
                  <li class="typed">{comment}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <p class="empty">{t.notYet(number(survey.fewest))}</p>
      )}
    </section>
  )
}

/** What is shown once an answer is taken. */
export async function thanksPage(page: Page, id: string) {
  const t = speak(surveyTexts, page.language)
  const survey = await readSurvey(page, id)
  const here = `/surveys/${survey.id}`
  return (
    <Layout page={page} title={t.thanks} path={[{ href: here, title: pick(page, survey.title) }]}>
      <h1>{t.thanks}</h1>
      <p class="lead">{t.thanksBody(page.format.number(survey.fewest))}</p>
      <p>
        <a class="button" href={here}>
          {t.another}
        </a>
      </p>
    </Layout>
  )
}
