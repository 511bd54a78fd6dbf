import { problem } from '../bytes/problem.ts'

// Names of query parameters that carry a secret on open data portals.
const SECRET = /key|token|secret|passw|signature|^sig$|auth/i

/** An address as it may be shown or logged: without credentials. */
export function shownAddress(address: string | URL): string {
  if (!URL.canParse(address.toString())) return String(address).slice(0, 200)
  const url = new URL(address)
  url.username = ''
  url.password = ''
  for (const name of new Set(url.searchParams.keys())) if (SECRET.test(name)) url.searchParams.set(name, '…')
  return decodeURI(url.href.replace(/%(?![0-9a-f]{2})/gi, '%25')).replaceAll('%E2%80%A6', '…')
}

/** The address as a URL that may be fetched: http or https, no credentials in it. */
export function fetchable(address: string, from?: URL): URL {
  const url = URL.canParse(address, from) ? new URL(address, from) : undefined
  if (!url)
    throw problem('http.address', shownAddress(address), {
      fr: 'Cette adresse est mal formée.',
      en: 'This address is malformed.',
    })
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw problem(
      'http.scheme',
      shownAddress(url),
      { fr: `Adresse refusée : ${url.protocol}`, en: `Refused address: ${url.protocol}` },
      { remedy: { fr: 'Seuls http et https sont suivis.', en: 'Only http and https are followed.' } },
    )
  if (url.username || url.password)
    throw problem('http.address', shownAddress(url), {
      fr: 'Une adresse ne doit pas porter de mot de passe.',
      en: 'An address must not carry a password.',
    })
  return url
}

const extensions: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/geo+json': '.geojson',
  'application/zip': '.zip',
  'application/gzip': '.gz',
  'application/xml': '.xml',
  'text/xml': '.xml',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/plain': '.txt',
}

// ext4 and NTFS hold 255 bytes: room is left for what we add, and for names of 2 bytes a letter.
const MAX_NAME = 100

/** A safe name for the downloaded file: what the server calls it, else the end of the address. No folder, no control. */
export function fileName(url: URL, headers: Headers): string {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const given =
    dispositionName(headers.get('content-disposition') ?? '') ?? unescaped(url.pathname.split('/').pop() ?? '')
  const base = given.split(/[/\\]/).pop() ?? ''
  const safe = base
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
  const name = safe === '' ? 'download' : safe
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : (extensions[type] ?? '')
  const stem = dot > 0 && name.length - dot <= 10 ? name.slice(0, dot) : name
  return stem.slice(0, MAX_NAME) + extension
}

/** RFC 6266: `filename*` first, then `filename`. */
function dispositionName(header: string): string | undefined {
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1]
  if (extended) return unescaped(extended)
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header)
  return plain ? (plain[1]?.replace(/\\(.)/g, '$1') ?? plain[2]) : undefined
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
