import { listSaved } from '../../catalogue/index.ts'
import {
  changePassword,
  changeProfile,
  eraseAccount,
  listAccessKeys,
  listProjects,
  listRequests,
  membershipsOf,
  readAccount,
  readMail,
} from '../../govern/index.ts'
import { done, doneForm } from '../http/done.ts'
import { readJson } from '../http/json-body.ts'
import { type Route, route } from '../http/route.ts'
import { EraseForm, Me, MyData, PasswordForm, ProfileForm } from '../json/shapes.ts'
import { projectTold } from '../organisations/told.ts'
import { requestTold } from '../requests/told.ts'
import { savedTold } from '../searches/saved.ts'
import { keyTold, mailTold, personTold } from './told.ts'
import { dropSession, fromHere, meOf, placeOf, sessionIn } from './who.ts'

/** Of each sort of thing, given at once. */
const MOST_KEPT = 10_000

/** What a person does with their own account. */
export const accountRoutes: readonly Route[] = [
  route({
    path: '/api/account',
    tag: 'accounts',
    summary: { fr: 'Qui est connecté, et comment on se connecte', en: 'Who is signed in, and how to sign in' },
    answer: Me,
    async handle({ govern, viewerOf }, c) {
      const viewer = viewerOf(c)
      const { signUp, openId, mail } = govern.settings
      const isPerson = viewer.kind === 'account' && viewer.key === undefined
      const [account, [unread], memberships] = isPerson
        ? await Promise.all([
            readAccount(govern.store, viewer.account),
            govern.store.query<{ count: number }>(
              'select count(*) as count from mail where account = $1 and read is null',
              [viewer.account],
            ),
            membershipsOf(govern.store, viewer.account),
          ])
        : [undefined, [], []]
      return c.json({
        account: account ? personTold(account) : null,
        memberships,
        unread: unread?.count ?? 0,
        signUp,
        provider: openId?.name ?? null,
        sendsMail: mail !== undefined,
      } satisfies Me)
    },
  }),
  route({
    ...doneForm,
    path: '/api/account/profile',
    summary: { fr: 'Corrige son nom et sa langue', en: 'Corrects one’s name and language' },
    body: ProfileForm,
    problems: [401, 403, 413],
    async handle(deps, c) {
      fromHere(c)
      const me = await meOf(deps, c)
      await changeProfile(deps.govern, me.id, await readJson(c, ProfileForm))
      return c.json(done)
    },
  }),
  route({
    ...doneForm,
    path: '/api/account/password',
    summary: { fr: 'Change son mot de passe', en: 'Changes one’s password' },
    body: PasswordForm,
    problems: [401, 403, 413, 429],
    async handle(deps, c) {
      fromHere(c)
      const me = await meOf(deps, c)
      const given = await readJson(c, PasswordForm)
      await changePassword(deps.govern, me, { ...given, session: sessionIn(c), from: placeOf(c) })
      return c.json(done)
    },
  }),
  route({
    path: '/api/account/data',
    tag: 'accounts',
    summary: { fr: 'Tout ce que le service garde de soi', en: 'All that the service keeps of oneself' },
    answer: MyData,
    problems: [401],
    secured: true,
    async handle(deps, c) {
      const me = await meOf(deps, c)
      const [memberships, projects, requests, keys, mail, searches] = await Promise.all([
        membershipsOf(deps.govern.store, me.id),
        listProjects(deps.govern.store, me.id),
        listRequests(deps.govern, { by: me.id }, { state: undefined, dataset: undefined, limit: MOST_KEPT, offset: 0 }),
        listAccessKeys(deps.govern, me.id),
        readMail(deps.govern, me.id, { limit: MOST_KEPT, offset: 0 }),
        listSaved(deps.chain.store, deps.chain.graph.territory.id, me.id),
      ])
      return c.json(
        {
          account: personTold(me),
          memberships,
          projects: projects.map(projectTold),
          requests: requests.items.map((one) => requestTold(deps, one)),
          keys: keys.map(keyTold),
          mail: mail.items.map(mailTold),
          searches: searches.map(savedTold),
        },
        200,
        {
          'Content-Disposition': 'attachment; filename="account.json"',
        },
      )
    },
  }),
  route({
    ...doneForm,
    path: '/api/account/erase',
    summary: { fr: 'Efface son compte', en: 'Erases one’s account' },
    body: EraseForm,
    problems: [401, 403, 409, 413, 429],
    async handle(deps, c) {
      fromHere(c)
      const me = await meOf(deps, c)
      const { current } = await readJson(c, EraseForm)
      await eraseAccount(deps.govern, me, { current, from: placeOf(c) })
      dropSession(deps, c)
      return c.json(done)
    },
  }),
]
