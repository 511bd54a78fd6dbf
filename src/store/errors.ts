import { type ErrorFacts, OrchestraError } from '../kernel/index.ts'

/** What a caller sees of a connection: never the password. */
export interface Target {
  readonly host: string
  readonly database: string
  readonly user: string
}

const pickServer = {
  fr: 'Choisissez un autre dossier avec --home, ou donnez un serveur PostgreSQL par DATABASE_URL.',
  en: 'Choose another folder with --home, or give a PostgreSQL server by DATABASE_URL.',
}

/** The home cannot be read or written by this user. */
export const homeRefused = (path: string, cause: unknown) =>
  new OrchestraError({
    code: 'store.home-permission',
    say: {
      fr: 'Ce dossier ne peut pas servir à la base : l’accès est refusé.',
      en: 'This folder cannot serve for the database: access is refused.',
    },
    remedy: {
      fr: `Lancez la commande avec l’utilisateur à qui il appartient. ${pickServer.fr}`,
      en: `Run the command as the user who owns it. ${pickServer.en}`,
    },
    place: path,
    cause,
  })

/** No space left where the database writes. */
export const diskFull = (place: string | undefined, cause: unknown) =>
  new OrchestraError({
    code: 'store.disk-full',
    say: {
      fr: 'La base ne peut plus écrire : le disque est plein.',
      en: 'The database cannot write any more: the disk is full.',
    },
    remedy: {
      fr: 'Libérez de la place (« orchestra gc » retire les anciennes versions), puis recommencez : rien d’enregistré n’est perdu.',
      en: 'Free some space (`orchestra gc` removes old versions), then try again: nothing recorded is lost.',
    },
    ...(place && { place }),
    cause,
  })

/** Whether PostgreSQL's own words tell of a full disk. */
export const isDiskFull = (words: string) => /No space left on device|Check free disk space/.test(words)

/** PostgreSQL cannot be run here at all. */
export const cannotRun = (code: string, fr: string, en: string, more: Partial<ErrorFacts> = {}) =>
  new OrchestraError({ code, say: { fr, en }, remedy: pickServer, ...more })

/** The connection is lost or cannot be made now. */
export const unreachable = (target: Target, cause: unknown) =>
  new OrchestraError({
    code: 'store.unreachable',
    say: { fr: 'La base de données ne répond pas.', en: 'The database does not answer.' },
    remedy: {
      fr: 'Vérifiez que le serveur PostgreSQL (ou le processus qui tient le dossier) est en marche, puis recommencez.',
      en: 'Check that the PostgreSQL server (or the process that owns the home) is running, then try again.',
    },
    facts: { ...target },
    retry: 'transient',
    cause,
  })

const refused = (code: string, target: Target, fr: string, en: string, remedy: ErrorFacts['remedy'], cause: unknown) =>
  new OrchestraError({ code, say: { fr, en }, ...(remedy && { remedy }), facts: { ...target }, cause })

const sqlState = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')

/** Socket errors, and SQLSTATE classes 08 (connection), 57P0x (server stopping or starting), 53300 (too many clients). */
const lost = /^(ECONN\w+|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0[123]|53300)$/
/** Errors of node-postgres that carry no code. */
const lostWords = /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed/

/**
 * Names the failures a person can act on. Anything else comes back as it was: the errors of SQL keep their SQLSTATE in
 * `code` for the caller who expects one.
 */
export function namedError(error: unknown, target: Target): unknown {
  if (error instanceof OrchestraError) return error
  const code = sqlState(error)
  const words = error instanceof Error ? error.message : ''
  if (lost.test(code) || (!code && lostWords.test(words))) return unreachable(target, error)
  if (code === '53100') return diskFull(undefined, error)
  if (code === '28P01' || code === '28000' || words.startsWith('SASL'))
    return refused(
      'store.auth',
      target,
      `Le serveur PostgreSQL refuse l’utilisateur « ${target.user} ».`,
      `The PostgreSQL server refuses the user "${target.user}".`,
      {
        fr: 'Vérifiez l’utilisateur et le mot de passe de DATABASE_URL.',
        en: 'Check the user and password of DATABASE_URL.',
      },
      error,
    )
  if (/SSL|certificate/i.test(words) || code.startsWith('ERR_TLS'))
    return refused(
      'store.tls',
      target,
      'La liaison chiffrée avec le serveur PostgreSQL n’a pas pu être établie.',
      'The encrypted link to the PostgreSQL server could not be made.',
      {
        fr: 'Vérifiez sslmode et les certificats dans DATABASE_URL : sslmode=disable pour un serveur sans chiffrement.',
        en: 'Check sslmode and the certificates in DATABASE_URL: sslmode=disable for a server without encryption.',
      },
      error,
    )
  if (code === '3D000')
    return refused(
      'store.no-database',
      target,
      `La base « ${target.database} » n’existe pas sur ce serveur.`,
      `The database "${target.database}" does not exist on this server.`,
      {
        fr: `Créez-la : createdb --encoding=UTF8 ${target.database}`,
        en: `Create it: createdb --encoding=UTF8 ${target.database}`,
      },
      error,
    )
  return error
}

/** Used after `close()`. */
export const closed = () =>
  new OrchestraError({
    code: 'store.closed',
    say: { fr: 'La base a été fermée.', en: 'The store has been closed.' },
  })
