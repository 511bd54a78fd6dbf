import Type from 'typebox'
import { markMailRead, readMail } from '../../govern/index.ts'
import { done, doneForm } from '../http/done.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { MailPage } from '../json/shapes.ts'
import { mailTold } from './told.ts'
import { fromHere, meOf } from './who.ts'

/** What the service wrote to an account. */
export const mailRoutes: readonly Route[] = [
  route({
    path: '/api/account/mail',
    tag: 'accounts',
    summary: { fr: 'Les messages reçus, le plus récent d’abord', en: 'The letters received, newest first' },
    query: Type.Object(pageParameters(100)),
    answer: MailPage,
    problems: [401],
    secured: true,
    async handle(deps, c, asked) {
      const me = await meOf(deps, c)
      const { items, total } = await readMail(deps.govern, me.id, asked)
      return c.json(pageOf(c, items.map(mailTold), { ...asked, total }) satisfies MailPage)
    },
  }),
  route({
    ...doneForm,
    path: '/api/account/mail/read',
    summary: { fr: 'Tous les messages sont lus', en: 'All the letters are read' },
    problems: [401, 403],
    async handle(deps, c) {
      fromHere(c)
      const me = await meOf(deps, c)
      await markMailRead(deps.govern, me.id)
      return c.json(done)
    },
  }),
]
