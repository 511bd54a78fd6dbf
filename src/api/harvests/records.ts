import type { Context } from 'hono'
import { Check } from 'typebox/value'
import { type DatasetRecord, facetsOf, readHistory, sayFields } from '../../catalogue/index.ts'
import { facetNames, OrchestraError } from '../../kernel/index.ts'
import { fromHere } from '../account/who.ts'
import type { Deps } from '../deps.ts'
import { part, type Route, route } from '../http/route.ts'
import { CatalogueEntry, RecordEdit, RecordHistory } from '../json/shapes.ts'
import { qualityOf } from '../read/quality.ts'
import { recordById } from '../read/records.ts'
import { MADE_HERE } from '../read/search.ts'
import { editorOf } from '../records/who.ts'

const HISTORY_SHOWN = 100

/** Addresses of the records of the catalogue, ours and those of elsewhere alike. */
export const recordRoutes: readonly Route[] = [
  route({
    path: '/api/records/:id',
    tag: 'catalogue',
    summary: {
      fr: 'La fiche d’un jeu de données, d’ici ou d’ailleurs',
      en: 'The record of a dataset, ours or of elsewhere',
    },
    answer: CatalogueEntry,
    problems: [404],
    handle: async (deps, c) => c.json(await entryOf(deps, await recordById(deps, deps.viewerOf(c), part(c, 'id')))),
  }),
  route({
    path: '/api/records/:id/history',
    tag: 'catalogue',
    summary: { fr: 'Ce qui a changé dans une fiche, et quand', en: 'What changed in a record, and when' },
    answer: RecordHistory,
    problems: [404],
    async handle(deps, c) {
      const { id } = await recordById(deps, deps.viewerOf(c), part(c, 'id'))
      const items = await readHistory(deps.chain.store, deps.chain.graph.territory.id, id, { limit: HISTORY_SHOWN })
      // Names of people are for the journal, which says who may read them.
      return c.json({ items: items.map(({ account, ...change }) => change) })
    },
  }),
  route({
    method: 'post',
    path: '/api/records/:id/edits',
    tag: 'catalogue',
    summary: {
      fr: 'Corrige un champ d’une fiche (ses producteurs, administrateurs)',
      en: 'Corrects a field of a record (its producers, administrators)',
    },
    body: RecordEdit,
    success: [200],
    answer: CatalogueEntry,
    problems: [400, 401, 403, 404, 413],
    secured: true,
    async handle(deps, c) {
      const viewer = deps.viewerOf(c)
      const { id, origin } = await recordById(deps, viewer, part(c, 'id'))
      const by = await editorOf(deps, c, id, origin?.source)
      fromHere(c)
      const { field, value } = await readEdit(c)
      const { store, graph, clock } = deps.chain
      const saying = { territory: graph.territory.id, dataset: id, source: origin?.source, by, at: clock() }
      await store.transaction((tx) => sayFields(tx, saying, { [field]: value }))
      return c.json(await entryOf(deps, await recordById(deps, viewer, id)))
    },
  }),
]

/** A record with how good it is, and what it is found by, in words. */
async function entryOf(deps: Deps, record: DatasetRecord) {
  const quality = await qualityOf(deps, record)
  const values = facetsOf(record, MADE_HERE, quality.score)
  return { ...record, quality, found: facetNames.map((name) => ({ name, values: [...values[name]] })) }
}

async function readEdit(c: Context): Promise<{ field: string; value: unknown }> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (Check(RecordEdit, body)) return body
  throw new OrchestraError({
    code: 'catalogue.field',
    say: {
      fr: 'Une correction est un objet JSON : field et value.',
      en: 'A correction is a JSON object: field and value.',
    },
    remedy: { fr: '{"field": "frequency", "value": "DAILY"}', en: '{"field": "frequency", "value": "DAILY"}' },
    place: 'body',
  })
}
