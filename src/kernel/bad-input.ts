import { OrchestraError } from './errors.ts'
import type { Bilingual } from './text.ts'

/** An input of a process that will not do: names it, what is wrong and what would do. Its asker is told all of it. */
export const badInput = (name: string, problem: Bilingual, remedy: Bilingual): OrchestraError =>
  new OrchestraError({
    code: 'process.bad-input',
    say: { fr: `Entrée « ${name} » : ${problem.fr}.`, en: `Input '${name}': ${problem.en}.` },
    remedy,
    place: `inputs.${name}`,
  })
