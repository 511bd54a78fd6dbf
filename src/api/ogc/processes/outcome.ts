import { OrchestraError } from '../../../kernel/index.ts'
import type { Job } from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { publicFault } from '../../read/faults.ts'

/** Why a job has no results, as whoever may see it is told. */
export function failureOf({ chain }: Pick<Deps, 'chain'>, job: Job): OrchestraError {
  if (job.error) return new OrchestraError(publicFault(chain, job.error, job.access === 'open') as never)
  if (job.state === 'dismissed')
    return new OrchestraError({
      code: 'job.dismissed',
      say: { fr: 'Cette exécution a été annulée.', en: 'This job was dismissed.' },
      remedy: { fr: 'Lancez le traitement de nouveau.', en: 'Execute the process again.' },
      place: job.id,
    })
  return new OrchestraError({
    code: 'job.not-ready',
    say: { fr: 'Les résultats ne sont pas prêts.', en: 'The results are not ready.' },
    remedy: {
      fr: `Suivez l’exécution à /ogc/jobs/${job.id}.`,
      en: `Follow the job at /ogc/jobs/${job.id}.`,
    },
    place: job.id,
  })
}
