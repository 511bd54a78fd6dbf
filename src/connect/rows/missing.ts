import { type Kind, problem } from '../bytes/problem.ts'
import { closest } from './closest.ts'

/** A field that the mapping names and the source lacks: says what is there, and what it may be called now. */
export function missingField(kind: Kind, place: string, wanted: string, found: readonly string[]) {
  const near = closest(wanted, found)
  const some = found.slice(0, 30).join(', ')
  return problem(
    `${kind}.missing-column`,
    place,
    {
      fr: `La colonne « ${wanted} » n’est pas dans la source.${near ? ` Est-ce « ${near} » ?` : ''}`,
      en: `The column '${wanted}' is not in the source.${near ? ` Is it '${near}'?` : ''}`,
    },
    {
      remedy: {
        fr: `Corrigez la correspondance (\`map\`). Colonnes trouvées : ${some}.`,
        en: `Mend the mapping (\`map\`). Columns found: ${some}.`,
      },
      facts: { wanted, found: found.slice(0, 200), ...(near && { closest: near }) },
    },
  )
}
