import { GROUND, NO_VALUE, OTHERS } from './palettes.ts'
import type { Form, Stops, Symbology } from './symbology.ts'

type Json = Record<string, unknown>

/** How full areas are: those of a single colour let what lies under them be seen. */
export const FULL = 0.85
export const SHEER = 0.25
/** The narrowest outline of an area, in pixels. */
export const LEAST_EDGE = 0.4

/** The layers of a MapLibre style (version 8) that draw a dataset; each is named after it. Nothing but its source is needed: no sprite, no font. */
export function layersOf({ dataset, form, colouring, sizes }: Symbology, source: Json): Json[] {
  const paint = paintOf(colouring)
  const isPlain = colouring.by === 'nothing'
  const make = (kind: string, type: string, of: Exclude<Form, 'mixed'>, rest: Json): Json => ({
    id: `${dataset} ${kind}`,
    type,
    ...source,
    ...(form === 'mixed' && { filter: isOf(of) }),
    ...rest,
  })
  const all: Readonly<Record<Exclude<Form, 'mixed'>, Json[]>> = {
    area: [
      make('area', 'fill', 'area', { paint: { 'fill-color': paint, 'fill-opacity': isPlain ? SHEER : FULL } }),
      make('edge', 'line', 'area', {
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': isPlain ? colouring.colour : GROUND,
          'line-width': isPlain ? byZoom(atLeast(sizes.outline, LEAST_EDGE)) : byZoom(sizes.outline),
        },
      }),
    ],
    line: [
      make('line', 'line', 'line', {
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': paint, 'line-width': byZoom(sizes.line) },
      }),
    ],
    point: [
      make('point', 'circle', 'point', {
        paint: {
          'circle-color': paint,
          'circle-radius': byZoom(sizes.point),
          'circle-stroke-color': '#ffffff',
          'circle-stroke-width': byZoom(rings(sizes.point)),
        },
      }),
    ],
  }
  return form === 'mixed' ? [...all.area, ...all.line, ...all.point] : all[form]
}

/** A point is ringed once it is large enough for the ring to be seen. */
const LEAST_RINGED = 3
export const rings = (stops: Stops): Stops =>
  stops.map(([zoom, radius]) => [zoom, radius > LEAST_RINGED ? 1 : 0] as const)

const atLeast = (stops: Stops, least: number): Stops =>
  stops.map(([zoom, size]) => [zoom, Math.max(least, size)] as const)

const byZoom = (stops: Stops) => ['interpolate', ['linear'], ['zoom'], ...stops.flat()]

const kinds = { area: 'Polygon', line: 'LineString', point: 'Point' } as const
const isOf = (form: keyof typeof kinds) => [
  'match',
  ['geometry-type'],
  [kinds[form], `Multi${kinds[form]}`],
  true,
  false,
]

/** The colour of an object, as an expression. */
function paintOf(colouring: Symbology['colouring']): unknown {
  if (colouring.by === 'nothing') return colouring.colour
  const value = ['get', colouring.column]
  if (colouring.by === 'category') {
    const { categories } = colouring
    if (categories.length === 0) return OTHERS
    const match = ['match', ['to-string', value], ...categories.flatMap((one) => [one.value, one.colour]), OTHERS]
    return ['case', ['==', ['typeof', value], 'null'], NO_VALUE, match]
  }
  const { limits, colours } = colouring
  const steps = limits.flatMap((limit, i) => [limit, colours[i + 1]])
  return ['case', ['==', ['typeof', value], 'number'], ['step', value, colours[0], ...steps], NO_VALUE]
}
