import { join } from 'node:path'
import type { Row } from '../../types.ts'
import type { ZipEntry } from '../zip.ts'
import type { Kind, Shape } from './classes.ts'
import { type DeflatedFile, openDeflated } from './deflated.ts'
import { type Field, putValue } from './fields.ts'
import { contentWriter, fileHeader, HEADER_BYTES, noRanges, recordHeader } from './records.ts'

/** One shapefile being written. */
export interface LayerWriter {
  readonly name: string
  /** Without a kind: a .dbf alone. */
  readonly kind: Kind | undefined
  readonly rows: number
  /** The names of its columns whose texts were cut, and how many were. */
  readonly cuts: ReadonlyMap<string, number>
  /** Bytes of its largest file. */
  readonly bytes: number
  add(row: Row, shape: Shape | undefined): void
  flush(): Promise<void>
  /** Its files, with their headers. */
  finish(): Promise<ZipEntry[]>
  /** Stops what is under way. */
  close(): Promise<void>
}

/** dBASE III without memo; the day it was written; UTF-8 is said by the .cpg. */
const DBASE = 0x03
const FIELD_BYTES = 32
const END_OF_FIELDS = 0x0d
const END_OF_FILE = 0x1a

/** Opens the files of a layer in a folder. */
export function openLayer(
  folder: string,
  name: string,
  kind: Kind | undefined,
  hasZ: boolean,
  fields: readonly Field[],
  made: Date,
): LayerWriter {
  const open = (extension: string, headBytes: number) => openDeflated(join(folder, `${name}.${extension}`), headBytes)
  const dbf = open('dbf', dbfHeaderBytes(fields))
  const geometry = kind && { kind, shp: open('shp', HEADER_BYTES), shx: open('shx', HEADER_BYTES) }
  const files = [dbf, ...(geometry ? [geometry.shp, geometry.shx] : [])]
  const ranges = noRanges()
  const contentOf = contentWriter(ranges)
  const cuts = new Map<string, number>()
  const width = 1 + fields.reduce((sum, field) => sum + field.width, 0)
  const record = Buffer.alloc(width)
  const headerBytes = new Uint8Array(8)
  const header = new DataView(headerBytes.buffer)
  let rows = 0

  const putShape = (shape: Shape | undefined, { shp, shx }: { shp: DeflatedFile; shx: DeflatedFile }) => {
    const content = contentOf(shape)
    recordHeader(header, shp.length / 2, content.length)
    shx.put(headerBytes)
    recordHeader(header, rows, content.length)
    shp.put(headerBytes)
    shp.put(content)
  }
  const flush = async () => {
    for (const file of files) await file.flush()
  }
  return {
    name,
    kind,
    cuts,
    get rows() {
      return rows
    },
    get bytes() {
      return Math.max(dbf.length, geometry?.shp.length ?? 0)
    },
    add(row, shape) {
      rows += 1
      record.fill(' ')
      let at = 1
      for (const field of fields) {
        const { name: column } = field.attribute
        if (putValue(record, at, field, row[column])) cuts.set(column, (cuts.get(column) ?? 0) + 1)
        at += field.width
      }
      dbf.put(record)
      if (geometry) putShape(shape, geometry)
    },
    flush,
    async finish() {
      dbf.put(Uint8Array.of(END_OF_FILE))
      const entry = async (extension: string, file: DeflatedFile, head: Uint8Array) => ({
        name: `${name}.${extension}`,
        ...(await file.finish(head)),
      })
      const done = [await entry('dbf', dbf, dbfHeader(fields, width, rows, made))]
      if (!geometry) return done
      const head = (file: DeflatedFile) => fileHeader(geometry.kind, hasZ, file.length, ranges)
      for (const [extension, file] of [
        ['shp', geometry.shp],
        ['shx', geometry.shx],
      ] as const)
        done.push(await entry(extension, file, head(file)))
      return done
    },
    async close() {
      for (const file of files) await file.close()
    },
  }
}

const dbfHeaderBytes = (fields: readonly Field[]) => FIELD_BYTES * (fields.length + 1) + 1

function dbfHeader(fields: readonly Field[], recordBytes: number, rows: number, made: Date): Uint8Array {
  const bytes = Buffer.alloc(dbfHeaderBytes(fields))
  bytes.writeUInt8(DBASE, 0)
  bytes.set([made.getUTCFullYear() - 1900, made.getUTCMonth() + 1, made.getUTCDate()], 1)
  bytes.writeUInt32LE(rows, 4)
  bytes.writeUInt16LE(bytes.length, 8)
  bytes.writeUInt16LE(recordBytes, 10)
  for (const [i, { name, type, width, decimals }] of fields.entries()) {
    const at = FIELD_BYTES * (i + 1)
    bytes.write(name, at, 'latin1')
    bytes.write(type, at + 11, 'latin1')
    bytes.writeUInt8(width, at + 16)
    bytes.writeUInt8(decimals, at + 17)
  }
  bytes.writeUInt8(END_OF_FIELDS, bytes.length - 1)
  return bytes
}
