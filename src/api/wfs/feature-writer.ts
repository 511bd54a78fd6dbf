import { columnOfRole, type Table } from '../../kernel/index.ts'
import type { Crs } from '../ogc/common/crs.ts'
import type { Found } from '../ogc/features/found.ts'
import { featureId } from '../ogc/features/identity.ts'
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
    const [open, close] = [`<${PREFIX}:${xmlName(name)}>`, `</${PREFIX}:${xmlName(name)}>`]
    const write = valueWriter(name, shape, crs)
    return (found: Found, id: string) => {
      const value = write(found, id)
      return value === undefined ? '' : open + value + close
    }
  })
  return (found, attributes = '') => {
    const id = idOf(collection, shape, found)
    let text = `<${type} gml:id="${id}"${attributes}>`
    for (const write of properties) text += write(found, id)
    return `${text}</${type}>`
  }
}

/** The function that writes the value of a property of a feature, of which it is given the id; undefined where it is missing. */
export function valueWriter(name: string, shape: Table, crs: Crs): (found: Found, id: string) => string | undefined {
  const { column: type, crs: own = 'EPSG:4326' } = shape.columns[name]!
  if (type === 'geometry') {
    const write = gmlWriter(own, crs, kindOf(shape.columns[name]!).isMulti)
    // A feature has one id a geometry: those besides the one it is drawn by carry their name.
    const suffix = name === columnOfRole(shape, 'geometry') ? 'geometry' : xmlName(name)
    return ({ batch, row, at }, id) => {
      const wkb = batch.bytes(at(name), row)
      return wkb ? write(wkb, `${id}.${suffix}`) : undefined
    }
  }
  // Texts are escaped; numbers, dates and booleans hold nothing to escape.
  const isText = type === 'text' || type === 'json'
  return ({ batch, row, at }) => {
    const value = type === 'json' ? batch.text(at(name), row) : textOf(type, batch, at(name), row)
    return value === null ? undefined : isText ? xmlText(value) : value
  }
}

/** The id of a feature in XML: its collection and the key of its row; the place of that where it has none, or where part of it is missing. */
export function idOf(collection: string, { key, columns }: Table, found: Found): string {
  const parts = key.map((name) => textOf(columns[name]!.column, found.batch, found.at(name), found.row))
  return gmlId(collection, featureId(parts) ?? String(found.position()))
}
