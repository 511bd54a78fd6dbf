import { type Bilingual, OrchestraError } from '../../kernel/index.ts'
import { closest } from './closest.ts'

/** A parameter that cannot be used: names it, what is wrong and what would do. */
export function badParameter(name: string, fr: string, en: string, remedy: Bilingual): OrchestraError {
  return new OrchestraError({
    code: 'api.bad-parameter',
    say: { fr: `Paramètre « ${name} » : ${fr}.`, en: `Parameter '${name}': ${en}.` },
    remedy,
    place: name,
  })
}

/** A name that nothing has, with the closest one there is. */
export function unknownName(
  code: `api.unknown-${string}` | 'process.unknown',
  name: string,
  fr: string,
  en: string,
  known: readonly string[],
): OrchestraError {
  const near = closest(name, known)
  const shown = known.slice(0, 50)
  return new OrchestraError({
    code,
    say: { fr: `${fr} « ${name} ».`, en: `${en} '${name}'.` },
    remedy: near
      ? { fr: `Le plus proche : ${near}.`, en: `The closest is: ${near}.` }
      : { fr: `Connus : ${shown.join(', ')}.`, en: `Known: ${shown.join(', ')}.` },
    place: name,
    facts: { ...(near && { closest: near }), known: shown },
  })
}
