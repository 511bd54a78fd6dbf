import { type Bilingual, OrchestraError } from '../../kernel/index.ts'

/** An input that will not do: names it, what is wrong and what would do. */
export function badInput(name: string, problem: Bilingual, remedy: Bilingual): OrchestraError {
  return new OrchestraError({
    code: 'process.bad-input',
    say: { fr: `Entrée « ${name} » : ${problem.fr}.`, en: `Input '${name}': ${problem.en}.` },
    remedy,
    place: `inputs.${name}`,
  })
}
