import { type Column, type Geometry, projector, reproject } from '../../kernel/index.ts'
import { fitted, type PairOrder, readGeometry } from './geometry.ts'
import { formatReader, readIso, type Written, zonedTime } from './time.ts'
import { shown, Unfit } from './unfit.ts'

/** How values of a source are written, where it cannot be told from them. */
export interface CastOptions {
  /** Decimal mark. By default a lone comma is one, as in French; say `.` where commas group thousands. */
  readonly decimal?: '.' | ','
  /**
   * Dates and times: letters of Unicode TR 35 (`dd/MM/yyyy HH:mm`), or `epoch-s`, `epoch-ms`. By default ISO 8601.
   * Whole numbers: `duration` reads `25:10:00` as seconds.
   */
  readonly format?: string
  /** IANA zone of times written without an offset. */
  readonly timezone?: string
  /** Bare pairs of coordinates. Default: `lat-lon`. */
  readonly order?: PairOrder
  /** Texts that stand for a missing value, besides the empty one: `['NA', '-999']`. */
  readonly missing?: readonly string[]
}

/** The CRS the geometries of a source are in: known before its first row, maybe from the file itself. */
export interface CrsOfSource {
  crs: string
}

/** Turns a value of a source into the type of a column. Missing values give `null`. */
type Cast = (value: unknown) => unknown

/** The cast to the type of a column. */
export function castTo(column: Column, options: CastOptions, source: CrsOfSource): Cast {
  const cast = casts[column.column](column, options, source)
  const missing = new Set(options.missing)
  return (value) => {
    if (typeof value === 'string') {
      const text = value.trim()
      return text === '' || missing.has(text) ? null : cast(column.column === 'text' ? value : text)
    }
    return value === null || value === undefined ? null : cast(value)
  }
}

const casts: Record<Column['column'], (column: Column, options: CastOptions, source: CrsOfSource) => Cast> = {
  text: () => (value) => {
    // PostgreSQL holds no null character in a text.
    if (typeof value === 'string') return value.includes('\0') ? unfit(value, 'un texte', 'a text') : value
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    return unfit(value, 'un texte', 'a text')
  },
  integer: (_, { decimal, format }) => {
    return (value) => {
      const n =
        typeof value !== 'string' ? value : format === 'duration' ? readDuration(value) : readNumber(value, decimal)
      return Number.isSafeInteger(n) ? n : unfit(value, 'un nombre entier', 'a whole number')
    }
  },
  number: (_, { decimal }) => {
    return (value) => {
      const n = typeof value === 'string' ? readNumber(value, decimal) : value
      return Number.isFinite(n) ? n : unfit(value, 'un nombre', 'a number')
    }
  },
  boolean: () => (value) => {
    if (typeof value === 'boolean') return value
    const found = booleans.get(String(value).toLowerCase())
    return found ?? unfit(value, 'un oui ou un non', 'a yes or no')
  },
  instant: (_, options) => instantCast(options),
  date: (_, options) => dateCast(options),
  json: () => (value) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      return unfit(value, 'du JSON', 'JSON')
    }
  },
  geometry: (column, { order = 'lat-lon' }, source) => geometryCast(column, order, source),
}

const booleans = new Map([
  ...['true', 'vrai', 'oui', 'yes', '1', 'o', 'y', 't', 'v'].map((t) => [t, true] as const),
  ...['false', 'faux', 'non', 'no', '0', 'n', 'f'].map((t) => [t, false] as const),
])

const PLAIN = /^[+-]?\d+(?:\.\d+)?$/
const DOTTED = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** A number as people and machines write it: `1234.5`, `1 234,5`, `1,234.5`, `1.2e3`. NaN when it is not. */
function readNumber(text: string, decimal: CastOptions['decimal']): number {
  if (decimal !== ',' && PLAIN.test(text)) return Number(text)
  // Spaces (also no-break and narrow ones) group by thousands only.
  let plain =
    /[\s\u00a0\u202f]/.test(text) && /^[+-]?\d{1,3}([\s\u00a0\u202f]\d{3})+([.,]\d+)?$/.test(text)
      ? text.replace(/[\s\u00a0\u202f]/g, '')
      : text
  if (decimal === '.' || /^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(plain)) {
    if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '')
  } else {
    if (decimal === ',' && /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)) plain = plain.replaceAll('.', '')
    plain = plain.replace(',', '.')
  }
  return DOTTED.test(plain) ? Number(plain) : Number.NaN
}

