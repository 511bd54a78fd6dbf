import type { Configuration } from 'openid-client'
import { OrchestraError } from '../../kernel/index.ts'
import { oneself, record } from '../audit/record.ts'
import { fault, notAllowed } from '../faults.ts'
import { acceptInvitations } from '../organisations/members.ts'
import { hashOf } from '../secrets.ts'
import { readEmail } from '../text.ts'
import type { Govern, OpenIdSettings } from '../types.ts'
import type { AccountState } from './account.ts'
import { startSession } from './sessions.ts'
import { refuseState } from './sign-in.ts'
import { tellPending } from './sign-up.ts'

/** Where the provider sends people back. */
export const OPENID_CALLBACK = '/api/account/openid/callback'

/** Whoever left for the provider has this long to come back (ms). */
export const FLOW_MS = 600_000
/** The provider has this long to answer (s). */
const PATIENCE_S = 15
/** The discovery document is read again after this time (ms). */
const FRESH_MS = 3_600_000

const known = new Map<string, { at: number; provider: Promise<Configuration> }>()

/** What the provider says of itself, and the keys it signs with. Throws `account.provider`, which may pass. */
async function providerOf({ settings: { openId }, clock, log }: Govern): Promise<Configuration> {
  if (!openId) throw noProvider()
  const key = `${openId.issuer} ${openId.client}`
  const now = clock().getTime()
  const kept = known.get(key)
  if (!kept || Math.abs(now - kept.at) > FRESH_MS) known.set(key, { at: now, provider: discover(openId) })
  try {
    return await known.get(key)!.provider
  } catch (cause) {
    known.delete(key)
    log('account.provider', { error: String(cause) })
    throw unreachable(cause)
  }
}

/** Loaded when somebody signs in with it. */
const openIdClient = () => import('openid-client')

async function discover({ issuer, client, secret }: OpenIdSettings): Promise<Configuration> {
  const { allowInsecureRequests, discovery } = await openIdClient()
  const url = new URL(issuer)
  // Plain HTTP only inside this machine: for trials.
  const isHere = url.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  return discovery(url, client, secret, undefined, {
    timeout: PATIENCE_S,
    ...(isHere && { execute: [allowInsecureRequests] }),
  })
}

