import type { Context } from 'hono'
import { Check } from 'typebox/value'
import { type DatasetRecord, editRecord, facetNames, facetsOf, type Hand, readHistory } from '../../catalogue/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import { administratorOf, fromHere } from '../account/who.ts'
import { part, type Route, route } from '../http/route.ts'
import { CatalogueEntry, RecordEdit, RecordHistory } from '../json/shapes.ts'
import { recordById } from '../read/records.ts'
import { MADE_HERE } from '../read/search.ts'

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
    handle: async (deps, c) => c.json(entryOf(await recordById(deps, deps.viewerOf(c), part(c, 'id')))),
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
      fr: 'Corrige un champ d’une fiche (administrateurs)',
      en: 'Corrects a field of a record (administrators)',
    },
    body: RecordEdit,
    success: [200],
    answer: CatalogueEntry,
    problems: [400, 401, 403, 404, 413],
    secured: true,
    async handle(deps, c) {
      const actor = administratorOf(deps, c)
      fromHere(c)
      const viewer = deps.viewerOf(c)
      const { id } = await recordById(deps, viewer, part(c, 'id'))
      const { field, value } = await readEdit(c)
      const by: Hand = actor.kind === 'account' ? { kind: 'account', account: actor.account } : { kind: 'operator' }
      const { store, graph, clock } = deps.chain
      await store.transaction((tx) =>
        editRecord(tx, graph.territory.id, { dataset: id, field, value, by, at: clock() }),
      )
      return c.json(entryOf(await recordById(deps, viewer, id)))
    },
  }),
]

/** A record with what it is found by, in words. */
function entryOf(record: DatasetRecord) {
  const values = facetsOf(record, MADE_HERE)
  return { ...record, found: facetNames.map((name) => ({ name, values: [...values[name]] })) }
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
