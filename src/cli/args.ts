import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { Language } from '../kernel/index.ts'
import { type AccountOptions, readAccountOptions } from './args-accounts.ts'
import { usage } from './usage.ts'

/** Options every command understands, from the command line first, then the environment. */
export interface Options {
  readonly territory: string
  /** Scale of a territory that has one. */
  readonly size: number | undefined
  readonly home: string
  readonly data: string | undefined
  readonly offline: boolean
  readonly json: boolean
  readonly to: string | undefined
  /** Of `encrypt` and `decrypt`: the file of the key. */
  readonly key: string | undefined
  /** What `export` leaves out, as it was asked. */
  readonly select: SelectOptions
  readonly keep: number
  /** Of `harvest`: list everything, and let go what has gone however much it is. */
  readonly harvest: { readonly full: boolean; readonly acceptLoss: boolean }
  /** Processes that do steps at once, this one counted. */
  readonly workers: number
  readonly port: number | undefined
  readonly mqttPort: number | undefined
  /** What the commands of sensors are asked: a connection, a device, a key. */
  readonly sensors: SensorOptions
  readonly databaseUrl: string | undefined
  readonly lineageUrl: string | undefined
  readonly secret: string | undefined
  /** The secret before this one, to change what was encrypted with it. */
  readonly oldSecret: string | undefined
  /** Where people reach the service, when that is not where it listens: behind a proxy. */
  readonly publicUrl: URL | undefined
  /** Hosts that executions may have called besides those of the Internet. */
  readonly callbackHosts: readonly string[] | 'none'
  /** How accounts are opened, and what they need of outside. */
  readonly accounts: AccountOptions
  readonly language: Language
}

/** Of `ingest`, `replay` and `key`. */
export interface SensorOptions {
  readonly connection: string | undefined
  readonly device: string | undefined
  readonly since: Date | undefined
  readonly all: boolean
  readonly label: string | undefined
  readonly scope: string | undefined
  readonly dataset: string | undefined
}

/** Which rows and columns, and of which version. */
export interface SelectOptions {
  readonly filter: string | undefined
  readonly bbox: string | undefined
  readonly datetime: string | undefined
  readonly columns: string | undefined
  readonly crs: string | undefined
  readonly version: string | undefined
}

export interface Call {
  readonly command: string
  readonly names: readonly string[]
  readonly options: Options
}

/** Each keeps some connections to the database, which takes a hundred. */
const MOST_WORKERS = 16
/** When nobody says how many: the cores of the machine, each taking some hundred megabytes. */
const usualWorkers = Math.min(4, availableParallelism())