/** Where to send somebody to sign in, and what their browser keeps until they are back. `next`: the page they wanted. */
export async function startOpenId(
  govern: Govern,
  next: string,
): Promise<{ readonly url: string; readonly state: string }> {
  const provider = await providerOf(govern)
  const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } =
    await openIdClient()
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const url = buildAuthorizationUrl(provider, {
    redirect_uri: govern.settings.origin + OPENID_CALLBACK,
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  await govern.store.query(
    'insert into openid_flow (sha256, verifier, nonce, next, ends) values ($1, $2, $3, $4, $5)',
    [hashOf(state), verifier, nonce, next, new Date(govern.clock().getTime() + FLOW_MS)],
  )
  return { url: url.href, state }
}

/**
 * Signs in who is back from the provider. `state`: what their browser kept; `query`: what the provider sent them back with. An
 * account of the same proved address is theirs. Throws `account.provider`, `account.flow-gone`, `account.unproved-email`…
 */
export async function finishOpenId(
  govern: Govern,
  state: string,
  query: string,
): Promise<{ readonly account: number; readonly session: string; readonly next: string }> {
  const { store, clock, settings, log } = govern
  const [flow] = await store.query<{ verifier: string; nonce: string; next: string }>(
    'delete from openid_flow where sha256 = $1 and ends > $2 returning verifier, nonce, next',
    [hashOf(state), clock()],
  )
  if (!flow) throw flowGone()
  const provider = await providerOf(govern)
  const { authorizationCodeGrant, fetchUserInfo } = await openIdClient()
  let said: { sub: string; email?: unknown; email_verified?: unknown; name?: unknown }
  try {
    const tokens = await authorizationCodeGrant(provider, new URL(`${settings.origin}${OPENID_CALLBACK}${query}`), {
      pkceCodeVerifier: flow.verifier,
      expectedNonce: flow.nonce,
      expectedState: state,
      idTokenExpected: true,
    })
    const claims = tokens.claims()!
    // Some providers tell the address in the token, some only when asked.
    const told = claims.email === undefined && provider.serverMetadata().userinfo_endpoint !== undefined
    said = told ? { ...claims, ...(await fetchUserInfo(provider, tokens.access_token, claims.sub)) } : claims
  } catch (cause) {
    log('account.provider', { error: String(cause) })
    throw unreachable(cause)
  }
  const { issuer } = provider.serverMetadata()
  return { ...(await accountOf(govern, issuer, said)), next: flow.next }
}

/** The account of who the provider says it is, made when there is none. */
async function accountOf(
  govern: Govern,
  issuer: string,
  said: { sub: string; email?: unknown; email_verified?: unknown; name?: unknown },
): Promise<{ account: number; session: string }> {
  const { clock, settings } = govern
  return govern.store.transaction(async (tx) => {
    const enter = async (id: number, state: AccountState) => {
      refuseState(state)
      return { account: id, session: await startSession(tx, govern, id) }
    }
    const [linked] = await tx.query<{ id: number; state: AccountState }>(
      'select id, state from identity join account on account.id = account where issuer = $1 and subject = $2',
      [issuer, said.sub],
    )
    if (linked) return enter(linked.id, linked.state)
    const isProved = said.email_verified === true || (said.email_verified === undefined && settings.openId!.trustsEmail)
    if (typeof said.email !== 'string' || !isProved) throw unproved()
    const email = readEmail(said.email)
    const link = (id: number) =>
      tx.query('insert into identity (issuer, subject, account, created) values ($1, $2, $3, $4)', [
        issuer,
        said.sub,
        id,
        clock(),
      ])
    const [same] = await tx.query<{ id: number; state: AccountState }>(
      'select id, state from account where email = $1 for update',
      [email],
    )
    if (same) {
      const isUnproved = same.state === 'unconfirmed' || same.state === 'pending'
      // Whoever asked for an account with this address had not proved it: their password goes.
      if (isUnproved) await tx.query('update account set password = null where id = $1', [same.id])
      const state = same.state === 'unconfirmed' ? (settings.signUp === 'open' ? 'active' : 'pending') : same.state
      if (state !== same.state) await tx.query('update account set state = $2 where id = $1', [same.id, state])
      if (state === 'active') await acceptInvitations(tx, govern, same.id)
      await link(same.id)
      return enter(same.id, state)
    }
    if (settings.signUp === 'closed')
      throw notAllowed({
        fr: 'Ce service n’ouvre pas de compte à la demande.',
        en: 'This service opens no account on request.',
      })
    const state = settings.signUp === 'open' ? 'active' : 'pending'
    const name =
      typeof said.name === 'string' && said.name.trim() ? said.name.trim().slice(0, 120) : email.split('@')[0]!
    const [made] = await tx.query<{ id: number }>(
      'insert into account (email, name, state, created) values ($1, $2, $3, $4) returning id',
      [email, name, state, clock()],
    )
    await link(made!.id)
    await record(tx, govern, { verb: 'account.asked', by: oneself(made!.id), account: made!.id })
    if (state === 'active') await acceptInvitations(tx, govern, made!.id)
    if (state === 'pending') await tellPending(tx, govern, name, email)
    return enter(made!.id, state)
  })
}

const noProvider = () =>
  fault('account.no-provider', {
    fr: 'Ce service n’a pas de fournisseur d’identité.',
    en: 'This service has no identity provider.',
  })

const unreachable = (cause: unknown) =>
  new OrchestraError({
    code: 'account.provider',
    say: {
      fr: 'Le fournisseur d’identité n’a pas confirmé qui vous êtes.',
      en: 'The identity provider did not confirm who you are.',
    },
    remedy: { fr: 'Recommencez dans un moment.', en: 'Try again in a moment.' },
    retry: 'transient',
    cause,
  })

const flowGone = () =>
  fault(
    'account.flow-gone',
    { fr: 'Cette connexion a trop duré, ou a déjà servi.', en: 'This sign-in took too long, or was used already.' },
    { fr: 'Recommencez depuis la page de connexion.', en: 'Start again from the sign-in page.' },
  )

const unproved = () =>
  fault(
    'account.unproved-email',
    {
      fr: 'Le fournisseur d’identité ne dit pas que votre adresse électronique est vérifiée.',
      en: 'The identity provider does not say that your e-mail address is verified.',
    },
    {
      fr: 'Vérifiez-la chez lui, ou ouvrez un compte ici avec un mot de passe.',
      en: 'Verify it there, or open an account here with a password.',
    },
  )
