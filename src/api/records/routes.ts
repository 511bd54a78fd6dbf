import type { Context } from 'hono'
import {
  type DatasetRecord,
  describedFields,
  describeNew,
  editableFields,
  euThemes,
  frequencies,
  highValueCategories,
  isDescribed,
  productions,
  restoreRecord,
  sayFields,
  storageStatuses,
  typologies,
  undoChange,
  withdrawRecord,
} from '../../catalogue/index.ts'
import { readOrganisation } from '../../govern/index.ts'
import { type Bilingual, licences } from '../../kernel/index.ts'
import { activeOf, fromHere } from '../account/who.ts'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/json-body.ts'
import { part, type Route, route } from '../http/route.ts'
import { CatalogueWords, RecordDone, RecordEditing, RecordNew, RecordSaid, RecordUndo } from '../json/shapes.ts'
import { recordById } from '../read/records.ts'
import { sourceRecord } from './source.ts'
import { describesFor, editorOf, notYours } from './who.ts'

/** Of a form: some texts of some thousand characters, in two languages (bytes). */
const MOST_BYTES = 500_000

const form = { method: 'post', tag: 'catalogue', success: [200], answer: RecordDone, secured: true } as const

/** A record, and on whose behalf it is about to change. */
async function saying(deps: Deps, c: Context) {
  const record = await recordById(deps, deps.viewerOf(c), part(c, 'id'))
  const source = record.origin?.source
  const by = await editorOf(deps, c, record.id, source)
  fromHere(c)
  const { graph, clock } = deps.chain
  return { record, saying: { territory: graph.territory.id, dataset: record.id, source, by, at: clock() } }
}

const choices = (words: Readonly<Record<string, Bilingual>>) =>
  Object.entries(words).map(([value, { fr, en }]) => ({ value, title: { fr, en } }))

/** What is said of a record and by whom, field by field. */
function fieldsOf(record: DatasetRecord, source: Readonly<Record<string, unknown>>): RecordEditing['fields'] {
  const told = record as unknown as Readonly<Record<string, unknown>>
  const own = record.origin !== undefined && isDescribed(record.origin.source)
  return (own ? describedFields : editableFields).map((name) => ({
    name,
    value: told[name] ?? null,
    source: (own ? told : source)[name] ?? null,
    edited: (record.edited ?? []).includes(name),
  }))
}

/** Addresses of the forms by which people describe datasets, ours and those of elsewhere. */
export const recordFormRoutes: readonly Route[] = [
  route({
    path: '/api/catalogue/words',
    tag: 'catalogue',
    summary: {
      fr: 'Les mots des listes avec lesquelles les jeux sont décrits',
      en: 'The words of the lists that datasets are described with',
    },
    answer: CatalogueWords,
    handle: (_, c) =>
      c.json({
        themes: choices(euThemes),
        typology: choices(typologies),
        production: choices(productions),
        storage: choices(storageStatuses),
        frequency: choices(frequencies),
        highValue: choices(highValueCategories),
        licences: Object.entries(licences).map(([value, { title, url }]) => ({ value, title, url })),
      } satisfies CatalogueWords),
  }),
  route({
    path: '/api/records/:id/editing',
    tag: 'catalogue',
    summary: { fr: 'Ce qui peut être dit d’une fiche', en: 'What may be said of a record' },
    answer: RecordEditing,
    problems: [401, 403, 404],
    secured: true,
    async handle(deps, c) {
      const record = await recordById(deps, deps.viewerOf(c), part(c, 'id'))
      await editorOf(deps, c, record.id, record.origin?.source)
      return c.json({
        ...{ id: record.id, title: record.title },
        isDescribed: record.origin !== undefined && isDescribed(record.origin.source),
        archived: record.origin?.archived ?? false,
        fields: fieldsOf(record, await sourceRecord(deps, record)),
      } satisfies RecordEditing)
    },
  }),
  route({
    ...form,
    path: '/api/records',
    summary: { fr: 'Décrit un jeu de données', en: 'Describes a dataset' },
    body: RecordNew,
    mostBytes: MOST_BYTES,
    success: [201],
    problems: [401, 403, 404, 413],
    async handle(deps, c) {
      fromHere(c)
      const me = await activeOf(deps, c)
      const { organisation: slug, fields: said } = await readJson(c, RecordNew)
      if (!me.administrator && !(await describesFor(deps, me.id, slug))) throw notYours()
      const { name, email, url } = await readOrganisation(deps.govern.store, slug)
      const { store, graph, clock } = deps.chain
      const id = await store.transaction((tx) =>
        describeNew(tx, {
          ...{ territory: graph.territory.id, said, at: clock(), by: { kind: 'account', account: me.id } },
          organisation: { slug, name, ...(email && { email }), ...(url && { url }) },
        }),
      )
      return c.json({ id } satisfies RecordDone, 201)
    },
  }),
  route({
    ...form,
    path: '/api/records/:id/fields',
    summary: {
      fr: 'Dit plusieurs champs d’une fiche à la fois (ses producteurs, administrateurs)',
      en: 'Says several fields of a record at once (its producers, administrators)',
    },
    body: RecordSaid,
    mostBytes: MOST_BYTES,
    problems: [401, 403, 404, 413],
    async handle(deps, c) {
      const { record, saying: by } = await saying(deps, c)
      const { fields } = await readJson(c, RecordSaid)
      const changed = await deps.chain.store.transaction((tx) => sayFields(tx, by, fields))
      return c.json({ id: record.id, changed } satisfies RecordDone)
    },
  }),
  route({
    ...form,
    path: '/api/records/:id/undo',
    summary: { fr: 'Défait une modification d’une fiche', en: 'Undoes a change of a record' },
    body: RecordUndo,
    problems: [401, 403, 404, 409, 413],
    async handle(deps, c) {
      const { record, saying: by } = await saying(deps, c)
      const { change } = await readJson(c, RecordUndo)
      await deps.chain.store.transaction((tx) => undoChange(tx, by, change))
      return c.json({ id: record.id } satisfies RecordDone)
    },
  }),
  ...(['withdraw', 'restore'] as const).map((what) =>
    route({
      ...form,
      path: `/api/records/:id/${what}`,
      summary:
        what === 'withdraw'
          ? { fr: 'Retire une fiche décrite ici', en: 'Withdraws a record described here' }
          : { fr: 'Remet une fiche retirée', en: 'Puts a withdrawn record back' },
      problems: [401, 403, 404],
      async handle(deps, c) {
        const { record, saying: by } = await saying(deps, c)
        if (by.source === undefined || !isDescribed(by.source)) throw notYours()
        const { territory, source, at, by: hand } = by
        const place = { territory, source, external: record.origin!.external, at, by: hand }
        await deps.chain.store.transaction((tx) =>
          what === 'withdraw' ? withdrawRecord(tx, place) : restoreRecord(tx, place),
        )
        return c.json({ id: record.id } satisfies RecordDone)
      },
    }),
  ),
]
