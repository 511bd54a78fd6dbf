import type { Context } from 'hono'
import { createAccessKey, listAccessKeys, revokeAccessKey } from '../../govern/index.ts'
import { done, doneForm } from '../http/done.ts'
import { badParameter } from '../http/faults.ts'
import { readJson } from '../http/json-body.ts'
import { part, type Route, route } from '../http/route.ts'
import { KeyForm, KeyList, KeyMade } from '../json/shapes.ts'
import { datasetOf } from '../read/datasets.ts'
import { keyTold } from './told.ts'
import { activeOf, fromHere, meOf } from './who.ts'

/** The keys of an account, with which its programs read. */
export const keyRoutes: readonly Route[] = [
  route({
    path: '/api/account/keys',
    tag: 'accounts',
    summary: { fr: 'Ses clés d’accès', en: 'One’s access keys' },
    answer: KeyList,
    problems: [401],
    secured: true,
    async handle(deps, c) {
      const me = await meOf(deps, c)
      return c.json({ items: (await listAccessKeys(deps.govern, me.id)).map(keyTold) } satisfies KeyList)
    },
  }),
  route({
    method: 'post',
    path: '/api/account/keys',
    tag: 'accounts',
    summary: { fr: 'Fait une clé, montrée cette seule fois', en: 'Makes a key, shown this once' },
    body: KeyForm,
    success: [201],
    answer: KeyMade,
    problems: [401, 403, 404, 409, 413],
    secured: true,
    async handle(deps, c) {
      fromHere(c)
      const me = await activeOf(deps, c)
      const form = await readJson(c, KeyForm)
      for (const dataset of form.datasets ?? []) datasetOf(deps, dataset)
      const { key, about } = await createAccessKey(deps.govern, me.id, form)
      return c.json({ key, about: keyTold(about) } satisfies KeyMade, 201)
    },
  }),
  route({
    ...doneForm,
    path: '/api/account/keys/:id/revoke',
    summary: { fr: 'Révoque une de ses clés', en: 'Revokes one of one’s keys' },
    problems: [401, 403, 404],
    async handle(deps, c) {
      fromHere(c)
      const me = await meOf(deps, c)
      await revokeAccessKey(deps.govern, me.id, numberIn(c, 'id'))
      return c.json(done)
    },
  }),
]

/** A number in the address. Throws `api.bad-parameter`. */
export function numberIn(c: Context, name: string): number {
  const text = part(c, name)
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw badParameter(name, 'ce n’est pas un numéro', 'this is not a number', {
    fr: 'Donnez un nombre entier.',
    en: 'Give a whole number.',
  })
}
