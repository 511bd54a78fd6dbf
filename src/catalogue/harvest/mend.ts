import type { Bilingual } from '../../kernel/index.ts'
import type { Finding, FindingCode } from './findings.ts'

/** Characters of a text, at most; addresses in a record, at most. Beyond, it is no description. */
const [MOST_TEXT, MOST_ADDRESS] = [20_000, 2_000]
/** Members of any list of a record, at most. */
const MOST_MEMBERS = 1_000

export type Fields = Readonly<Record<string, unknown>>
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/**
 * Reads the fields of a record that may hold anything. What can be mended is, and said in `repairs`; what is dropped because it
 * makes no sense is said there too; what makes the record unusable is said in `errors`.
 */
export interface Mender {
  readonly errors: Finding[]
  readonly repairs: Finding[]
  refuse(code: FindingCode, field: string, say: Bilingual): void
  mended(code: FindingCode, field: string, say: Bilingual): void
  /** An object; anything else but nothing is dropped. */
  fields(value: unknown, field: string): Fields
  /** A list; a single value is a list of one, nulls are dropped. */
  list(value: unknown, field: string): unknown[]
  text(value: unknown, field: string, most?: number): string | undefined
  whole(value: unknown, field: string): number | undefined
  real(value: unknown, field: string): number | undefined
  flag(value: unknown, field: string): boolean | undefined
  /** An ISO 8601 day or instant, as such. */
  moment(value: unknown, field: string): string | undefined
  /** An http or https address. */
  address(value: unknown, field: string, base?: string): string | undefined
  email(value: unknown, field: string): string | undefined
}

const absent = (value: unknown) => value === undefined || value === null

