import { raw } from 'hono/html'
import type { Bilingual, Language } from '../../kernel/index.ts'
import { ApiProblem } from '../ask.ts'
import type { Page } from '../page.ts'
import { Layout } from '../parts/layout.tsx'
import { layoutTexts } from '../text/layout.ts'
import { speak } from '../text/speak.ts'

/** A page that could not be: what is wrong, and ways out. */
export function problemPage(page: Page, problem: ApiProblem | undefined) {
  const t = speak(layoutTexts, page.language)
  const title = problem?.status === 404 ? t.notFoundTitle : t.errorTitle
  return (
    <Layout page={page} title={title}>
      <h1>{title}</h1>
      <Words language={page.language} problem={problem} />
    </Layout>
  )
}

/** The same when not even the name of the territory could be read: a page that needs nothing. */
export function barePage(language: Language, style: string, problem: ApiProblem | undefined) {
  const t = speak(layoutTexts, language)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${t.errorTitle} · City Orchestra`}</title>
          <link rel="stylesheet" href={style} />
        </head>
        <body>
          <main id="content">
            <h1>{t.errorTitle}</h1>
            <Words language={language} problem={problem} />
          </main>
        </body>
      </html>
    </>
  )
}

function Words({ language, problem }: { language: Language; problem: ApiProblem | undefined }) {
  const t = speak(layoutTexts, language)
  const say = (text: Bilingual) => text[language]
  const missing = problem?.status === 404
  return (
    <>
      <p class="lead">{problem ? say(problem.say) : t.errorBody}</p>
      {problem?.remedy ? <p>{say(problem.remedy)}</p> : missing && <p>{t.notFoundBody}</p>}
      {problem && <p class="quiet">{t.errorCode(problem.code)}</p>}
      <h2>{t.wayOut}</h2>
      <ul>
        <li>
          <a href="/">{t.toHome}</a>
        </li>
        <li>
          <a href="/datasets">{t.toDatasets}</a>
        </li>
        {!missing && (
          <li>
            <a href="/health">{t.toHealth}</a>
          </li>
        )}
      </ul>
    </>
  )
}

/** A page that no route knows. */
export const noSuchPage = (path: string) =>
  new ApiProblem(404, 'portal.not-found', {
    fr: `Rien à l’adresse ${path}.`,
    en: `Nothing at the address ${path}.`,
  })
