import { OrchestraError } from './errors.ts'
import type { Pack } from './pack.ts'
import type { Table } from './shape.ts'
import type { Survey } from './survey.ts'

const NAME = /^[a-z][a-z0-9_-]{0,40}$/

/** The surveys of packs about datasets that a territory has; those about others are left out. Throws `graph.survey`. */
export function surveysIn(
  packs: readonly Pick<Pack, 'surveys'>[],
  known: ReadonlyMap<string, { readonly rows: Table; readonly publish?: unknown }>,
): Survey[] {
  const surveys = packs
    .flatMap(({ surveys = [] }) => surveys)
    .filter(({ dataset }) => known.get(dataset)?.publish !== undefined)
  const seen = new Set<string>()
  for (const { id, dataset, questions, components } of surveys) {
    const { key, columns } = known.get(dataset)!.rows
    if (!NAME.test(id) || seen.has(id)) throw wrong(id, 'nom inutilisable ou pris', 'name unusable or taken')
    seen.add(id)
    const names = questions.map((question) => question.id)
    if (names.length === 0 || new Set(names).size < names.length || names.some((name) => !NAME.test(name)))
      throw wrong(id, 'questions sans nom, ou de même nom', 'questions without a name, or of one name')
    if (key.length !== 1 || columns[key[0]!]!.column !== 'text')
      throw wrong(
        id,
        `« ${dataset} » n’a pas de clé d’une colonne de texte`,
        `‘${dataset}’ has no key of one text column`,
      )
    const odd = components.find(({ column, weight }) => columns[column]?.column !== 'number' || !(weight >= 0))
    if (odd) throw wrong(`${id}.${odd.column}`, 'colonne ou poids inutilisable', 'column or weight unusable')
  }
  return surveys
}

const wrong = (place: string, fr: string, en: string) =>
  new OrchestraError({
    code: 'graph.survey',
    say: { fr: `Enquête mal déclarée : ${fr}.`, en: `Survey ill declared: ${en}.` },
    remedy: { fr: 'Corrigez « surveys » dans le pack.', en: "Correct 'surveys' in the pack." },
    place,
  })
