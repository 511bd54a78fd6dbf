import type { AddLayerObject } from 'maplibre-gl'

export interface LayerColumn {
  readonly name: string
  readonly type: string
  readonly title: string
  /** As people write it; empty for none. */
  readonly unit: string
  /** Whether it has a unit: whole numbers without one may be years or codes. */
  readonly counted: boolean
}

export interface Layer {
  readonly id: string
  readonly title: string
  readonly rows: number
  /** What its objects say, in the order it is shown. */
  readonly columns: readonly LayerColumn[]
  /** The layers of MapLibre that draw it: named after the dataset and what they draw of it. */
  readonly drawn: readonly AddLayerObject[]
  /** Where one goes from an object: an address with `{id}` for the value of its column `key`. */
  readonly link?: { readonly href: string; readonly key: string; readonly text: string }
}

/** The ground of the map: there may be no network for a background. */
export const GROUND = '#f1efe8'

const order = ['area', 'edge', 'line', 'point']
const rankOf = ({ id }: AddLayerObject) => order.indexOf(id.slice(id.lastIndexOf(' ') + 1))

/** MapLibre layers for all of ours: areas lie under lines and lines under points, whatever the order of the layers. */
export function drawnLayers(layers: readonly Layer[]): AddLayerObject[] {
  return layers.flatMap(({ drawn }) => drawn).toSorted((a, b) => rankOf(a) - rankOf(b))
}
