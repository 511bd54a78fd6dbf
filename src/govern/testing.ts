import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '../kernel/index.ts'
import { openStore } from '../store/index.ts'
import { openGovern } from './open.ts'
import type { Govern, GovernSettings } from './types.ts'

/** Accounts and rights on a real database, at a moment that a test chooses. */
export interface TestGovern {
  readonly govern: Govern
  /** The moment it believes it is. */
  now: Date
  readonly logs: { event: string; facts: Readonly<Record<string, unknown>> }[]
  /** The same, otherwise set. */
  with(settings: Partial<GovernSettings>): Govern
  close(): Promise<void>
}

export async function openTestGovern(): Promise<TestGovern> {
  const home = await mkdtemp(join(tmpdir(), 'orchestra-govern-'))
  const store = await openStore({ home })
  const territory = { id: 'test', title: { fr: 'Essai', en: 'Test' }, timezone: 'Europe/Paris' }
  const logs: TestGovern['logs'] = []
  const moment = { now: new Date('2025-03-01T09:00:00Z') }
  const make = (settings: Partial<GovernSettings>): Govern =>
    openGovern(
      {
        store,
        clock: () => moment.now,
        log: (event, facts = {}) => logs.push({ event, facts }),
        graph: { territory },
      },
      { origin: 'https://data.example.org', ...settings },
    )
  return {
    govern: make({}),
    logs,
    with: make,
    get now() {
      return moment.now
    },
    set now(to) {
      moment.now = to
    },
    async close() {
      await store.close()
      await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** A password that will do. */
export const PASSWORD = 'cheval agrafe pile correct'

/** An account that is open, without going through its opening. */
export async function addAccount(
  { store, clock }: Govern,
  email: string,
  { state = 'active', administrator = false, password = null, language = 'fr' }: AddedAccount = {},
): Promise<number> {
  const [row] = await store.query<{ id: number }>(
    `insert into account (email, name, password, language, state, administrator, created)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [email, `Name of ${email}`, password, language, state, administrator, clock()],
  )
  return row!.id
}

interface AddedAccount {
  readonly state?: string
  readonly administrator?: boolean
  /** As it is kept. */
  readonly password?: string | null
  readonly language?: Language
}

/** The letters to an account, oldest first. */
export const lettersTo = (
  { store }: Govern,
  account: number,
): Promise<{ subject: string; body: string; link: string | null }[]> =>
  store.query('select subject, body, link from mail where account = $1 order by id', [account])
