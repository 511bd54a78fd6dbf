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
  readonly colour: string
  readonly colouring: { readonly column: string; readonly limits: number[]; readonly colours: string[] } | null
  readonly rows: number
  /** What its objects say, in the order it is shown. */
  readonly columns: readonly LayerColumn[]
}

const NO_VALUE = '#b9b4a6'
/** From that many objects on, points are drawn small from afar. */
const MANY = 400
// Radius of a point, in pixels, by zoom: at the scale of a town (14) many points must let the streets be seen.
const FINE = [10, 1, 14, 1.8, 16, 3.5, 19, 8]
const PLAIN = [10, 3, 14, 4.5, 16, 6.5, 19, 10]
/** The ground of the map: there may be no network for a background. */
export const GROUND = '#f1efe8'

/** The paint of a layer: a step through its classes, or one colour. */
function paintOf({ colour, colouring }: Layer): unknown {
  if (!colouring) return colour
  const steps = colouring.limits.flatMap((limit, i) => [limit, colouring.colours[i + 1]])
  const value = ['get', colouring.column]
  return ['case', ['==', ['typeof', value], 'number'], ['step', value, colouring.colours[0], ...steps], NO_VALUE]
}

/** MapLibre layers for all of ours: areas lie under lines and lines under points, whatever the order of the layers. */
export function drawnLayers(layers: readonly Layer[]): AddLayerObject[] {
  const drawn = layers.map(layersOf)
  return [0, 1, 2, 3].flatMap((form) => drawn.map((forms) => forms[form]!))
}

/** MapLibre layers for one of ours: areas, their edges, lines, points. Names start with the id of the dataset. */
function layersOf(layer: Layer): AddLayerObject[] {
  const paint = paintOf(layer)
  const many = layer.rows > MANY
  const form = (type: string) => ['match', ['geometry-type'], [type, `Multi${type}`], true, false]
  const layers = [
    {
      id: `${layer.id} area`,
      type: 'fill',
      filter: form('Polygon'),
      paint: { 'fill-color': paint, 'fill-opacity': layer.colouring ? 0.85 : 0.2 },
    },
    {
      id: `${layer.id} edge`,
      type: 'line',
      filter: form('Polygon'),
      paint: { 'line-color': layer.colouring ? GROUND : layer.colour, 'line-width': layer.colouring ? 0.5 : 1 },
    },
    {
      id: `${layer.id} line`,
      type: 'line',
      filter: form('LineString'),
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': paint,
        'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 10, 0.6, 14, 1.4, 18, 6],
      },
    },
    {
      id: `${layer.id} point`,
      type: 'circle',
      filter: form('Point'),
      paint: {
        'circle-color': paint,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], ...(many ? FINE : PLAIN)],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 15, many ? 0 : 1, 17, 1],
      },
    },
  ]
  return layers.map((l) => ({ ...l, source: layer.id })) as unknown as AddLayerObject[]
}
