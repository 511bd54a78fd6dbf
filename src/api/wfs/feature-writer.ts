import { type ColumnType, columnOfRole, type Table } from '../../kernel/index.ts'
import type { Crs } from '../ogc/common/crs.ts'
import { featureId } from '../ogc/features/identity.ts'
import type { Found } from '../ogc/features/reading.ts'
import { textOf } from '../ogc/features/values.ts'
import { xmlText } from '../ows/index.ts'
import { kindOf } from './gml/kinds.ts'
import { gmlWriter } from './gml/write.ts'
import { gmlId, PREFIX, xmlName } from './names.ts'

/** What is written of features. */
export interface GmlWriting {
  readonly collection: string
  readonly shape: Table
  readonly columns: readonly string[]
  readonly crs: Crs
}

/** The function that writes features as elements of GML 3.2, a property an element; what is missing is left out. */
export function gmlFeatureWriter({
  collection,
  shape,
  columns,
  crs,
}: GmlWriting): (found: Found, attributes?: string) => string {
  const type = `${PREFIX}:${collection}`
  const properties = columns.map((name) => {
    const { column, crs: own = 'EPSG:4326' } = shape.columns[name]!
    const [open, close] = [`<${PREFIX}:${xmlName(name)}>`, `</${PREFIX}:${xmlName(name)}>`]
    if (column !== 'geometry') return valueWriter(name, column, open, close)
    const write = gmlWriter(own, crs, kindOf(shape.columns[name]!).isMulti)
    return ({ batch, row, at }: Found, id: string) => {
      const wkb = batch.bytes(at(name), row)
      // A feature has one id a geometry: those besides the one it is drawn by carry their name.
      const suffix = name === columnOfRole(shape, 'geometry') ? 'geometry' : xmlName(name)
      return wkb ? `${open}${write(wkb, `${id}.${suffix}`)}${close}` : ''
    }
  })
  return (found, attributes = '') => {
    const id = gmlId(collection, idOf(shape, found))
    let text = `<${type} gml:id="${id}"${attributes}>`
    for (const write of properties) text += write(found, id)
    return `${text}</${type}>`
  }
}

/** Texts are escaped; numbers, dates and booleans hold nothing to escape. */
function valueWriter(name: string, type: ColumnType, open: string, close: string): (found: Found) => string {
  const isText = type === 'text' || type === 'json'
  return ({ batch, row, at }) => {
    const value = type === 'json' ? batch.text(at(name), row) : textOf(type, batch, at(name), row)
    if (value === null) return ''
    return `${open}${isText ? xmlText(value) : value}${close}`
  }
}

/** The key of the row; its place where it has none, or where part of it is missing. */
function idOf({ key, columns }: Table, found: Found): string {
  const parts = key.map((name) => textOf(columns[name]!.column, found.batch, found.at(name), found.row))
  return featureId(parts) ?? String(found.position())
}
