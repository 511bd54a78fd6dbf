import { lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { OrchestraError } from '../../kernel/index.ts'
import { problem } from '../bytes/problem.ts'
import { fetchable, shownAddress } from './address.ts'
import { networkFailure, tooSlow } from './failures.ts'
import { isInward, leadsInward } from './inward.ts'

/** How long an address that is called may take to answer. */
const MOST_MS = 10_000

/** Calls addresses that somebody else gave. */
export interface Caller {
  /** Refuses an address that will never be called. Throws `http.address`, `http.scheme`, `call.not-secure`, `call.inward`. */
  check(address: string): Promise<void>
  /** Posts JSON to an address and gives the status of the answer, which is not read. No redirect is followed. Throws what `check` does, `http.unreachable`, `http.timeout`. */
  post(address: string, body: string): Promise<number>
}

/**
 * A caller that reaches the Internet by https, and never this machine nor its network: nobody can have the service call what only
 * it can reach.
 * @param hosts names of hosts (with their port where it is not the usual one) that the operator lets it call, by http too, wherever
 * they are
 */
export function openCaller(hosts: readonly string[], mostMs = MOST_MS): Caller {
  const isListed = (url: URL) => hosts.includes(url.host)
  const allowed = (address: string): URL => {
    const url = fetchable(address)
    if (url.protocol === 'https:' || isListed(url)) return url
    throw problem(
      'call.not-secure',
      shownAddress(url),
      { fr: 'Une adresse à appeler est en https.', en: 'An address to be called is in https.' },
      { remedy: { fr: 'Donnez une adresse en https.', en: 'Give an https address.' } },
    )
  }
  return {
    async check(address) {
      const url = allowed(address)
      if (!isListed(url) && (await leadsInward(url.hostname))) throw inward(url)
    },
    async post(address, body) {
      const url = allowed(address)
      const bare = url.hostname.replace(/^\[|\]$/g, '')
      if (!isListed(url) && isIP(bare) && isInward(bare)) throw inward(url)
      return post(url, body, isListed(url) ? undefined : outwardLookup(url), mostMs)
    },
  }
}

function post(url: URL, body: string, lookup: LookupFunction | undefined, mostMs: number): Promise<number> {
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'city-orchestra',
    }
    // A connection of its own: one kept open could have been made under other rules.
    const request = send(url, { method: 'POST', headers, agent: false, ...(lookup && { lookup }) }, (answer) => {
      resolve(answer.statusCode!)
      answer.destroy()
    })
    const late = setTimeout(() => request.destroy(tooSlow(url, 'total', mostMs)), mostMs)
    request.on('close', () => clearTimeout(late))
    request.on('error', (error) =>
      reject(error instanceof OrchestraError ? error : networkFailure(url, error, undefined)),
    )
    request.end(body)
  })
}

/** Finds a host as usual, and refuses it where one of its addresses is inward: looked at as the connection is made, the name cannot change in between. */
export const outwardLookup =
  (url: URL): LookupFunction =>
  (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      if (found.some(({ address }) => isInward(address))) return done(inward(url), '', 0)
      if (options.all) done(null, found)
      else done(null, found[0]!.address, found[0]!.family)
    })

/** Refuses an address of this machine or its network. */
export const inward = (url: URL): OrchestraError =>
  problem(
    'call.inward',
    shownAddress(url),
    {
      fr: 'Cette adresse est dans le réseau de ce service : elle n’est pas appelée.',
      en: 'This address is in the network of this service: it is not called.',
    },
    {
      remedy: {
        fr: 'Donnez une adresse publique, ou demandez à l’exploitant d’ajouter cet hôte à ORCHESTRA_CALLBACK_HOSTS.',
        en: 'Give a public address, or ask the operator to add this host to ORCHESTRA_CALLBACK_HOSTS.',
      },
    },
  )
