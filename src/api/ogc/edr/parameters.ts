import { type Bilingual, type Language, type Node, unitWord } from '../../../kernel/index.ts'
import { badParameter, unknownName } from '../../http/faults.ts'

/** What is observed: one column of a table, or one band of a raster. */
export interface Parameter {
  readonly id: string
  readonly title: Bilingual
  readonly description?: Bilingual
  /** UCUM code. */
  readonly unit?: string
  readonly isWhole: boolean
}

/** The parameters of a table. */
export const parametersOf = ({ rows }: Node, columns: readonly string[]): Parameter[] =>
  columns.map((id) => {
    const { title, description, unit, column } = rows.columns[id]!
    return { id, title, isWhole: column === 'integer', ...(description && { description }), ...(unit && { unit }) }
  })

/** A label must say something, even of what has no unit. */
const labelOf = (unit: string | undefined, language: Language): string =>
  unitWord(unit, language) || { fr: 'sans unité', en: 'no unit' }[language]

const UCUM = 'http://www.opengis.net/def/uom/UCUM/'

/** A parameter as CoverageJSON writes it (OGC 21-069r2). Without a unit it is a plain number. */
export function describeParameter({ id, title, description, unit }: Parameter, language: Language, home: string) {
  const text = (both: Bilingual) => ({ [language]: both[language] })
  return {
    type: 'Parameter' as const,
    id,
    ...(description && { description: text(description) }),
    unit: {
      label: { [language]: labelOf(unit, language) },
      symbol: { value: unit ?? '1', type: UCUM },
    },
    observedProperty: { id: `${home}#${id}`, label: text(title) },
  }
}

/** The same in the documents of OGC API – EDR (19-086r6, requirement rc-parameters), whose texts are in one language. */
export function tellParameter({ id, title, description, unit, isWhole }: Parameter, language: Language, home: string) {
  return {
    type: 'Parameter' as const,
    id,
    label: title[language],
    ...(description && { description: description[language] }),
    'data-type': isWhole ? ('integer' as const) : ('float' as const),
    unit: { label: labelOf(unit, language), symbol: { value: unit ?? '1', type: UCUM } },
    observedProperty: { id: `${home}#${id}`, label: title[language] },
  }
}

/** Reads `parameter-name=`: those asked for, in the order of the collection; all of them without. Throws `api.bad-parameter`. */
export function readParameterNames<P extends { readonly id: string }>(
  all: readonly P[],
  text: string | undefined,
): readonly P[] {
  if (text === undefined) return all
  const names = text.split(',').map((name) => name.trim())
  const known = all.map(({ id }) => id)
  for (const name of names)
    if (!known.includes(name)) {
      const shown = name.slice(0, 64)
      const { remedy } = unknownName('api.unknown-parameter', shown, '', '', known)
      throw badParameter('parameter-name', `pas de paramètre « ${shown} » ici`, `no parameter '${shown}' here`, remedy!)
    }
  return all.filter(({ id }) => names.includes(id))
}
