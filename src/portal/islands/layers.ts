import type { AddLayerObject } from 'maplibre-gl'

export interface Layer {
  readonly id: string
  readonly title: string
  readonly colour: string
  readonly colouring: { readonly column: string; readonly limits: number[]; readonly colours: string[] } | null
  readonly rows: number
  /** Column → heading. */
  readonly names: Readonly<Record<string, string>>
}

const NO_VALUE = '#b9b4a6'
/** From that many objects on, points are drawn small from afar. */
const MANY = 400
/** The ground of the map: there may be no network for a background. */
export const GROUND = '#f1efe8'

/** The paint of a layer: a step through its classes, or one colour. */
function paintOf({ colour, colouring }: Layer): unknown {
  if (!colouring) return colour
  const steps = colouring.limits.flatMap((limit, i) => [limit, colouring.colours[i + 1]])
  const value = ['get', colouring.column]
  return ['case', ['==', ['typeof', value], 'number'], ['step', value, colouring.colours[0], ...steps], NO_VALUE]
}

/** MapLibre layers for one of ours: areas, their edges, lines, points. Names start with the id of the dataset. */
export function layersOf(layer: Layer): AddLayerObject[] {
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
      paint: { 'line-color': paint, 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 1, 16, 4] },
    },
    {
      id: `${layer.id} point`,
      type: 'circle',
      filter: form('Point'),
      paint: {
        'circle-color': paint,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, many ? 1.2 : 3.5, 16, many ? 5 : 8],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 12, many ? 0 : 1, 15, 1],
      },
    },
  ]
  return layers.map((l) => ({ ...l, source: layer.id })) as unknown as AddLayerObject[]
}
