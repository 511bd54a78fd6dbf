import type { Context } from 'hono'
import Type from 'typebox'
import {
  becomeAdministrator,
  checkAdministratorLink,
  choosePassword,
  confirmAddress,
  endSession,
  endSessions,
  forgotPassword,
  signIn,
  signUp,
} from '../../govern/index.ts'
import type { Deps } from '../deps.ts'
import { done } from '../http/done.ts'
import { readJson } from '../http/json-body.ts'
import { speechOf } from '../http/language.ts'
import { type Route, route } from '../http/route.ts'
import {
  ChooseForm,
  ConfirmForm,
  Done,
  FirstForm,
  ForgottenForm,
  SignedUp,
  SignInForm,
  SignOutForm,
  SignUpForm,
} from '../json/shapes.ts'
import { dropSession, fromHere, keepSession, meOf, placeOf, sessionIn } from './who.ts'

const shared = { method: 'post', tag: 'accounts', success: [200], answer: Done } as const

/** Keeps the session that was opened, and says so. */
function opened(deps: Deps, c: Context, { session }: { readonly session: string }): Response {
  keepSession(deps, c, session)
  return c.json(done)
}

/** How people come in and go out. Every one is a form of ours: nothing is taken from other sites. */
export const signInRoutes: readonly Route[] = [
  route({
    ...shared,
    path: '/api/account/sign-up',
    summary: { fr: 'Demande un compte', en: 'Asks for an account' },
    body: SignUpForm,
    answer: SignedUp,
    problems: [403, 413, 429],
    async handle({ govern }, c) {
      fromHere(c)
      const { language = speechOf(c).language, ...form } = await readJson(c, SignUpForm)
      return c.json({ next: await signUp(govern, { ...form, language, from: placeOf(c) }) } satisfies SignedUp)
    },
  }),
  route({
    ...shared,
    path: '/api/account/sign-in',
    summary: { fr: 'Ouvre une session', en: 'Opens a session' },
    body: SignInForm,
    problems: [401, 403, 413, 429],
    async handle(deps, c) {
      fromHere(c)
      const form = await readJson(c, SignInForm)
      return opened(deps, c, await signIn(deps.govern, { ...form, from: placeOf(c) }))
    },
  }),
  route({
    ...shared,
    path: '/api/account/sign-out',
    summary: { fr: 'Ferme la session, ou toutes', en: 'Ends the session, or all of them' },
    body: SignOutForm,
    problems: [401, 403, 413],
    async handle(deps, c) {
      fromHere(c)
      const { everywhere = false } = await readJson(c, SignOutForm)
      if (everywhere) await endSessions(deps.govern.store, (await meOf(deps, c)).id)
      else await endSession(deps.govern, sessionIn(c))
      dropSession(deps, c)
      return c.json(done)
    },
  }),
  route({
    ...shared,
    path: '/api/account/confirm',
    summary: {
      fr: 'Confirme l’adresse d’un compte, par le lien reçu',
      en: 'Confirms the address of an account, by the link received',
    },
    body: ConfirmForm,
    problems: [403, 410, 413, 429],
    async handle(deps, c) {
      fromHere(c)
      const { token, password } = await readJson(c, ConfirmForm)
      return opened(deps, c, await confirmAddress(deps.govern, token, { password, from: placeOf(c) }))
    },
  }),
  route({
    ...shared,
    path: '/api/account/forgotten',
    summary: { fr: 'Demande un lien pour un nouveau mot de passe', en: 'Asks for a link to a new password' },
    body: ForgottenForm,
    problems: [403, 413, 429],
    async handle({ govern }, c) {
      fromHere(c)
      const { email } = await readJson(c, ForgottenForm)
      await forgotPassword(govern, { email, from: placeOf(c) })
      return c.json(done)
    },
  }),
  route({
    ...shared,
    path: '/api/account/choose-password',
    summary: { fr: 'Choisit un mot de passe, par le lien reçu', en: 'Chooses a password, by the link received' },
    body: ChooseForm,
    problems: [403, 410, 413],
    async handle(deps, c) {
      fromHere(c)
      const { token, password } = await readJson(c, ChooseForm)
      return opened(deps, c, await choosePassword(deps.govern, token, password))
    },
  }),
  route({
    path: '/api/account/first',
    tag: 'accounts',
    summary: {
      fr: 'Si le lien du premier administrateur est valable',
      en: 'Whether the link of the first administrator holds',
    },
    query: Type.Object({ token: Type.String({ maxLength: 200, description: 'Of the link.' }) }),
    answer: Done,
    problems: [410],
    async handle({ govern }, c, { token }) {
      await checkAdministratorLink(govern, token)
      return c.json(done)
    },
  }),
  route({
    ...shared,
    path: '/api/account/first',
    summary: {
      fr: 'Crée l’administrateur, par le lien affiché au terminal',
      en: 'Makes the administrator, by the link told on the terminal',
    },
    body: FirstForm,
    problems: [403, 410, 413],
    async handle(deps, c) {
      fromHere(c)
      const { token, language = speechOf(c).language, ...form } = await readJson(c, FirstForm)
      return opened(deps, c, await becomeAdministrator(deps.govern, token, { ...form, language }))
    },
  }),
]
