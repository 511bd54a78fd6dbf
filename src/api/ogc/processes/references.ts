import { type Bilingual, badInput } from '../../../kernel/index.ts'
import type { ProcessDeps } from './deps.ts'

/** Characters that a value given by reference may have. */
const MOST_CHARS = 1_000_000

/** Addresses of this service that a value may be taken from: what anybody may read. */
const OURS = /^\/ogc\/(collections|jobs)\//

const remedy: Bilingual = {
  fr: 'Donnez la valeur elle-même, une adresse « data: », ou une adresse de ce service sous /ogc/collections/ ou /ogc/jobs/. Il n’en lit aucune autre.',
  en: 'Give the value itself, a data: address, or an address of this service under /ogc/collections/ or /ogc/jobs/. It reads no other.',
}

/**
 * The value behind a link: a `data:` address, or one of this very service, asked as anybody may. No other is ever followed, so
 * that nobody can have the service call machines that only it can reach. Throws `process.bad-input`.
 * @param origin how the asker names this service: `https://data.example.org`
 */
export async function follow(
  { ask }: Pick<ProcessDeps, 'ask'>,
  name: string,
  href: string,
  origin: string,
): Promise<unknown> {
  if (href.startsWith('data:')) return parsed(...fromData(name, href))
  const path = pathOf(href, origin)
  if (path === undefined)
    throw badInput(name, { fr: 'cette adresse n’est pas lue', en: 'this address is not read' }, remedy)
  const answer = await ask(path)
  const text = await answer.text()
  if (!answer.ok)
    throw badInput(
      name,
      { fr: `son adresse répond ${answer.status}`, en: `its address answers ${answer.status}` },
      { fr: 'Donnez l’adresse d’une donnée ouverte.', en: 'Give the address of open data.' },
    )
  if (text.length > MOST_CHARS) throw tooLarge(name)
  return parsed(text, answer.headers.get('Content-Type') ?? '')
}

function pathOf(href: string, origin: string): string | undefined {
  if (!URL.canParse(href, origin)) return undefined
  const url = new URL(href, origin)
  return url.origin === origin && OURS.test(url.pathname) ? `${url.pathname}${url.search}` : undefined
}

function fromData(name: string, href: string): [text: string, mediaType: string] {
  const [, mediaType = '', encoded, body = ''] =
    /^data:([^,;]*)(?:;(?!base64)[^,;]*)*(;base64)?,(.*)$/s.exec(href) ?? []
  if (body.length > MOST_CHARS) throw tooLarge(name)
  try {
    return [encoded ? Buffer.from(body, 'base64').toString('utf8') : decodeURIComponent(body), mediaType]
  } catch {
    throw badInput(name, { fr: 'adresse « data: » illisible', en: 'unreadable data: address' }, remedy)
  }
}

function parsed(text: string, mediaType: string): unknown {
  if (mediaType.startsWith('text/')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const tooLarge = (name: string) =>
  badInput(
    name,
    { fr: 'la valeur à cette adresse est trop grosse', en: 'the value at this address is too large' },
    { fr: `${MOST_CHARS} caractères au plus.`, en: `At most ${MOST_CHARS} characters.` },
  )
