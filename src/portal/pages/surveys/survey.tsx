import type { SurveyTold } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { type Page, pick } from '../../page.ts'
import { Field } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { formTexts } from '../../text/forms.ts'
import { speak } from '../../text/speak.ts'
import { surveyTexts } from '../../text/surveys.ts'
import { findSubjects, MOST_FOUND } from './subject.ts'

export const readSurvey = (page: Page, id: string) =>
  ask<SurveyTold>(page.api, `/api/surveys/${encodeURIComponent(id)}`)

/** `/surveys/{id}`: what is asked and what is kept; which street one means. */
export async function surveyPage(page: Page, id: string) {
  const t = speak(surveyTexts, page.language)
  const f = speak(formTexts, page.language)
  const survey = await readSurvey(page, id)
  const q = (page.url.searchParams.get('q') ?? '').slice(0, 100)
  const found = await findSubjects(page, survey, q)
  const here = `/surveys/${survey.id}`
  const title = pick(page, survey.title)
  const { number } = page.format
  return (
    <Layout
      page={page}
      title={title}
      description={pick(page, survey.purpose)}
      path={[{ href: '/use-cases', title: t.title }]}
      styles={['forms.css', 'surveys.css']}
    >
      <h1>{title}</h1>
      <p class="lead">{pick(page, survey.purpose)}</p>
      <section>
        <h2 id="choose">{t.choose}</h2>
        <form class="inline-form" method="get" action={`${here}#found`}>
          <Field
            page={page}
            sent={{ values: { q } }}
            name="q"
            type="search"
            label={t.street}
            maxlength={100}
            isFilter
          />
          <button type="submit">{f.search}</button>
        </form>
        {q.trim() !== '' && (
          <>
            <h3 id="found">{t.found}</h3>
            {found.length === 0 ? (
              <p class="empty">{t.noneFound(q)}</p>
            ) : (
              <ul class="plain streets">
                {found.map((one) => (
                  <li>
                    <a href={address(`${here}/answer`, { subject: one.id })}>{one.name ?? t.noName}</a>{' '}
                    {one.length !== null && <span class="quiet">{page.format.distance(one.length)}</span>}
                  </li>
                ))}
              </ul>
            )}
            {found.length === MOST_FOUND && <p class="quiet">{t.tooMany(number(MOST_FOUND))}</p>}
          </>
        )}
        {survey.dataset === 'walkability_segments' && (
          <p>
            <a href="/use-cases/walkability?by=segments#map">{t.seeOnMap}</a>
          </p>
        )}
      </section>
      <Privacy page={page} survey={survey} />
    </Layout>
  )
}

/** What is kept of an answer. */
export function Privacy({ page, survey }: { readonly page: Page; readonly survey: SurveyTold }) {
  const t = speak(surveyTexts, page.language)
  return (
    <section class="note">
      <h2 id="privacy">{t.privacy}</h2>
      <p>{t.privacyBody(page.format.number(survey.fewest))}</p>
    </section>
  )
}
