import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { prefersHtml } from '../../../http/prefers.ts'
import { problemOf, problemResponse } from '../../../http/problem.ts'
import { sendPage, tellIn, waysTo } from './frame.tsx'

/** Addresses that people follow links to: their errors may be pages. */
export const isForPeople = (path: string): boolean => /^\/(ogc|download)(\/|$)/.test(path)

/** An error as who asks can read it: a page for a person who followed a link, else a problem document. */
export function answerError(deps: Deps, c: Context, error: unknown): Response | Promise<Response> {
  const { f } = c.req.query()
  const isPage = isForPeople(c.req.path) && (f === 'html' || (f === undefined && prefersHtml(c)))
  return isPage ? problemPage(deps, c, error) : problemResponse(error, speechOf(c))
}

function problemPage(deps: Deps, c: Context, error: unknown): Response | Promise<Response> {
  const { language } = speechOf(c)
  const { body, headers } = problemOf(error, { language })
  const tell = tellIn(language)
  c.status(body.status as 400)
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  return sendPage(deps, c, {
    title: body.title,
    path: [waysTo(tell).entry],
    children: (
      <>
        <div class="fault" role="alert">
          <p>{body.detail}</p>
          {body.remedy && <p>{body.remedy[language]}</p>}
        </div>
        <p class="quiet">
          {tell('Statut', 'Status')} {body.status}, <code>{body.code}</code>
        </p>
        <ul>
          <li>
            <a href="/datasets">{tell('Les jeux de données', 'The datasets')}</a>
          </li>
          <li>
            <a href="/ogc/collections?f=html">{waysTo(tell).collections.title}</a>
          </li>
          <li>
            <a href="/ogc/api.html">{tell('La documentation de l’API', 'The documentation of the API')}</a>
          </li>
        </ul>
      </>
    ),
  })
}
