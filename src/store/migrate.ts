import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OrchestraError } from '../kernel/index.ts'
import { schema } from './connect.ts'
import type { Sender, Session } from './types.ts'

interface Migration {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

// Any number does, as long as it stays: two processes that migrate one database meet on it.
const advisoryLock = 7_246_001

/**
 * Applies the `.sql` files of a folder that the database has not seen yet, in the order of their names, each in its own
 * transaction. Gives the names applied. Safe to call from many processes at once.
 */
export async function migrate(
  store: { session(): Promise<Session> },
  folder: string,
  log: (line: string) => void,
): Promise<string[]> {
  const wanted = await readMigrations(folder)
  const session = await store.session()
  try {
    await session.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    await prepare(session)
    const applied = await session.query<{ name: string; sha256: string }>(
      'SELECT name, sha256 FROM migration ORDER BY name',
    )
    for (const one of applied) verify(one, wanted)
    const names = new Set(applied.map(({ name }) => name))
    const pending = wanted.filter(({ name }) => !names.has(name))
    const last = applied.at(-1)?.name ?? ''
    const late = pending.find(({ name }) => name < last)
    if (late) throw outOfOrder(late.name, last)
    for (const one of pending) {
      await apply(session, one, folder)
      log(`database: ${one.name} applied`)
    }
    return pending.map(({ name }) => name)
  } finally {
    // The lock ends with the session.
    await session.release()
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const numbers = new Set<string>()
  for (const name of names) {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]
    if (number && !numbers.has(number)) numbers.add(number)
    else
      throw problem(
        'store.migration-name',
        join(folder, name),
        'Ce fichier de migration est mal nommé, ou son numéro est déjà pris.',
        'This migration file is badly named, or its number is already taken.',
        'Nommez-le NNNN_nom.sql, avec un numéro qui n’a pas encore servi.',
        'Name it NNNN_name.sql, with a number not used yet.',
      )
  }
  return Promise.all(
    names.map(async (name) => {
      // Line ends are those of the checkout, not of the migration.
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Makes our schema and the record of migrations. Creating a schema needs a right that is only asked for when needed. */
async function prepare(session: Session): Promise<void> {
  const [found] = await session.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])
  try {
    if (!found) await session.query(`CREATE SCHEMA ${schema}`)
    await session.query(
      `CREATE TABLE IF NOT EXISTS ${schema}.migration (
         name text PRIMARY KEY, sha256 text NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
    )
  } catch (cause) {
    if ((cause as { code?: string }).code !== '42501') throw cause
    throw problem(
      'store.no-right',
      'DATABASE_URL',
      'Cet utilisateur n’a pas le droit de créer nos tables dans cette base.',
      'This user may not create our tables in this database.',
      `Demandez à l’administrateur : CREATE SCHEMA ${schema} AUTHORIZATION utilisateur;`,
      `Ask the administrator: CREATE SCHEMA ${schema} AUTHORIZATION user;`,
      cause,
    )
  }
}

function verify(applied: { name: string; sha256: string }, wanted: readonly Migration[]): void {
  const file = wanted.find(({ name }) => name === applied.name)
  if (file?.sha256 === applied.sha256) return
  if (file)
    throw problem(
      'store.migration-changed',
      applied.name,
      'Cette migration a changé depuis qu’elle a été appliquée à la base.',
      'This migration has changed since it was applied to the database.',
      'Remettez le fichier tel qu’il était, et écrivez le changement dans une nouvelle migration.',
      'Put the file back as it was, and write the change in a new migration.',
    )
  const last = wanted.at(-1)?.name ?? ''
  if (applied.name > last)
    throw problem(
      'store.migration-newer',
      applied.name,
      'Cette base a été mise à jour par une version plus récente du logiciel.',
      'This database was brought up to date by a newer version of the software.',
      'Installez cette version plus récente, ou ouvrez une autre base.',
      'Install that newer version, or open another database.',
    )
  throw problem(
    'store.migration-missing',
    applied.name,
    'Cette migration, appliquée à la base, n’est plus parmi les fichiers.',
    'This migration, applied to the database, is no longer among the files.',
    'Remettez le fichier : une migration appliquée ne se retire pas.',
    'Put the file back: an applied migration is never removed.',
  )
}

const outOfOrder = (name: string, last: string) =>
  problem(
    'store.migration-order',
    name,
    `Cette migration arrive après ${last}, déjà appliquée, qui porte un numéro plus grand.`,
    `This migration comes after ${last}, already applied, which has a higher number.`,
    'Donnez-lui le numéro suivant.',
    'Give it the next number.',
  )

async function apply(session: Sender, { name, sql, sha256 }: Migration, folder: string): Promise<void> {
  await session.query('BEGIN')
  try {
    await session.query(sql)
    await session.query(`INSERT INTO ${schema}.migration (name, sha256) VALUES ($1, $2)`, [name, sha256])
    await session.query('COMMIT')
  } catch (cause) {
    await session.query('ROLLBACK').catch(() => undefined)
    if (cause instanceof OrchestraError) throw cause
    const position = Number((cause as { position?: string }).position ?? 0)
    const line = position ? `:${sql.slice(0, position).split('\n').length}` : ''
    throw problem(
      'store.migration-failed',
      join(folder, name) + line,
      `La migration a échoué, la base est restée comme avant : ${(cause as Error).message}`,
      `The migration failed, the database stayed as it was: ${(cause as Error).message}`,
      'Corrigez le fichier, ou libérez ce qui l’empêche, puis recommencez.',
      'Correct the file, or remove what prevents it, then try again.',
      cause,
    )
  }
}

function problem(
  code: string,
  place: string,
  fr: string,
  en: string,
  toDoFr: string,
  toDoEn: string,
  cause?: unknown,
): OrchestraError {
  return new OrchestraError({ code, say: { fr, en }, remedy: { fr: toDoFr, en: toDoEn }, place, cause })
}
