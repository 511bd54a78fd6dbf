import type { Context } from 'hono'
import type { Offered } from '../../../../pipeline/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'

/** The processes, for people. */
export function processListPage(deps: Deps, c: Context, all: readonly Offered[]) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  return sendPage(deps, c, {
    title: tell('Traitements', 'Processes'),
    path: [waysTo(tell).entry],
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: (
      <>
        <p>
          {tell(
            'Des calculs sur les données du territoire, avec vos valeurs. Rien n’est publié : le résultat est pour vous.',
            'Computations on the data of the territory, with values of yours. Nothing is published: the result is for you.',
          )}
        </p>
        <p>
          <a href="/ogc/jobs?f=html">{tell('Les exécutions récentes', 'The recent jobs')}</a>
        </p>
        <ul class="cards">
          {all.map(({ id, title, description }) => (
            <li>
              <h2>
                <a href={`/ogc/processes/${id}?f=html`}>{title[language]}</a>
              </h2>
              <p>{description[language]}</p>
              <p class="quiet">
                <code>{id}</code>
              </p>
            </li>
          ))}
        </ul>
      </>
    ),
  })
}