const flags = {
  territory: { type: 'string' },
  size: { type: 'string' },
  home: { type: 'string' },
  data: { type: 'string' },
  offline: { type: 'boolean' },
  json: { type: 'boolean' },
  to: { type: 'string' },
  key: { type: 'string' },
  filter: { type: 'string' },
  bbox: { type: 'string' },
  datetime: { type: 'string' },
  columns: { type: 'string' },
  crs: { type: 'string' },
  version: { type: 'string' },
  keep: { type: 'string' },
  full: { type: 'boolean' },
  'accept-loss': { type: 'boolean' },
  workers: { type: 'string' },
  port: { type: 'string' },
  'mqtt-port': { type: 'string' },
  connection: { type: 'string' },
  device: { type: 'string' },
  since: { type: 'string' },
  all: { type: 'boolean' },
  label: { type: 'string' },
  scope: { type: 'string' },
  dataset: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Names of the options, for the help and the tests of the documentation. */
export const flagNames: readonly string[] = Object.keys(flags)

/** Reads the command line. Throws `usage.*` on what it does not understand. */
export function readCall(argv: readonly string[], env: NodeJS.ProcessEnv): Call {
  const { values, positionals } = parse(argv)
  const [command = 'help', ...names] = positionals
  return {
    command: values.help ? 'help' : command,
    names,
    options: {
      territory: values.territory ?? 'demo',
      size: positive('--size', values.size),
      home: values.home ?? env.ORCHESTRA_HOME ?? '.orchestra',
      data: values.data ?? env.ORCHESTRA_DATA,
      offline: values.offline ?? false,
      json: values.json ?? false,
      to: values.to,
      key: values.key,
      select: {
        filter: values.filter,
        bbox: values.bbox,
        datetime: values.datetime,
        columns: values.columns,
        crs: values.crs,
        version: values.version,
      },
      keep: positive('--keep', values.keep) ?? 5,
      harvest: { full: values.full ?? false, acceptLoss: values['accept-loss'] ?? false },
      workers: Math.min(MOST_WORKERS, Math.ceil(positive('--workers', values.workers) ?? usualWorkers)),
      port: positive('--port', values.port) ?? positive('PORT', env.PORT),
      mqttPort: positive('--mqtt-port', values['mqtt-port']) ?? positive('MQTT_PORT', env.MQTT_PORT),
      sensors: {
        connection: values.connection,
        device: values.device,
        since: instant('--since', values.since),
        all: values.all ?? false,
        label: values.label,
        scope: values.scope,
        dataset: values.dataset,
      },
      databaseUrl: env.DATABASE_URL || undefined,
      lineageUrl: env.OPENLINEAGE_URL || undefined,
      secret: env.ORCHESTRA_SECRET || undefined,
      oldSecret: env.ORCHESTRA_OLD_SECRET || undefined,
      publicUrl: publicUrl(env.ORCHESTRA_PUBLIC_URL),
      callbackHosts: callbackHosts(env.ORCHESTRA_CALLBACK_HOSTS),
      accounts: readAccountOptions(env),
      language: /^fr/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'fr' : 'en',
    },
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: withBoxes(argv), options: flags, allowPositionals: true })
  } catch (cause) {
    const message = (cause as Error).message
    throw usage({ fr: `Option incomprise : ${message}`, en: `Option not understood: ${message}` })
  }
}

/** A box west of Greenwich begins with a sign that would be read as an option. */
function withBoxes(argv: readonly string[]): string[] {
  const all = [...argv]
  const at = all.indexOf('--bbox')
  if (at >= 0 && /^-\d/.test(all[at + 1] ?? '')) all.splice(at, 2, `--bbox=${all[at + 1]}`)
  return all
}

/** The origin that links are made of. A path is refused: the pages of the portal stand at the root. */
function publicUrl(text: string | undefined): URL | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url && /^https?:$/.test(url.protocol) && !url.username && url.pathname === '/' && !url.search
  if (isOrigin) return url
  throw usage({
    fr: `ORCHESTRA_PUBLIC_URL attend une adresse sans chemin, comme https://donnees.ville.fr, pas « ${text} ».`,
    en: `ORCHESTRA_PUBLIC_URL takes an address without path, like https://data.city.org, not '${text}'.`,
  })
}

/** Hosts separated by commas, with their port where it is not the usual one; `none` forbids all calls. */
function callbackHosts(text: string | undefined): readonly string[] | 'none' {
  const hosts = text?.split(',').flatMap((host) => host.trim().toLowerCase() || []) ?? []
  if (hosts.length === 1 && hosts[0] === 'none') return 'none'
  const wrong = hosts.find((host) => !URL.canParse(`https://${host}`) || new URL(`https://${host}`).pathname !== '/')
  if (wrong === undefined) return hosts
  throw usage({
    fr: `ORCHESTRA_CALLBACK_HOSTS attend des hôtes séparés par des virgules, comme suivi.ville.fr:8443, pas « ${wrong} ».`,
    en: `ORCHESTRA_CALLBACK_HOSTS takes hosts separated by commas, like follow.city.org:8443, not '${wrong}'.`,
  })
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (Number.isFinite(value) && value > 0) return value
  throw usage({
    fr: `${name} attend un nombre positif, pas « ${text} ».`,
    en: `${name} takes a positive number, not '${text}'.`,
  })
}

function instant(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const value = new Date(text)
  if (!Number.isNaN(value.getTime())) return value
  throw usage({
    fr: `${name} attend un jour ou un instant ISO 8601, comme 2025-03-01, pas « ${text} ».`,
    en: `${name} takes an ISO 8601 day or instant, like 2025-03-01, not '${text}'.`,
  })
}
