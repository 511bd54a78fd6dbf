import { type Bilingual, OrchestraError } from '../../../src/kernel/index.ts'

/** An input that will not do: which, why, and what would. */
export const badInput = (name: string, fr: string, en: string, remedy: Bilingual): OrchestraError =>
  new OrchestraError({
    code: 'process.bad-input',
    say: { fr: `Entrée « ${name} » : ${fr}.`, en: `Input '${name}': ${en}.` },
    remedy,
    place: `inputs.${name}`,
  })
