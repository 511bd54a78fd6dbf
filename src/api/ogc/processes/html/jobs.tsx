import type { Context } from 'hono'
import type { Job } from '../../../../pipeline/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'
import { momentIn } from '../../common/html/moment.ts'
import type { Link } from '../../common/links.ts'
import { stateNames } from '../job-info.ts'
import { waysToProcesses } from './process.tsx'

/** The jobs, for people. */
export function jobListPage(deps: Deps, c: Context, jobs: readonly Job[], pages: readonly Link[]) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const titleOf = ({ process }: Job) => deps.processes.offered.get(process)?.title[language] ?? process
  return sendPage(deps, c, {
    title: tell('Exécutions', 'Jobs'),
    path: [waysTo(tell).entry, waysToProcesses(tell)],
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: (
      <>
        <p>
          {tell(
            'Les vôtres si vous êtes connecté, et celles des traitements qui ne prennent que des nombres et des choix. Une exécution à qui l’on a donné un lieu ou un texte n’est montrée qu’à qui en connaît l’adresse.',
            'Yours when you are signed in, and those of processes that take numbers and choices only. A job that was given a place or a text is shown only to whoever knows its address.',
          )}
        </p>
        {jobs.length === 0 ? (
          <p>{tell('Aucune exécution.', 'No job.')}</p>
        ) : (
          <>
            <div class="scroll">
              <table>
                <caption>{tell('La plus récente d’abord', 'Newest first')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{tell('Traitement', 'Process')}</th>
                    <th scope="col">{tell('État', 'State')}</th>
                    <th scope="col">{tell('Demandée', 'Asked for')}</th>
                  </tr>
                </thead>
                <tbody>
                  {jobs.map((job) => (
                    <tr>
                      <td>
                        <a href={`/ogc/jobs/${job.id}?f=html`}>{titleOf(job)}</a>
                      </td>
                      <td>{stateNames[job.state][language]}</td>
                      <td>{momentIn(deps, job.created, language)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p class="pager">
              {pages.map((page) => (
                <a href={page.href} rel={page.rel}>
                  {page.title}
                </a>
              ))}
            </p>
          </>
        )}
      </>
    ),
  })
}
