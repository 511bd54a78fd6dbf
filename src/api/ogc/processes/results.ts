import type { Context } from 'hono'
import Type from 'typebox'
import type { Job, Offered } from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { sendStream } from '../../download/stream.ts'
import { badParameter, unknownName } from '../../http/faults.ts'
import { prefersHtml } from '../../http/prefers.ts'
import { textParameter } from '../../http/query.ts'
import { part, type Route } from '../../http/route.ts'
import { jobOf } from './access.ts'
import { answerResults, negotiated } from './answer.ts'
import { processRoute, unknownProcess } from './exceptions.ts'
import { mediaTypesOf } from './formats.ts'
import { resultsPage } from './html/results.tsx'
import { failureOf } from './outcome.ts'
import { writeOutput } from './output.ts'
import { f } from './processes.ts'

/** The results of a job: all of them as it was asked, or one output in a form of one's choice. */
export const resultRoutes: readonly Route[] = [
  processRoute({
    path: '/ogc/jobs/:job/results',
    tag: 'processes',
    summary: { fr: 'Les résultats d’une exécution', en: 'The results of a job' },
    query: Type.Object({ f }),
    answer: { media: ['application/json', 'multipart/related', 'application/geo+json', 'text/csv'] },
    also: ['text/html'],
    success: [200, 204],
    problems: [401, 403, 404, 410],
    async handle(deps, c, asked) {
      const { job, offered } = await finished(deps, c)
      const isPage = asked.f === 'html' || (asked.f === undefined && prefersHtml(c))
      return isPage ? resultsPage(deps, c, job, offered) : answerResults(deps, c, job, offered)
    },
  }),
  processRoute({
    path: '/ogc/jobs/:job/results/:output',
    tag: 'processes',
    summary: { fr: 'Une sortie d’une exécution', en: 'One output of a job' },
    query: Type.Object({ mediaType: textParameter('Form of the output; by `Accept` when absent.', 100) }),
    answer: { media: ['application/json', 'application/geo+json', 'text/csv', 'application/octet-stream'] },
    problems: [401, 403, 404, 410],
    async handle(deps, c, asked) {
      const { job, offered } = await finished(deps, c)
      const name = part(c, 'output')
      const [output, result] = [offered.outputs[name], job.results?.[name]]
      if (!output || !result)
        throw unknownName(
          'api.unknown-distribution',
          name.slice(0, 60),
          'Cette exécution n’a pas de sortie',
          'This job has no output',
          Object.keys(job.results ?? {}),
        )
      const given = mediaTypesOf(output)
      const mediaType = asked.mediaType?.replaceAll(' ', '+') ?? negotiated(c, output)
      if (!given.includes(mediaType))
        throw badParameter('mediaType', `« ${mediaType} » ne convient pas`, `'${mediaType}' will not do`, {
          fr: `Ses formats : ${given.join(', ')}.`,
          en: `Its formats: ${given.join(', ')}.`,
        })
      const { bytes, mediaType: written } = writeOutput(deps, c, name, output, result, mediaType)
      const type = written.startsWith('text/') ? `${written}; charset=utf-8` : written
      // The results of a job never change.
      const headers = { 'Content-Type': type, 'Cache-Control': 'private, no-cache', Vary: 'Accept, Accept-Language' }
      return sendStream(c, headers, deps.downloads, bytes)
    },
  }),
]

/** A job that has results, and the process that made them. Throws why it has none. */
async function finished(deps: Deps, c: Context): Promise<{ job: Job; offered: Offered }> {
  const job = await jobOf(deps, c)
  if (job.state !== 'successful') throw failureOf(deps, job)
  const offered = deps.processes.offered.get(job.process)
  if (!offered) throw unknownProcess(job.process, [...deps.processes.offered.keys()])
  return { job, offered }
}