export function openMender(): Mender {
  const errors: Finding[] = []
  const repairs: Finding[] = []
  const note = (list: Finding[]) => (code: FindingCode, field: string, say: Bilingual) => {
    if (list.length < MOST_MEMBERS) list.push({ code, field, say })
  }
  const [refuse, mended] = [note(errors), note(repairs)]
  const dropped = (field: string, value: unknown): undefined => {
    mended('ERR-201', field, {
      fr: `Valeur ignorée : ${shown(value)}`,
      en: `Value ignored: ${shown(value)}`,
    })
    return undefined
  }

  const text: Mender['text'] = (value, field, most = MOST_TEXT) => {
    if (absent(value)) return undefined
    if (typeof value !== 'string') {
      if (typeof value !== 'number' && typeof value !== 'boolean') return dropped(field, value)
      mended('ERR-201', field, { fr: 'Converti en texte.', en: 'Turned into a text.' })
      return String(value)
    }
    const clean = cleaned(value)
    if (clean === '') {
      mended('ERR-308', field, { fr: 'Texte vide ignoré.', en: 'Empty text ignored.' })
      return undefined
    }
    if (clean !== value.trim())
      mended('ERR-307', field, { fr: 'Caractères illisibles retirés.', en: 'Unreadable characters removed.' })
    if (clean.length <= most) return clean
    mended('ERR-307', field, { fr: `Texte coupé à ${most} caractères.`, en: `Text cut at ${most} characters.` })
    return cleaned(clean.slice(0, most - 1)).concat('…')
  }

  const real: Mender['real'] = (value, field) => {
    if (absent(value)) return undefined
    if (typeof value === 'number' && Number.isFinite(value)) return value
    const number =
      typeof value === 'string' && /^\s*[+-]?\d+([.,]\d+)?\s*$/.test(value)
        ? Number(value.replace(',', '.'))
        : Number.NaN
    if (!Number.isFinite(number)) return dropped(field, value)
    mended('ERR-201', field, { fr: 'Texte converti en nombre.', en: 'Text turned into a number.' })
    return number
  }

  return {
    errors,
    repairs,
    refuse,
    mended,
    text,
    real,
    fields: (value, field) => {
      if (isFields(value)) return value
      if (!absent(value)) dropped(field, value)
      return {}
    },
    list(value, field) {
      if (absent(value)) return []
      if (!Array.isArray(value)) {
        mended('ERR-201', field, { fr: 'Valeur seule mise en liste.', en: 'Single value put in a list.' })
        return [value]
      }
      const kept = value.slice(0, MOST_MEMBERS).filter((one) => !absent(one))
      const lost = value.length - kept.length
      if (lost > 0)
        mended('ERR-202', field, {
          fr: `Éléments vides ou en trop retirés : ${lost}.`,
          en: `Empty or excess members removed: ${lost}.`,
        })
      return kept
    },
    whole(value, field) {
      const number = real(value, field)
      if (number === undefined) return undefined
      return Number.isSafeInteger(number) && number >= 0 ? number : dropped(field, value)
    },
    flag(value, field) {
      if (absent(value) || typeof value === 'boolean') return (value as boolean | null) ?? undefined
      if (value !== 'true' && value !== 'false') return dropped(field, value)
      mended('ERR-201', field, { fr: 'Texte converti en oui ou non.', en: 'Text turned into yes or no.' })
      return value === 'true'
    },
    moment(value, field) {
      if (absent(value)) return undefined
      const found = typeof value === 'string' ? momentOf(value.trim()) : undefined
      if (!found) return dropped(field, value)
      if (found.mended) mended('ERR-307', field, { fr: `Date lue ${found.iso}.`, en: `Date read as ${found.iso}.` })
      return found.iso
    },
    address(value, field, base) {
      if (absent(value)) return undefined
      const given = typeof value === 'string' ? value.trim() : ''
      if (given.length === 0 || given.length > MOST_ADDRESS) return dropped(field, value)
      // «www.example.org/data» is what people write: a name of host without its scheme.
      const whole = /^[\w-]+(\.[\w-]+)+(\/|$|\?|:\d)/.test(given) && !base ? `https://${given}` : given
      const url = URL.canParse(whole, base) ? new URL(whole, base) : undefined
      if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return dropped(field, value)
      if (whole !== given)
        mended('ERR-307', field, { fr: `Adresse lue ${url.href}`, en: `Address read as ${url.href}` })
      return url.href.length > MOST_ADDRESS ? dropped(field, value) : url.href
    },
    email(value, field) {
      const found = text(value, field, 254)?.replace(/^mailto:/i, '')
      if (found === undefined) return undefined
      return /^[^\s@<>"]+@[^\s@<>"]+$/.test(found) ? found : dropped(field, value)
    },
  }
}

/** What may stand in a text that people read: no control characters but ends of lines, no lone surrogates. */
export const cleaned = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim()

/** A value as an error shows it. */
export const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : written(value)
  return text.length > 80 ? `${cleaned(text.slice(0, 80))}…` : cleaned(text)
}

/** Anything as text, what cannot be written in JSON too. */
export function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return `(${typeof value})`
  }
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** A day stays a day; an instant is told in UTC. Years and months alone take their first day; without an offset it is UTC. */
function momentOf(text: string): { iso: string; mended: boolean } | undefined {
  if (DAY.test(text)) return real(text) ? { iso: text, mended: false } : undefined
  if (/^\d{4}$/.test(text)) return { iso: `${text}-01-01`, mended: true }
  if (/^\d{4}-\d{2}$/.test(text) && real(`${text}-01`)) return { iso: `${text}-01`, mended: true }
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text)
  if (french) {
    const iso = `${french[3]}-${french[2]}-${french[1]}`
    return real(iso) ? { iso, mended: true } : undefined
  }
  if (!INSTANT.test(text) || !real(text.slice(0, 10))) return undefined
  const offset = /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10))
  const time = Date.parse(`${text.replace(' ', 'T')}${offset ? '' : 'Z'}`)
  return Number.isNaN(time) ? undefined : { iso: new Date(time).toISOString(), mended: !offset }
}

/** Whether a day is one of the calendar. */
const real = (day: string) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)
