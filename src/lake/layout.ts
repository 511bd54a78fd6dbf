import { columnOfRole, integer, nullable, OrchestraError, type Table } from '../kernel/index.ts'

/** Column of the row's number in the source. */
export const ROW = '_row'

/** The geometry column a table is drawn and filtered by. */
export const geometryColumn = (shape: Table): string | undefined => columnOfRole(shape, 'geometry')

/** The column that holds the boxes of the geometries. */
export const coveringColumn = (shape: Table): string => (hasColumn(shape, 'bbox') ? 'lake_bbox' : 'bbox')

/** Names of the columns of a shape, in order, with `_row` when rows are traced. */
export const columnNames = (shape: Table, traced = false): string[] => [
  ...Object.keys(shape.columns),
  ...(traced ? [ROW] : []),
]

/** The shape with `_row` among its columns, when rows are traced. */
export function tracedShape(shape: Table, traced = false): Table {
  const title = { fr: 'Numéro dans la source', en: 'Number in the source' }
  return traced ? { ...shape, columns: { ...shape.columns, [ROW]: nullable(integer({ title })) } } : shape
}

const hasColumn = (shape: Table, name: string) => Object.keys(shape.columns).some((n) => n.toLowerCase() === name)

/**
 * Checks that a shape can be a file. Throws `lake.bad-shape` when it has no column, two that differ by case only (SQL
 * takes them for one), or one of a reserved name.
 */
export function checkShape(shape: Table): void {
  const names = Object.keys(shape.columns).map((name) => name.toLowerCase())
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (names.length === 0) throw badShape(shape, 'aucune colonne', 'no column')
  if (twice) throw badShape(shape, `deux colonnes « ${twice} » à la casse près`, `two columns '${twice}' but for case`)
  for (const reserved of [ROW, 'lake_bbox'])
    if (names.includes(reserved)) throw badShape(shape, `nom réservé « ${reserved} »`, `reserved name '${reserved}'`)
}

function badShape(shape: Table, fr: string, en: string): OrchestraError {
  return new OrchestraError({
    code: 'lake.bad-shape',
    say: {
      fr: `La forme « ${shape.name} » ne peut être écrite : ${fr}.`,
      en: `Shape '${shape.name}' cannot be written: ${en}.`,
    },
    remedy: { fr: 'Changez les noms de ses colonnes.', en: 'Change the names of its columns.' },
    facts: { columns: Object.keys(shape.columns) },
  })
}
