import {
  type Bbox,
  boxIn,
  type ColumnType,
  columnOfRole,
  quoteName,
  type Sql,
  type SqlValue,
  sql,
  type Table,
} from '../../kernel/index.ts'
import { badParameter, unknownName } from '../http/faults.ts'

/** A condition on one column: `where=counter:12`, `where=time>=2024-01-01T00:00:00Z`. */
export interface Condition {
  readonly column: string
  readonly operator: '=' | '>=' | '<=' | '>' | '<'
  readonly value: SqlValue
}

/** A piece of SQL of ours: names and operators, never what was asked. */
export const splice = (text: string): Sql => ({ sql: [text], values: [] })

/** Refuses a column the table does not have, naming the closest. */
export function knownColumn(shape: Table, parameter: string, name: string): string {
  const known = Object.keys(shape.columns)
  if (known.includes(name)) return name
  const { remedy } = unknownName('api.unknown-column', name, '', '', known)
  const shown = name.slice(0, 64)
  throw badParameter(parameter, `pas de colonne « ${shown} »`, `no column '${shown}'`, remedy!)
}

/** `columns=a,b`: the columns asked for, in the order asked; undefined for all. */
export function readColumns(shape: Table, text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined
  return [...new Set(text.split(',').map((name) => knownColumn(shape, 'columns', name.trim())))]
}

/** `bbox=west,south,east,north` in degrees, as a box in the CRS of the table's geometry. */
export function readBbox(shape: Table, text: string | undefined): Bbox | undefined {
  if (text === undefined) return undefined
  const geometry = columnOfRole(shape, 'geometry')
  if (!geometry)
    throw badParameter('bbox', 'ce jeu de données n’a pas de géométrie', 'this dataset has no geometry', {
      fr: 'Retirez ce paramètre.',
      en: 'Remove this parameter.',
    })
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [west, south, east, north] = numbers as [number, number, number, number]
  const right =
    numbers.length === 4 &&
    numbers.every(Number.isFinite) &&
    west <= east &&
    south <= north &&
    west >= -180 &&
    east <= 180 &&
    south >= -90 &&
    north <= 90
  if (!right)
    throw badParameter('bbox', 'ce n’est pas une emprise', 'this is not a bounding box', {
      fr: 'Donnez ouest,sud,est,nord en degrés (EPSG:4326), par exemple -1.7,48.1,-1.6,48.2.',
      en: 'Give west,south,east,north in degrees (EPSG:4326), for example -1.7,48.1,-1.6,48.2.',
    })
  return boxIn([west, south, east, north], 'EPSG:4326', shape.columns[geometry]!.crs ?? 'EPSG:4326')
}

/** `sort=column` or `sort=-column`, from the largest. */
export function readSort(shape: Table, text: string | undefined): { column: string; down: boolean } | undefined {
  if (text === undefined) return undefined
  const down = text.startsWith('-')
  const column = knownColumn(shape, 'sort', down ? text.slice(1) : text)
  const type = shape.columns[column]!.column
  if (type !== 'geometry' && type !== 'json') return { column, down }
  throw badParameter('sort', 'cette colonne ne se trie pas', 'this column has no order', {
    fr: 'Triez sur une colonne de texte, de nombres ou de dates.',
    en: 'Sort by a column of texts, numbers or dates.',
  })
}

/** Reads the conditions asked for, each value as the type of its column. */
export function readConditions(shape: Table, texts: readonly string[]): Condition[] {
  return texts.map((text) => {
    const [, name = '', sign = '', raw = ''] = /^(\w+)(:|>=|<=|>|<)(.*)$/s.exec(text) ?? []
    if (!name)
      throw badParameter('where', 'condition incomprise', 'condition not understood', {
        fr: 'Écrivez colonne:valeur, colonne>=valeur ou colonne<=valeur.',
        en: 'Write column:value, column>=value or column<=value.',
      })
    const column = knownColumn(shape, 'where', name)
    const value = typed(shape.columns[column]!.column, raw)
    if (value === undefined)
      throw badParameter(
        'where',
        `« ${raw.slice(0, 64)} » n’est pas une valeur de ${column}`,
        `'${raw.slice(0, 64)}' is no value of ${column}`,
        {
          fr: `Cette colonne est de type ${shape.columns[column]!.column}.`,
          en: `This column is of type ${shape.columns[column]!.column}.`,
        },
      )
    return { column, operator: sign === ':' ? '=' : (sign as Condition['operator']), value }
  })
}

function typed(type: ColumnType, text: string): SqlValue | undefined {
  switch (type) {
    case 'text':
      return text
    case 'integer':
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
    case 'instant':
      return Number.isNaN(Date.parse(text)) ? undefined : new Date(text)
    default:
      return undefined
  }
}

/** The conditions and the box as what follows WHERE; `true` when there is none. The table must be `positioned` for a box. */
export function whereSql(shape: Table, conditions: readonly Condition[], bbox?: Bbox): Sql {
  let where = sql`true`
  for (const { column, operator, value } of conditions) {
    const cast = shape.columns[column]!.column === 'date' ? splice('::DATE') : splice('')
    where = sql`${where} and ${splice(`${quoteName(column)} ${operator}`)} ${value}${cast}`
  }
  if (!bbox) return where
  const [minx, miny, maxx, maxy] = bbox
  return sql`${where} and _bbox.xmax >= ${minx} and _bbox.xmin <= ${maxx} and _bbox.ymax >= ${miny} and _bbox.ymin <= ${maxy}`
}
