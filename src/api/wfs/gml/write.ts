import { type Position, projector } from '../../../kernel/index.ts'
import type { Crs } from '../../ogc/common/crs.ts'
import { crsUrn } from '../../ows/index.ts'

/** Decimals kept of a converted coordinate: 1e-7 degree is a centimetre, 1e-4 metre a tenth of a millimetre. */
const [DEGREE, METRE] = [1e7, 1e4]
const geographic = new Set(['OGC:CRS84', 'EPSG:4326', 'EPSG:4171', 'EPSG:4258'])
/** Taken as WGS 84, longitude first in the files: no conversion between these. */
const lonlat = new Set(['OGC:CRS84', 'EPSG:4326'])
/** Deepest nesting of collections written, as the lake accepts them. */
const MAX_DEPTH = 16

const parts = {
  4: ['MultiPoint', 'pointMember'],
  5: ['MultiCurve', 'curveMember'],
  6: ['MultiSurface', 'surfaceMember'],
  7: ['MultiGeometry', 'geometryMember'],
} as const

/**
 * The function that writes geometries of the lake (WKB) as GML 3.2, their axes in the order of the authority of the CRS asked
 * for. Throws `crs.unknown`.
 * @param from the CRS of the column
 * @param isMulti whether geometries of one part are written as those of several
 */
export function gmlWriter(from: string, to: Crs, isMulti: boolean): (wkb: Uint8Array, id: string) => string {
  const isSame = from === to.name || (lonlat.has(from) && lonlat.has(to.name))
  const unit = geographic.has(to.name) ? DEGREE : METRE
  const project = isSame ? undefined : projector(from, to.name)
  const isTurned = to.axes === 'yx'
  const srs = ` srsName="${crsUrn(to)}"`
  const pair: number[] = [0, 0]

  return (wkb, id) => {
    const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength)
    let at = 0
    let count = 0

    const position = (little: boolean, stride: number): string => {
      let x = view.getFloat64(at, little)
      let y = view.getFloat64(at + 8, little)
      if (project) {
        pair[0] = x
        pair[1] = y
        const moved: Position = project(pair)
        x = Math.round(moved[0]! * unit) / unit
        y = Math.round(moved[1]! * unit) / unit
      }
      const flat = isTurned ? `${y} ${x}` : `${x} ${y}`
      const text = stride === 24 ? `${flat} ${view.getFloat64(at + 16, little)}` : flat
      at += stride
      return text
    }
    const list = (little: boolean, stride: number): string => {
      const length = view.getUint32(at, little)
      at += 4
      const all: string[] = new Array(length)
      for (let i = 0; i < length; i++) all[i] = position(little, stride)
      return `<gml:posList${stride === 24 ? ' srsDimension="3"' : ''}>${all.join(' ')}</gml:posList>`
    }
    const head = (name: string, isOuter: boolean) => `<gml:${name} gml:id="${id}.${count++}"${isOuter ? srs : ''}>`

    const geometry = (depth: number, promote: boolean): string => {
      const start = at
      const little = view.getUint8(at) === 1
      const raw = view.getUint32(at + 1, little)
      const code = raw & 0x0fff_ffff
      const type = code % 1000
      const stride = code >= 1000 || (raw & 0x8000_0000) !== 0 ? 24 : 16
      const isOuter = depth === 0
      if (promote && type >= 1 && type <= 3) {
        const [name, member] = parts[(type + 3) as 4 | 5 | 6]
        const opening = head(name, isOuter)
        at = start
        return `${opening}<gml:${member}>${geometry(depth + 1, false)}</gml:${member}></gml:${name}>`
      }
      at += 5
      switch (type) {
        case 1: {
          const dimension = stride === 24 ? ' srsDimension="3"' : ''
          return `${head('Point', isOuter)}<gml:pos${dimension}>${position(little, stride)}</gml:pos></gml:Point>`
        }
        case 2:
          return `${head('LineString', isOuter)}${list(little, stride)}</gml:LineString>`
        case 3: {
          const opening = head('Polygon', isOuter)
          const rings = view.getUint32(at, little)
          at += 4
          let text = ''
          for (let i = 0; i < rings; i++) {
            const side = i === 0 ? 'exterior' : 'interior'
            text += `<gml:${side}><gml:LinearRing>${list(little, stride)}</gml:LinearRing></gml:${side}>`
          }
          return `${opening}${text}</gml:Polygon>`
        }
        default: {
          const [name, member] = parts[type as keyof typeof parts] ?? parts[7]
          const opening = head(name, isOuter)
          const length = view.getUint32(at, little)
          at += 4
          let text = ''
          if (depth < MAX_DEPTH)
            for (let i = 0; i < length; i++) text += `<gml:${member}>${geometry(depth + 1, false)}</gml:${member}>`
          return `${opening}${text}</gml:${name}>`
        }
      }
    }
    return geometry(0, isMulti)
  }
}
