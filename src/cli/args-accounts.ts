import type { GovernSettings } from '../govern/index.ts'
import { usage } from './usage.ts'

/** What the environment says of accounts. */
export type AccountOptions = Omit<GovernSettings, 'origin'>

/** Reads it. Throws `usage.wrong` on what could not work. */
export function readAccountOptions(env: NodeJS.ProcessEnv): AccountOptions {
  const signUp = env.ORCHESTRA_SIGN_UP || 'moderated'
  if (signUp !== 'open' && signUp !== 'moderated' && signUp !== 'closed')
    throw usage({
      fr: `ORCHESTRA_SIGN_UP est open, moderated ou closed, pas « ${signUp} ».`,
      en: `ORCHESTRA_SIGN_UP is open, moderated or closed, not '${signUp}'.`,
    })
  const [mail, openId] = [mailOf(env), openIdOf(env)]
  return { signUp, ...(mail && { mail }), ...(openId && { openId }) }
}

function mailOf(env: NodeJS.ProcessEnv): AccountOptions['mail'] {
  const { ORCHESTRA_SMTP_URL: url, ORCHESTRA_MAIL_FROM: from } = env
  if (!url) return undefined
  // The address holds a password: it is not repeated.
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    throw usage({
      fr: 'ORCHESTRA_SMTP_URL attend une adresse comme smtp://utilisateur:motdepasse@serveur:587.',
      en: 'ORCHESTRA_SMTP_URL takes an address like smtp://user:password@server:587.',
    })
  if (!from || !/@/.test(from))
    throw usage({
      fr: 'ORCHESTRA_MAIL_FROM dit de quelle adresse partent les courriels.',
      en: 'ORCHESTRA_MAIL_FROM says which address mail comes from.',
    })
  return { url, from }
}

function openIdOf(env: NodeJS.ProcessEnv): AccountOptions['openId'] {
  const { ORCHESTRA_OPENID_ISSUER: issuer, ORCHESTRA_OPENID_CLIENT: client, ORCHESTRA_OPENID_SECRET: secret } = env
  if (!issuer) return undefined
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  const isHere = url && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isHere)) || !client)
    throw usage({
      fr: 'ORCHESTRA_OPENID_ISSUER attend une adresse https, et va avec ORCHESTRA_OPENID_CLIENT.',
      en: 'ORCHESTRA_OPENID_ISSUER takes an https address, and goes with ORCHESTRA_OPENID_CLIENT.',
    })
  return {
    ...{ issuer, client, name: env.ORCHESTRA_OPENID_NAME || url.hostname },
    ...(secret && { secret }),
    trustsEmail: /^(1|yes|true)$/i.test(env.ORCHESTRA_OPENID_TRUST_EMAIL ?? ''),
  }
}