/** Seconds of `h:mm:ss`, where hours may pass 24. NaN when it is not. */
function readDuration(text: string): number {
  const m = /^(\d{1,4}):([0-5]\d):([0-5]\d)$/.exec(text)
  return m ? Number(m[1]) * 3600 + Number(m[2]) * 60 + Number(m[3]) : Number.NaN
}

function instantCast({ format, timezone }: CastOptions): Cast {
  if (format === 'epoch-s' || format === 'epoch-ms') {
    const unit = format === 'epoch-s' ? 1000 : 1
    return (value) => toDate(value, (typeof value === 'string' ? readNumber(value, '.') : Number(value)) * unit)
  }
  const read = format === undefined ? readIso : formatReader(format)
  // Sources repeat the same moment on many lines.
  let lastText: string | undefined
  let lastTime = 0
  return (value) => {
    if (value instanceof Date) return toDate(value, value.getTime())
    if (typeof value !== 'string') return unfit(value, 'une date et heure', 'a date and time')
    if (value === lastText) return new Date(lastTime)
    const time = momentOf(value, read(value), timezone)
    if (typeof time !== 'number') return time
    lastText = value
    lastTime = time
    return new Date(time)
  }
}

function momentOf(value: string, written: Written | undefined, timezone: string | undefined): number | Unfit {
  if (!written) return unfit(value, 'une date et heure', 'a date and time')
  if (written.offset !== undefined) return written.local - written.offset
  if (timezone === undefined)
    return new Unfit(
      `« ${shown(value)} » ne dit pas son décalage horaire : déclarez \`timezone\``,
      `'${shown(value)}' does not say its offset: declare \`timezone\``,
    )
  return (
    zonedTime(written.local, timezone) ??
    new Unfit(
      `« ${shown(value)} » n’existe pas à ${timezone} (changement d’heure)`,
      `'${shown(value)}' does not exist in ${timezone} (clock change)`,
    )
  )
}

// Years 1 to 9999: what ISO 8601, Parquet and PostgreSQL all hold.
const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

function toDate(value: unknown, time: number): Date | Unfit {
  return time >= FIRST && time <= LAST ? new Date(time) : unfit(value, 'une date et heure', 'a date and time')
}

function dateCast({ format }: CastOptions): Cast {
  const read = format === undefined ? readDay : formatReader(format)
  return (value) => {
    const day = typeof value === 'string' ? read(value) : undefined
    return day ? new Date(day.local).toISOString().slice(0, 10) : unfit(value, 'une date', 'a date')
  }
}

const compact = formatReader('yyyyMMdd')
/** ISO 8601: the day of a moment as written, or eight digits. */
const readDay = (text: string) => readIso(text) ?? compact(text)

const GEOGRAPHIC = new Set(['EPSG:4326', 'OGC:CRS84', 'EPSG:4171', 'EPSG:4258'])

function geometryCast(column: Column, order: PairOrder, source: CrsOfSource): Cast {
  const target = column.crs ?? 'EPSG:4326'
  const allowed = column.geometryTypes ?? []
  let from: string | undefined
  let project = projector(target, target)
  return (value) => {
    const geometry = readGeometry(value, order)
    if (geometry === null || geometry instanceof Unfit) return geometry
    if (source.crs !== from) {
      from = source.crs
      project = projector(from, target)
    }
    const fit = fitted(geometry, allowed)
    if (fit instanceof Unfit) return fit
    if (GEOGRAPHIC.has(from) && !onEarth(fit)) return notOnEarth(value)
    if (from === target || (GEOGRAPHIC.has(from) && GEOGRAPHIC.has(target))) return fit
    const projected = reproject(fit, project)
    return GEOGRAPHIC.has(target) && !onEarth(projected) ? notOnEarth(value) : projected
  }
}

/** Whether all positions are longitudes and latitudes. */
function onEarth(geometry: Geometry): boolean {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.every(onEarth)
  const walk = (value: unknown): boolean => {
    const list = value as unknown[]
    if (typeof list[0] !== 'number') return list.every(walk)
    const [x, y] = list as [number, number]
    return x >= -180 && x <= 180 && y >= -90 && y <= 90
  }
  return walk(geometry.coordinates)
}

const notOnEarth = (value: unknown) =>
  new Unfit(
    `« ${shown(value)} » : coordonnées hors de la Terre (ordre ou système de coordonnées ?)`,
    `'${shown(value)}': coordinates not on Earth (axis order or CRS?)`,
  )

const unfit = (value: unknown, fr: string, en: string) =>
  new Unfit(`« ${shown(value)} » n’est pas ${fr}`, `'${shown(value)}' is not ${en}`)
