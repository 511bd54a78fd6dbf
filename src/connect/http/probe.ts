import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import { OrchestraError } from '../../kernel/index.ts'
import { fetchable } from './address.ts'
import { inward, outwardLookup } from './call.ts'
import { networkFailure, tooSlow } from './failures.ts'
import { isInward } from './inward.ts'

/** How long an address may take to answer, its beginning included (ms). */
const MOST_MS = 10_000

interface Answer {
  readonly status: number
  readonly location?: string
  readonly text: string
}

/**
 * Asks addresses of the Internet whether they answer: once, no redirect followed, no more read than what is wanted. This machine
 * and its network are never asked, whatever a name leads to. Throws `http.address`, `http.scheme`, `call.inward`,
 * `http.unreachable`, `http.timeout`.
 * @param hosts those that may be asked wherever they are
 */
export function openProbe(hosts: readonly string[] = [], mostMs = MOST_MS) {
  return async (address: string, method: 'HEAD' | 'GET', mostBytes: number): Promise<Answer> => {
    const url = fetchable(address)
    const isListed = hosts.includes(url.host)
    const bare = url.hostname.replace(/^\[|\]$/g, '')
    if (!isListed && isIP(bare) && isInward(bare)) throw inward(url)
    const send = url.protocol === 'https:' ? secureRequest : plainRequest
    return new Promise((resolve, reject) => {
      const options = {
        ...{ method, agent: false as const, headers: { 'User-Agent': 'city-orchestra', Accept: '*/*' } },
        ...(!isListed && { lookup: outwardLookup(url) }),
      }
      const request = send(url, options, (answer) => {
        const { statusCode = 0, headers } = answer
        let text = ''
        const done = () => {
          resolve({ status: statusCode, text, ...(headers.location !== undefined && { location: headers.location }) })
          answer.destroy()
        }
        if (mostBytes === 0) return done()
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
          if (text.length >= mostBytes) done()
        })
        answer.on('end', done)
        answer.on('error', reject)
      })
      const late = setTimeout(() => request.destroy(tooSlow(url, 'total', mostMs)), mostMs)
      request.on('close', () => clearTimeout(late))
      request.on('error', (error) =>
        reject(error instanceof OrchestraError ? error : networkFailure(url, error, undefined)),
      )
      request.end()
    })
  }
}
