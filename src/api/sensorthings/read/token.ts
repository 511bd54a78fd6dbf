import type { Cursor } from '../../../observe/index.ts'
import { badOption } from '../faults.ts'

// Where a page ends, in a next link: the values that the last row is sorted by, so that what is added or removed meanwhile
// neither repeats nor skips a row.

type Keys = readonly (string | null)[]

export const writeKeys = (keys: Keys): string => encode({ k: keys })
export const writeCursor = ({ time, source, id }: Cursor): string => encode({ p: [time.toISOString(), source, id] })

/** The values that a level sorted by `count` things starts after. */
export function readKeys(token: string, count: number): Keys {
  const { k } = decode(token)
  const isKeys = Array.isArray(k) && k.length === count && k.every((one) => one === null || typeof one === 'string')
  if (!isKeys) throw badToken()
  return k as Keys
}

export function readCursor(token: string): Cursor {
  const { p } = decode(token)
  if (!Array.isArray(p) || p.length !== 3) throw badToken()
  const [time, source, id] = p
  const at = new Date(String(time))
  const isUuid = source === null || (typeof source === 'string' && /^[0-9a-f-]{36}$/.test(source))
  if (Number.isNaN(at.getTime()) || !isUuid || !Number.isSafeInteger(id)) throw badToken()
  return { time: at, source: source as string | null, id: id as number }
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function decode(token: string): { k?: unknown; p?: unknown } {
  try {
    const value: unknown = JSON.parse(Buffer.from(token.slice(0, 10_000), 'base64url').toString())
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Not ours: refused below.
  }
  throw badToken()
}

const badToken = () =>
  badOption(
    '$skiptoken',
    'ce n’est pas la suite d’une page de cette requête',
    'this continues no page of this request',
    {
      fr: 'Suivez @iot.nextLink tel quel.',
      en: 'Follow @iot.nextLink as it is.',
    },
  )
