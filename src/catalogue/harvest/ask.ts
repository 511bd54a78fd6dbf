import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Fetch, OrchestraError } from '../../kernel/index.ts'
import type { Answer, Ask } from './types.ts'

/** Bytes of one answer: a page of records is a few megabytes at most; a whole catalogue in one file may be larger. */
const MOST_BYTES = 256 * 2 ** 20
/** Bytes of all the answers of a harvest. */
const MOST_IN_ALL = 4 * 2 ** 30

interface Asking {
  readonly fetch: Fetch
  /** The address the territory declares: its host alone is asked. */
  readonly address: string
  readonly folder: string
  readonly signal?: AbortSignal
}

/** Asks a source politely: by the fetcher of the chain, its own host alone, within bounds of size. */
export function openAsk({ fetch, address, folder, signal }: Asking): Ask {
  const home = new URL(address)
  let bytes = 0
  return async (asked, accept) => {
    const url = URL.canParse(asked, address) ? new URL(asked, address) : undefined
    if (!url || !/^https?:$/.test(url.protocol) || url.host !== home.host) throw elsewhere(asked, home.host)
    const into = join(folder, randomUUID())
    try {
      const fetched = await fetch({
        ...{ address: url.href, into, maxBytes: MOST_BYTES },
        ...(accept && { accept }),
        ...(signal && { signal }),
      })
      if (fetched.unchanged) throw new Error('a fetcher said «unchanged» without being told what is known')
      bytes += fetched.file.bytes
      if (bytes > MOST_IN_ALL) throw tooMuch(address)
      const read = await readFile(fetched.file.path)
      const type = (fetched.type ?? '').split(';')[0]!.trim().toLowerCase()
      const next = nextOf(fetched.link)
      return {
        ...{ bytes: read, text: decoded(read, fetched.type), type, address: url.href },
        ...(next && URL.canParse(next, url) && { next: new URL(next, url).href }),
      } satisfies Answer
    } finally {
      await rm(into, { recursive: true, force: true })
    }
  }
}

/** The text of an answer: as its byte order mark, its XML declaration or its media type says, else UTF-8. What cannot be read is replaced. */
function decoded(bytes: Uint8Array, type = ''): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const named =
    (bytes[0] === 0xff && bytes[1] === 0xfe && 'utf-16le') ||
    (bytes[0] === 0xfe && bytes[1] === 0xff && 'utf-16be') ||
    /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(start)?.[1] ||
    /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ||
    'utf-8'
  try {
    return new TextDecoder(named).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** The next page of a header `Link`, wherever its relation stands among its parameters. */
function nextOf(link: string | undefined): string | undefined {
  for (const [, address, parameters] of (link ?? '').slice(0, 10_000).matchAll(/<([^<>]*)>((?:\s*;[^,<]*)*)/g))
    if (/;\s*rel\s*=\s*"?[^";]*\bnext\b/i.test(parameters ?? '')) return address
  return undefined
}

const elsewhere = (asked: string, host: string) =>
  new OrchestraError({
    code: 'harvest.elsewhere',
    say: {
      fr: `La source envoie ailleurs que chez elle (${host}) : cette adresse n’est pas suivie.`,
      en: `The source leads to another host than its own (${host}): that address is not followed.`,
    },
    remedy: {
      fr: 'Si c’est sa nouvelle adresse, mettez-la dans le territoire.',
      en: 'If that is its new address, put it in the territory.',
    },
    place: asked.slice(0, 300),
  })

const tooMuch = (place: string) =>
  new OrchestraError({
    code: 'harvest.too-large',
    say: {
      fr: 'La source envoie plus que ce qu’une moisson peut prendre.',
      en: 'The source sends more than a harvest may take.',
    },
    place,
    facts: { limit: MOST_IN_ALL },
  })
