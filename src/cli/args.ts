import { parseArgs } from 'node:util'
import { type Language, OrchestraError } from '../kernel/index.ts'

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
  readonly keep: number
  readonly port: number | undefined
  readonly databaseUrl: string | undefined
  readonly lineageUrl: string | undefined
  readonly secret: string | undefined
  readonly language: Language
}

export interface Call {
  readonly command: string
  readonly names: readonly string[]
  readonly options: Options
}

const flags = {
  territory: { type: 'string' },
  size: { type: 'string' },
  home: { type: 'string' },
  data: { type: 'string' },
  offline: { type: 'boolean' },
  json: { type: 'boolean' },
  to: { type: 'string' },
  keep: { type: 'string' },
  port: { type: 'string' },
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
      keep: positive('--keep', values.keep) ?? 5,
      port: positive('--port', values.port) ?? positive('PORT', env.PORT),
      databaseUrl: env.DATABASE_URL || undefined,
      lineageUrl: env.OPENLINEAGE_URL || undefined,
      secret: env.ORCHESTRA_SECRET || undefined,
      language: /^fr/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'fr' : 'en',
    },
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags, allowPositionals: true })
  } catch (cause) {
    const message = (cause as Error).message
    throw usage({ fr: `Option incomprise : ${message}`, en: `Option not understood: ${message}` })
  }
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

/** The error of a wrong call: exit code 2. */
export function usage(say: { fr: string; en: string }): OrchestraError {
  return new OrchestraError({
    code: 'usage.wrong',
    say,
    remedy: { fr: '`orchestra help` donne les commandes.', en: '`orchestra help` lists the commands.' },
  })
}
