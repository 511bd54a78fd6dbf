import Type from 'typebox'
import { speechOf } from '../../http/language.ts'
import type { Route } from '../../http/route.ts'
import { documentFormats, formatOf } from '../common/formats.ts'
import { linksOf, ogcRel } from '../common/links.ts'
import { processOf } from './access.ts'
import { describe, summarise } from './describe.ts'
import { processRoute } from './exceptions.ts'
import { processPage } from './html/process.tsx'
import { processListPage } from './html/processes.tsx'
import { ProcessDescription, ProcessList } from './schemas.ts'

export const f = Type.Optional(
  Type.Enum(['json', 'html'], { description: 'Format of the answer; by `Accept` when absent.' }),
)
const MOST_PROCESSES = 1000
const limit = { minimum: 1, default: 100, description: 'How many processes a page has at most.' }
const page = {
  f,
  offset: Type.Integer({ minimum: 0, maximum: 1e6, default: 0, description: 'How many processes to skip.' }),
}

/** The processes that the territory offers: computations that anybody who may read their data may ask for. */
export const processListRoutes: readonly Route[] = [
  processRoute({
    path: '/ogc/processes',
    tag: 'processes',
    summary: { fr: 'Les traitements offerts', en: 'The processes offered' },
    // A limit above the maximum is no mistake: that many are given.
    query: Type.Object({ ...page, limit: Type.Integer(limit) }),
    answer: ProcessList,
    also: ['text/html'],
    problems: [406],
    handle(deps, c, asked) {
      const format = formatOf(c, asked.f, documentFormats)
      const most = Math.min(asked.limit, MOST_PROCESSES)
      const all = [...deps.processes.offered.values()]
      const shown = all.slice(asked.offset, asked.offset + most)
      c.header('Vary', 'Accept, Accept-Language')
      if (format === 'html') return processListPage(deps, c, shown)
      const links = linksOf(c, speechOf(c).language)
      const more = [
        ...(asked.offset + most < all.length
          ? [
              links.link('next', links.here({ offset: asked.offset + most }), 'application/json', {
                fr: 'Page suivante',
                en: 'Next page',
              }),
            ]
          : []),
        links.link(ogcRel('job-list'), '/ogc/jobs', 'application/json', { fr: 'Les exécutions', en: 'The jobs' }),
      ]
      return c.json({
        processes: shown.map((one) => summarise(c, one)),
        links: [...links.self(format, documentFormats), ...more],
      })
    },
  }),
  processRoute({
    path: '/ogc/processes/:process',
    tag: 'processes',
    summary: { fr: 'Un traitement, ses entrées et ses sorties', en: 'A process, its inputs and outputs' },
    query: Type.Object({ f }),
    answer: ProcessDescription,
    also: ['text/html'],
    problems: [404, 406],
    handle(deps, c, asked) {
      const offered = processOf(deps, c)
      c.header('Vary', 'Accept, Accept-Language')
      if (formatOf(c, asked.f, documentFormats) === 'html') return processPage(deps, c, offered)
      return c.json(describe(c, offered))
    },
  }),
]
