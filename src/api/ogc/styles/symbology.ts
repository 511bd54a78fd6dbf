import type { Bilingual } from '../../../kernel/index.ts'
import type { Legend } from '../../json/shapes.ts'

/** What the objects of a dataset are on a map. */
export type Form = 'point' | 'line' | 'area' | 'mixed'

/** Sizes in pixels by zoom of a web map, rising: between two zooms they are interpolated. */
export type Stops = readonly (readonly [zoom: number, pixels: number])[]

/** One line of a legend: the objects that share a colour. */
export type LegendClass = Legend['classes'][number]

/** Which colour an object takes. */
export type Colouring =
  | { readonly by: 'nothing'; readonly colour: string }
  | {
      readonly by: 'number'
      readonly column: string
      /** Limits between the classes, rising: a value equal to one is of the class above. */
      readonly limits: readonly number[]
      /** One more than limits. */
      readonly colours: readonly string[]
    }
  | {
      readonly by: 'category'
      readonly column: string
      readonly categories: readonly { readonly value: string; readonly label: Bilingual; readonly colour: string }[]
      /** Whether other values occur: they share one colour. */
      readonly others: boolean
    }

/** How a dataset is drawn: what MapLibre styles, pictures and legends are made from. */
export interface Symbology {
  /** Name of the style among all: `buildings`, `buildings.height`. */
  readonly id: string
  readonly dataset: string
  readonly title: Bilingual
  readonly form: Form
  readonly colouring: Colouring
  /** UCUM code of the column that colours. */
  readonly unit: string | undefined
  /** Lines of the legend, from the lowest class or the most frequent value. */
  readonly legend: readonly LegendClass[]
  /** Radius of points, width of lines, width of the outlines of areas. */
  readonly sizes: { readonly point: Stops; readonly line: Stops; readonly outline: Stops }
}

/** The size at a zoom. */
export function sizeAt(stops: Stops, zoom: number): number {
  const after = stops.findIndex(([z]) => z > zoom)
  if (after === 0) return stops[0]![1]
  if (after === -1) return stops.at(-1)![1]
  const [[z0, a], [z1, b]] = [stops[after - 1]!, stops[after]!]
  return a + ((zoom - z0) / (z1 - z0)) * (b - a)
}
