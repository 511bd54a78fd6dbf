import { Builder } from 'flatbuffers'
import type { Bbox, GeometryType, Language, Table } from '../../../kernel/index.ts'
import type { Attribute } from '../attributes.ts'
import { crsName, crsWkt, epsgCode } from '../crs-wkt.ts'
import type { ExportAbout } from '../options.ts'
import { columnCodes, geometryCodes } from './schema.ts'

export interface HeaderFacts {
  readonly shape: Table
  readonly attributes: readonly Attribute[]
  readonly crs: string
  /** Undefined for a mix. */
  readonly type: GeometryType | undefined
  readonly count: number
  readonly envelope: Bbox | undefined
  readonly hasZ: boolean
  /** Children of a node of the index; 0 says there is none. */
  readonly nodeSize: number
  readonly about: ExportAbout | undefined
  readonly language: Language
}

/** The header, size-prefixed. */
export function headerBytes(facts: HeaderFacts): Uint8Array {
  const { shape, attributes, type, count, envelope, hasZ, nodeSize, about, language } = facts
  const builder = new Builder(4096)
  const text = (value: string | undefined) => (value === undefined ? 0 : builder.createString(value))
  const columns = attributes.map((attribute) => columnAt(builder, attribute, shape.key, language))
  const nameAt = text(shape.name)
  const titleAt = text(about?.title[language])
  const descriptionAt = text(about?.description?.[language])
  const crsAt = writeCrs(builder, facts.crs)
  builder.startVector(4, columns.length, 4)
  for (const at of columns.toReversed()) builder.addOffset(at)
  const columnsAt = builder.endVector()
  let envelopeAt = 0
  if (envelope) {
    builder.startVector(8, 4, 8)
    for (const side of envelope.toReversed()) builder.addFloat64(side)
    envelopeAt = builder.endVector()
  }
  builder.startObject(14)
  builder.addFieldOffset(0, nameAt, 0)
  builder.addFieldOffset(1, envelopeAt, 0)
  builder.addFieldInt8(2, type ? geometryCodes[type] : 0, 0)
  builder.addFieldInt8(3, hasZ ? 1 : 0, 0)
  builder.addFieldOffset(7, columnsAt, 0)
  builder.addFieldInt64(8, BigInt(count), 0n)
  builder.addFieldInt16(9, nodeSize, 16)
  builder.addFieldOffset(10, crsAt, 0)
  builder.addFieldOffset(11, titleAt, 0)
  builder.addFieldOffset(12, descriptionAt, 0)
  builder.finishSizePrefixed(builder.endObject())
  return builder.asUint8Array()
}

function columnAt(builder: Builder, { name, facts }: Attribute, key: readonly string[], language: Language): number {
  const nameAt = builder.createString(name)
  const title = facts.unit ? `${facts.title[language]} (${facts.unit})` : facts.title[language]
  const titleAt = builder.createString(title)
  const descriptionAt = facts.description ? builder.createString(facts.description[language]) : 0
  const isKey = key.length === 1 && key[0] === name
  builder.startObject(11)
  builder.addFieldOffset(0, nameAt, 0)
  builder.addFieldInt8(1, columnCodes[facts.column], 0)
  builder.addFieldOffset(2, titleAt, 0)
  builder.addFieldOffset(3, descriptionAt, 0)
  builder.addFieldInt8(7, facts.nullable ? 1 : 0, 1)
  builder.addFieldInt8(8, isKey ? 1 : 0, 0)
  builder.addFieldInt8(9, isKey ? 1 : 0, 0)
  return builder.endObject()
}

function writeCrs(builder: Builder, crs: string): number {
  const code = epsgCode(crs)
  const wkt = crsWkt(crs, 'ogc')
  const organisationAt = code === undefined ? 0 : builder.createString('EPSG')
  const nameAt = builder.createString(crsName(crs))
  const wktAt = wkt === undefined ? 0 : builder.createString(wkt)
  builder.startObject(6)
  builder.addFieldOffset(0, organisationAt, 0)
  builder.addFieldInt32(1, code ?? 0, 0)
  builder.addFieldOffset(2, nameAt, 0)
  builder.addFieldOffset(4, wktAt, 0)
  return builder.endObject()
}
