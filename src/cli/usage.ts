import { OrchestraError } from '../kernel/index.ts'

/** The error of a wrong call: exit code 2. */
export function usage(say: { fr: string; en: string }): OrchestraError {
  return new OrchestraError({
    code: 'usage.wrong',
    say,
    remedy: { fr: '`orchestra help` donne les commandes.', en: '`orchestra help` lists the commands.' },
  })
}
