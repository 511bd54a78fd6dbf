import type { Bilingual } from '../../kernel/index.ts'
import type { CsvLine, RefusedRow } from './csv.ts'

/** A device as a row of the file declares it. */
export interface DeclaredDevice {
  readonly line: number
  readonly eui: string
  readonly name: string
  readonly profile: string | null
  readonly family: string | null
  readonly groups: readonly string[]
  readonly dataset: string
  /** Seconds. */
  readonly expectedEvery: number | null
  readonly lon: number | null
  readonly lat: number | null
  readonly properties: Readonly<Record<string, unknown>>
  /** OTAA key, 16 bytes. */
  readonly appKey: Uint8Array | undefined
}

/** What rows may name. */
export interface Known {
  readonly profiles: ReadonlySet<string>
  readonly datasets: ReadonlySet<string>
  readonly dataset: string
  /** Keys can be kept only where the service has a secret. */
  readonly hasSecret: boolean
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, min: 60, mn: 60, m: 60, h: 3600, d: 86_400, j: 86_400 }

/** Reads one row, or says which column is wrong and why. */
export function readRow({ line, cells }: CsvLine, known: Known): DeclaredDevice | RefusedRow {
  const eui = identifierOf(cells.eui ?? '')
  const refuse = (column: string, fr: string, en: string): RefusedRow => ({
    ...{ line, column, reason: { fr, en } },
    ...(typeof eui === 'string' && { eui }),
  })
  if (typeof eui !== 'string') return refuse('eui', eui.fr, eui.en)
  const { name, profile, family, group = '', dataset, lat, lon, expected, app_key: key, join_eui: join } = cells

  if (profile && !known.profiles.has(profile))
    return refuse('profile', `Aucun profil ne s’appelle « ${profile} ».`, `No profile is called '${profile}'.`)
  if (dataset && !known.datasets.has(dataset))
    return refuse('dataset', `Aucun jeu de données ne s’appelle « ${dataset} ».`, `No dataset is called '${dataset}'.`)
  const [x, y] = [degreesOf(lon, 180), degreesOf(lat, 90)]
  if (x === undefined || y === undefined)
    return refuse(
      x === undefined ? 'lon' : 'lat',
      `« ${x === undefined ? lon : lat} » n’est pas une position en degrés décimaux.`,
      `'${x === undefined ? lon : lat}' is not a position in decimal degrees.`,
    )
  if ((x === null) !== (y === null))
    return refuse('lat', 'Il faut la latitude et la longitude.', 'Both latitude and longitude are needed.')
  const every = secondsOf(expected)
  if (every === undefined)
    return refuse(
      'expected',
      `« ${expected} » n’est pas un intervalle : 600, 10min, 1h, 1d.`,
      `'${expected}' is not an interval: 600, 10min, 1h, 1d.`,
    )
  // The value of a key is never repeated.
  if (key && !/^[0-9a-f]{32}$/i.test(plainHex(key)))
    return refuse('app_key', 'Une clé OTAA a 32 chiffres hexadécimaux.', 'An OTAA key has 32 hexadecimal digits.')
  if (key && !known.hasSecret)
    return refuse(
      'app_key',
      'Les clés se gardent chiffrées : donnez ORCHESTRA_SECRET au service.',
      'Keys are kept encrypted: give the service an ORCHESTRA_SECRET.',
    )
  if (join && !/^[0-9a-f]{16}$/i.test(plainHex(join)))
    return refuse('join_eui', 'Un JoinEUI a 16 chiffres hexadécimaux.', 'A JoinEUI has 16 hexadecimal digits.')

  const variables = Object.fromEntries(
    Object.entries(cells).flatMap(([column, value]) =>
      column.startsWith('variables.') && value !== '' ? [[column.slice('variables.'.length), value]] : [],
    ),
  )
  return {
    ...{
      line,
      eui,
      name: name || eui,
      profile: profile || null,
      family: family || null,
      dataset: dataset || known.dataset,
    },
    groups: [
      ...new Set(
        group
          .split('|')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      ),
    ].sort(),
    ...{ expectedEvery: every, lon: x, lat: y },
    properties: {
      ...(join && { joinEui: plainHex(join).toUpperCase() }),
      ...(Object.keys(variables).length > 0 && { variables }),
    },
    appKey: key ? Uint8Array.from(Buffer.from(plainHex(key), 'hex')) : undefined,
  }
}

const plainHex = (text: string) => text.replace(/[\s:.-]/g, '')

/** An EUI in upper hexadecimal, or the identifier of a network that has none; else what is wrong. */
function identifierOf(text: string): string | Bilingual {
  const hex = plainHex(text)
  if (/^[0-9a-f]{16}$/i.test(hex)) return hex.toUpperCase()
  if (text === '') return { fr: 'L’identifiant manque.', en: 'The identifier is missing.' }
  if (/^[0-9a-f]+$/i.test(hex) && hex.length > 12)
    return {
      fr: `Un EUI a 16 chiffres hexadécimaux, « ${text} » en a ${hex.length}.`,
      en: `An EUI has 16 hexadecimal digits, '${text}' has ${hex.length}.`,
    }
  if (/^[\w.:@-]{1,64}$/.test(text)) return text
  return {
    fr: `« ${text} » n’est pas un identifiant : lettres, chiffres et . : _ @ - seulement.`,
    en: `'${text}' is not an identifier: letters, digits and . : _ @ - only.`,
  }
}

/** Decimal degrees; null when empty, undefined when wrong. */
function degreesOf(text: string | undefined, limit: number): number | null | undefined {
  if (!text) return null
  const value = Number(text.replace(',', '.'))
  return Number.isFinite(value) && Math.abs(value) <= limit ? value : undefined
}

/** Seconds of `600`, `10min`, `1h`, `1d`; null when empty, undefined when wrong. */
function secondsOf(text: string | undefined): number | null | undefined {
  if (!text) return null
  const [, amount, unit] = /^(\d+(?:[.,]\d+)?)\s*([a-z]*)$/i.exec(text) ?? []
  const seconds = Number(amount?.replace(',', '.')) * (unitSeconds[(unit || 's').toLowerCase()] ?? Number.NaN)
  return seconds >= 1 && seconds <= 400 * 86_400 ? Math.round(seconds) : undefined
}
