import type { Context } from 'hono'
import type { Static } from 'typebox'
import type { Bilingual, Language } from '../../../kernel/index.ts'
import type { Job, JobState } from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { publicFault } from '../../read/faults.ts'
import { linksOf, ogcRel } from '../common/links.ts'
import type { StatusInfo } from './schemas.ts'

export const stateNames: Readonly<Record<JobState, Bilingual>> = {
  accepted: { fr: 'En attente', en: 'Waiting' },
  running: { fr: 'En cours', en: 'Running' },
  successful: { fr: 'Terminé', en: 'Done' },
  failed: { fr: 'Échec', en: 'Failed' },
  dismissed: { fr: 'Annulé', en: 'Dismissed' },
}

/** What a job came to, in words: why it failed, what to know of its results, else its state. */
export function messageOf({ chain }: Pick<Deps, 'chain'>, job: Job, language: Language): string {
  if (job.error) return publicFault(chain, job.error, job.access === 'open').say[language]
  return job.note?.[language] ?? stateNames[job.state][language]
}

/** The state of a job (statusInfo.yaml). */
export function describeJob(deps: Pick<Deps, 'chain'>, c: Context, job: Job): Static<typeof StatusInfo> {
  const { language } = speechOf(c)
  const { link } = linksOf(c, language)
  const here = `/ogc/jobs/${job.id}`
  const title = { fr: 'L’état de cette exécution', en: 'The state of this job' }
  return {
    jobID: job.id,
    processID: job.process,
    type: 'process',
    status: job.state,
    message: messageOf(deps, job, language),
    created: job.created.toISOString(),
    ...(job.started && { started: job.started.toISOString() }),
    ...(job.finished && { finished: job.finished.toISOString() }),
    updated: job.updated.toISOString(),
    progress: job.progress,
    reads: job.reads.map(({ asset, version }) => ({ asset, version })),
    links: [
      link('self', here, 'application/json', title),
      link('monitor', here, 'application/json', title),
      link('alternate', `${here}?f=html`, 'text/html', { fr: 'La même chose en HTML', en: 'The same as HTML' }),
      link('up', `/ogc/processes/${job.process}`, 'application/json', { fr: 'Le traitement', en: 'The process' }),
      ...(job.state === 'successful'
        ? [link(ogcRel('results'), `${here}/results`, 'application/json', { fr: 'Les résultats', en: 'The results' })]
        : []),
      ...(job.state === 'failed'
        ? [
            link(ogcRel('exceptions'), `${here}/results`, 'application/json', {
              fr: 'La raison de l’échec',
              en: 'Why it failed',
            }),
          ]
        : []),
    ],
  }
}
