import type { Bbox, Geometry } from '../../kernel/index.ts'
import { type Shape, shapesOf } from './path.ts'
import { fitBounds, type Projection, roundLength } from './project.ts'

/** One drawn layer: features arrive in any number of pages and are forgotten once drawn. */
interface Ink {
  readonly colour: string
  readonly paths: Map<Shape['form'], string[]>
}

/** A map being drawn: layers under layers, each with its colours. */
export interface Picture {
  add(geometry: Geometry, colour: string): void
  /** The finished SVG document. */
  finish(): string
}

const WIDTH = 960
const MAX_HEIGHT = 720

// The picture is loaded as an image: it carries its own style, light and dark.
const STYLE = `.ground{fill:#f1efe8}.a{fill-opacity:.78;stroke:#f1efe8;stroke-width:.4}.l{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}.p{fill:none;stroke-width:6;stroke-linecap:round}.halo{fill:none;stroke:#fff;stroke-width:7.6;stroke-linecap:round}.scale{stroke:#1b2733;fill:none;stroke-width:1.5}text{font:13px system-ui,sans-serif;fill:#1b2733}@media(prefers-color-scheme:dark){.ground{fill:#dcd9cf}}`

/** Starts a map over bounds (longitude, latitude). Colours are drawn in the order they first appear. */
export function startPicture(bounds: Bbox): Picture {
  const projection = fitBounds(bounds, WIDTH, MAX_HEIGHT)
  const inks = new Map<string, Ink>()
  return {
    add(geometry, colour) {
      const ink = inks.get(colour) ?? { colour, paths: new Map() }
      inks.set(colour, ink)
      for (const { form, path } of shapesOf(geometry, projection)) {
        const paths = ink.paths.get(form)
        if (paths) paths.push(path)
        else ink.paths.set(form, [path])
      }
    },
    finish: () => document(projection, [...inks.values()]),
  }
}

function document(projection: Projection, inks: readonly Ink[]): string {
  const { width, height } = projection
  const of = (form: Shape['form'], write: (path: string, colour: string) => string) =>
    inks.map(({ colour, paths }) => (paths.has(form) ? write(paths.get(form)!.join(''), colour) : '')).join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<style>${STYLE}</style><rect class="ground" width="${width}" height="${height}"/>`,
    of('area', (d, colour) => `<path class="a" fill-rule="evenodd" fill="${colour}" d="${d}"/>`),
    of('line', (d, colour) => `<path class="l" stroke="${colour}" d="${d}"/>`),
    of('point', (d, colour) => `<path class="halo" d="${d}"/><path class="p" stroke="${colour}" d="${d}"/>`),
    scaleBar(projection),
    '</svg>',
  ].join('')
}

function scaleBar({ height, metresPerPixel }: Projection): string {
  const length = roundLength(metresPerPixel, 140)
  const [x, y, pixels] = [14, height - 16, length / metresPerPixel]
  const label = length >= 1000 ? `${length / 1000} km` : `${length} m`
  return `<path class="scale" d="M${x} ${y - 6}v6h${pixels.toFixed(1)}v-6"/><text x="${x + 4}" y="${y - 8}">${label}</text>`
}
