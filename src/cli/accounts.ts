import { firstAdministratorLink, type Govern, openGovern } from '../govern/index.ts'
import type { Language } from '../kernel/index.ts'
import type { Options } from './args.ts'
import type { House } from './open.ts'
import { words } from './words.ts'

/** Accounts and rights as the command line sets them, for a service that listens on `port`. */
export const governOf = ({ chain }: House, { publicUrl, accounts }: Options, port: number): Govern =>
  openGovern(chain, { ...accounts, origin: publicUrl?.origin ?? `http://localhost:${port}` })

/** Says how to become the administrator, while there is none. */
export async function tellFirst(govern: Govern, language: Language): Promise<void> {
  const link = await firstAdministratorLink(govern)
  if (link) console.log(`\n${words.firstAdministrator[language]}\n${link}`)
}
