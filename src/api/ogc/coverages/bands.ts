import { type Node, styleOfBand } from '../../../kernel/index.ts'
import type { Raster } from '../../../lake/index.ts'
import { badParameter, unknownName } from '../../http/faults.ts'
import type { Band, Quantity } from './band.ts'
import { instantsOf } from './times.ts'

/** The bands of a raster. Those that nobody named are `band_1`, `band_2`… */
export function bandsOf(
  node: Pick<Node, 'bands' | 'times' | 'style' | 'styles' | 'title'>,
  raster: Pick<Raster, 'bands'>,
  timezone: string,
): Band[] {
  const declared = Object.entries(node.bands ?? {})
  const instants = node.times && instantsOf(node.times, timezone)
  return raster.bands.map(({ name, unit: written }, place) => {
    const [id = `band_${place + 1}`, column] = declared[place] ?? []
    const number = `${place + 1}`
    const alone = raster.bands.length === 1
    const title = column?.title ?? {
      fr: name ?? (alone ? node.title.fr : `Bande ${number}`),
      en: name ?? (alone ? node.title.en : `Band ${number}`),
    }
    const unit = column?.unit ?? written
    const [at, style] = [instants?.get(id), styleOfBand(node, id)]
    return {
      id,
      place,
      title,
      isCode: (style !== undefined && 'codes' in style) || (column?.column === 'integer' && unit === undefined),
      ...(column?.description && { description: column.description }),
      ...(unit && { unit }),
      ...(at && { at }),
      ...(style && { style }),
    }
  })
}

/** The one quantity of bands that are times of it. */
export function quantityOf(node: Pick<Node, 'times'>, bands: readonly Band[]): Quantity | undefined {
  const [first] = bands
  if (!node.times || !first) return undefined
  const { parameter: id, title } = node.times
  return { id, title, isCode: first.isCode, ...(first.unit && { unit: first.unit }) }
}

/**
 * Reads `properties=`: the bands asked for, in the order of the raster; all of them without, or by the name of the quantity that
 * they are times of. Throws `api.bad-parameter`.
 */
export function readBands(
  all: readonly Band[],
  parameter: string,
  text: string | undefined,
  quantity?: Quantity,
): readonly Band[] {
  if (text === undefined) return all
  const names = text.split(',').map((name) => name.trim())
  const known = [...(quantity ? [quantity.id] : []), ...all.map(({ id }) => id)]
  for (const name of names)
    if (!known.includes(name)) {
      const { remedy } = unknownName('api.unknown-parameter', name.slice(0, 64), '', '', known)
      throw badParameter(
        parameter,
        `pas de paramètre « ${name.slice(0, 64)} »`,
        `no parameter '${name.slice(0, 64)}'`,
        remedy!,
      )
    }
  return quantity && names.includes(quantity.id) ? all : all.filter(({ id }) => names.includes(id))
}
