import type { Bilingual, Node } from '../../../kernel/index.ts'
import type { Raster } from '../../../lake/index.ts'
import { badParameter, unknownName } from '../../http/faults.ts'

/** One band of a raster, as its asset declares it, else as its file says. */
export interface Band {
  readonly id: string
  /** Its place in the file, from 0. */
  readonly place: number
  readonly title: Bilingual
  readonly description?: Bilingual
  /** UCUM code. */
  readonly unit?: string
  /** Codes of classes rather than quantities: never averaged. */
  readonly isCode: boolean
}

/** The bands of a raster. Those that nobody named are `band_1`, `band_2`… */
export function bandsOf(node: Pick<Node, 'bands' | 'title'>, raster: Pick<Raster, 'bands'>): Band[] {
  const declared = Object.entries(node.bands ?? {})
  return raster.bands.map(({ name, unit: written }, place) => {
    const [id = `band_${place + 1}`, column] = declared[place] ?? []
    const number = `${place + 1}`
    const alone = raster.bands.length === 1
    const title = column?.title ?? {
      fr: name ?? (alone ? node.title.fr : `Bande ${number}`),
      en: name ?? (alone ? node.title.en : `Band ${number}`),
    }
    const unit = column?.unit ?? written
    return {
      id,
      place,
      title,
      isCode: column?.column === 'integer' && unit === undefined,
      ...(column?.description && { description: column.description }),
      ...(unit && { unit }),
    }
  })
}

/** Reads `parameter-name=` or `properties=`: the bands asked for, in the order of the raster; all of them without. */
export function readBands(all: readonly Band[], parameter: string, text: string | undefined): readonly Band[] {
  if (text === undefined) return all
  const names = text.split(',').map((name) => name.trim())
  const known = all.map(({ id }) => id)
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
  return all.filter(({ id }) => names.includes(id))
}
