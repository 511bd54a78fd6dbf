import type { SurveyAnswerPage, SurveyList, SurveyTold } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { Action, Done, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { adminTexts } from '../../text/admin.ts'
import { speak } from '../../text/speak.ts'
import { surveyTexts } from '../../text/surveys.ts'

const LIMIT = 20
const states = ['waiting', 'accepted', 'aside'] as const
const reasons = ['off-topic', 'person', 'insult', 'repeated', 'advertising'] as const

/** `/admin/surveys`: the surveys, and how many answers of each wait. */
export async function adminSurveysPage(page: Page) {
  const t = speak(surveyTexts, page.language)
  const a = speak(adminTexts, page.language)
  const { items } = await ask<SurveyList>(page.api, '/api/surveys')
  const waiting = await Promise.all(
    items.map(({ id }) => ask<SurveyAnswerPage>(page.api, `/api/surveys/${encodeURIComponent(id)}/answers?limit=1`)),
  )
  return (
    <Layout page={page} title={t.moderation} path={[{ href: '/admin', title: a.title }]} styles={['forms.css']}>
      <h1>{t.moderation}</h1>
      <p class="lead">{t.moderationLead}</p>
      <ul class="counts">
        {items.map((survey, i) => (
          <li>
            <strong>{page.format.number(waiting[i]!.total)}</strong>{' '}
            <a href={`/admin/surveys/${survey.id}`}>{pick(page, survey.title)}</a>
          </li>
        ))}
      </ul>
    </Layout>
  )
}

/** `/admin/surveys/{id}`: answers in a state, and what may be decided of each. */
export async function moderateAnswersPage(page: Page, id: string, sent: Sent = nothingSent) {
  const t = speak(surveyTexts, page.language)
  const a = speak(adminTexts, page.language)
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000)
  const state = states.find((one) => one === page.url.searchParams.get('state')) ?? 'waiting'
  const path = `/api/surveys/${encodeURIComponent(id)}`
  const [survey, { items, total }] = await Promise.all([
    ask<SurveyTold>(page.api, path),
    ask<SurveyAnswerPage>(page.api, address(`${path}/answers`, { state, limit: LIMIT, offset })),
  ])
  const title = pick(page, survey.title)
  const here = `/admin/surveys/${survey.id}`
  return (
    <Layout
      page={page}
      title={title}
      path={[
        { href: '/admin', title: a.title },
        { href: '/admin/surveys', title: t.moderation },
      ]}
      styles={['forms.css']}
    >
      <h1>{title}</h1>
      <p class="lead">{t.moderationLead}</p>
      <Done page={page} said={{ decided: t.decided }} />
      <FormProblem page={page} sent={sent} />
      <nav aria-label={t.state}>
        <ul class="tasks">
          {states.map((one) => (
            <li>
              <a href={address(here, { state: one })} aria-current={one === state ? 'page' : undefined}>
                {t[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section>
        <h2 id="answers">{`${t[state]} : ${page.format.number(total)}`}</h2>
        {items.length === 0 ? (
          <p class="empty">{t.noAnswers}</p>
        ) : (
          <ul class="plain letters">
            {items.map((answer) => (
              <Told page={page} survey={survey} answer={answer} here={address(here, { state })} />
            ))}
          </ul>
        )}
        <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={total} anchor="answers" />
      </section>
    </Layout>
  )
}

interface ToldProps {
  readonly page: Page
  readonly survey: SurveyTold
  readonly answer: SurveyAnswerPage['items'][number]
  readonly here: string
}

function Told({ page, survey, answer, here }: ToldProps) {
  const t = speak(surveyTexts, page.language)
  const { id, subject, questions, ratings, comment, day, invented, state, reason, isPublic } = answer
  const titleOf = (name: string) => {
    const known = survey.questions.find((one) => one.id === name)
    return known ? pick(page, known.title) : name
  }
  const number = String(id)
  return (
    <li>
      <h3 id={`answer-${number}`}>{t.number(number)}</h3>
      <p>
        <a href={address(`/surveys/${survey.id}/answer`, { subject })}>{t.segment}</a>, {page.format.date(day)}
        {isPublic && <>. {t.public}</>}
        {reason && <>. {t[reason as (typeof reasons)[number]]}</>}
      </p>
      {invented && <p class="quiet">{t.invented}</p>}
      <ul>
        {questions.map((name, i) => (
          <li>
            {titleOf(name)} : {ratings[i]}
          </li>
        ))}
      </ul>
      {comment && <blockquote class="typed">{comment}</blockquote>}
      {state !== 'accepted' && (
        <Action action={here} values={{ answer: number, action: 'accept' }}>
          {t.accept}
        </Action>
      )}
      {comment && (
        <Action action={here} values={{ answer: number, action: 'mute' }} second>
          {t.mute}
        </Action>
      )}
      {state !== 'aside' && !isPublic && (
        <form method="post" action={here} class="act">
          <input type="hidden" name="answer" value={number} />
          <input type="hidden" name="action" value="aside" />
          <label>
            {t.reason}{' '}
            <select name="reason">
              {reasons.map((one) => (
                <option value={one}>{t[one]}</option>
              ))}
            </select>
          </label>{' '}
          <button type="submit" class="second">
            {t.setAside}
          </button>
        </form>
      )}
    </li>
  )
}
