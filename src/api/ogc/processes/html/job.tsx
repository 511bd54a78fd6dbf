import type { Context } from 'hono'
import { isOver, type Job, RETENTION_DAYS } from '../../../../pipeline/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { type Fact, Facts } from '../../common/html/facts.tsx'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'
import { momentIn } from '../../common/html/moment.ts'
import { messageOf, stateNames } from '../job-info.ts'
import { isListedForAll } from '../listing.ts'
import { showResults } from './preview.ts'
import { waysToProcesses } from './process.tsx'
import { Results } from './results.tsx'

/** Seconds after which the page of a job that goes on asks again. */
const REFRESH_S = 2

/** A job, for people: how far it is, and what it gave. The page looks again by itself until the end. */
export async function jobPage(deps: Deps, c: Context, job: Job) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const offered = deps.processes.offered.get(job.process)
  const title = offered?.title[language] ?? job.process
  const titleOf = (asset: string) => deps.chain.graph.byName.get(asset)?.title[language] ?? asset
  const results = job.state === 'successful' && offered && (await showResults(deps, c, job, offered, language))
  if (!isOver(job)) c.header('Refresh', String(REFRESH_S))
  const facts: readonly Fact[] = [
    [tell('État', 'State'), stateNames[job.state][language]],
    [tell('Demandée', 'Asked for'), momentIn(deps, job.created, language)],
    [tell('Terminée', 'Ended'), job.finished ? momentIn(deps, job.finished, language) : undefined],
    [
      tell('Données lues', 'Data read'),
      job.reads.map(({ asset, version }) => `${titleOf(asset)} (version ${version})`).join(', ') || undefined,
    ],
    [tell('Identifiant', 'Identifier'), job.id],
  ]
  return sendPage(deps, c, {
    title,
    path: [
      waysTo(tell).entry,
      waysToProcesses(tell),
      { href: `/ogc/processes/${job.process}?f=html`, title },
      { href: '/ogc/jobs?f=html', title: tell('Exécutions', 'Jobs') },
    ],
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: (
      <>
        {!isOver(job) && (
          <>
            <p>
              <label for="progress">
                {stateNames[job.state][language]} — {job.progress} %
              </label>{' '}
              <progress id="progress" max={100} value={job.progress} />
            </p>
            <form method="post" action={`/ogc/jobs/${job.id}/dismissal?lang=${language}`}>
              <button type="submit">{tell('Arrêter', 'Stop')}</button>
            </form>
          </>
        )}
        {(job.error || job.note) && <p role="status">{messageOf(deps, job, language)}</p>}
        {results && <Results all={results} language={language} />}
        <h2>{tell('En bref', 'In brief')}</h2>
        <Facts facts={facts} />
        {!(offered && isListedForAll(offered)) && (
          <p class="quiet">
            {tell(
              'L’adresse de cette page est la clé de cette exécution : qui la connaît voit l’exécution, personne d’autre ne la trouve.',
              'The address of this page is the key to this job: whoever knows it sees the job, nobody else finds it.',
            )}
          </p>
        )}
        <p class="quiet">
          {tell(
            `Les résultats sont gardés ${RETENTION_DAYS} jours.`,
            `The results are kept for ${RETENTION_DAYS} days.`,
          )}
        </p>
      </>
    ),
  })
}
