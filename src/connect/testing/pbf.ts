import { deflateSync } from 'node:zlib'
import { PbfWriter } from 'pbf'
import type { Raw } from '../osm/raw.ts'

/** An OSM PBF file with these elements: dense nodes in one block, then ways and relations. */
export function pbfOf(
  elements: readonly Raw[],
  { raw = false, features = ['OsmSchema-V0.6', 'DenseNodes'] } = {},
): Buffer {
  const header = message((w) => {
    for (const feature of features) w.writeStringField(4, feature)
  })
  return Buffer.concat([block('OSMHeader', header, raw), block('OSMData', primitives(elements), raw)])
}

function message(write: (writer: PbfWriter) => void): Buffer {
  const writer = new PbfWriter()
  write(writer)
  return Buffer.from(writer.finish())
}

function block(type: string, content: Buffer, raw: boolean): Buffer {
  const blob = message((w) => {
    if (raw) w.writeBytesField(1, content)
    else {
      w.writeVarintField(2, content.length)
      w.writeBytesField(3, deflateSync(content))
    }
  })
  const header = message((w) => {
    w.writeStringField(1, type)
    w.writeVarintField(3, blob.length)
  })
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  return Buffer.concat([length, header, blob])
}

function primitives(elements: readonly Raw[]): Buffer {
  const strings = ['']
  const index = (text: string) => (strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1)
  const unit = (degrees: number) => Math.round(degrees * 1e7)
  const deltas = (values: readonly number[]) => values.map((value, i) => value - (values[i - 1] ?? 0))
  const nodes = elements.filter((e) => e.type === 'node')
  const group = message((w) => {
    w.writeMessage(
      2,
      (_, dense) => {
        dense.writePackedSVarint(1, deltas(nodes.map((n) => n.id)))
        dense.writePackedSVarint(8, deltas(nodes.map((n) => unit(n.lat))))
        dense.writePackedSVarint(9, deltas(nodes.map((n) => unit(n.lon))))
        dense.writePackedVarint(
          10,
          nodes.flatMap((n) => [...Object.entries(n.tags).flat().map(index), 0]),
        )
      },
      undefined,
    )
    for (const element of elements) {
      if (element.type === 'node') continue
      w.writeMessage(
        element.type === 'way' ? 3 : 4,
        (_, one) => {
          one.writeVarintField(1, element.id)
          one.writePackedVarint(2, Object.keys(element.tags).map(index))
          one.writePackedVarint(3, Object.values(element.tags).map(index))
          if (element.type === 'way') one.writePackedSVarint(8, deltas(element.refs))
          else {
            one.writePackedVarint(
              8,
              element.members.map((m) => index(m.role)),
            )
            one.writePackedSVarint(9, deltas(element.members.map((m) => m.ref)))
            one.writePackedVarint(
              10,
              element.members.map((m) => ['node', 'way', 'relation'].indexOf(m.type)),
            )
          }
        },
        undefined,
      )
    }
  })
  return message((w) => {
    w.writeMessage(1, (_, table) => strings.map((s) => table.writeBytesField(1, Buffer.from(s))), undefined)
    w.writeBytesField(2, group)
  })
}
