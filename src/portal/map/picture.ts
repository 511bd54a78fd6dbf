import type { Bbox, Geometry } from '../../kernel/index.ts'
import { type Shape, shapesOf } from './path.ts'
import { fitBounds, type Projection, roundLength } from './project.ts'

/** One drawn layer: features arrive in any number of pages and are forgotten once drawn. */
interface Ink {
  readonly colour: string
  /** Areas that carry a value are painted full; others let what lies under them be seen. */
  readonly solid: boolean
  /** Lines to be seen first. */
  readonly bold: boolean
  readonly paths: Map<Shape['form'], string[]>
}

/** A map being drawn: layers under layers, each with its colours. */
interface Picture {
  add(geometry: Geometry, colour: string, solid: boolean, bold?: boolean): void
  /** The finished SVG document. */
  finish(): string
}

const WIDTH = 960
const MAX_HEIGHT = 720
/** More points than that of one colour are drawn small. */
const MANY_POINTS = 400

// The picture is loaded as an image: it carries its own style, light and dark.
const STYLE = `.ground{fill:#f1efe8}.a{stroke-width:.5}.l{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}.b{stroke-width:8}.p{fill:none;stroke-linecap:round}.scale{stroke:#1b2733;fill:none;stroke-width:1.5}text{font:13px system-ui,sans-serif;fill:#1b2733}@media(prefers-color-scheme:dark){.ground{fill:#dcd9cf}}`

/** Starts a map over bounds (longitude, latitude). Colours are drawn in the order they first appear. */
export function startPicture(bounds: Bbox): Picture {
  const projection = fitBounds(bounds, WIDTH, MAX_HEIGHT)
  const inks = new Map<string, Ink>()
  return {
    add(geometry, colour, solid, bold = false) {
      const ink = inks.get(colour) ?? { colour, solid, bold, paths: new Map() }
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
  const of = (form: Shape['form'], write: (ink: Ink, paths: readonly string[]) => string) =>
    inks.map((ink) => (ink.paths.has(form) ? write(ink, ink.paths.get(form)!) : '')).join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<style>${STYLE}</style><rect class="ground" width="${width}" height="${height}"/>`,
    of('area', ({ colour, solid }, paths) => {
      const paint = solid
        ? `fill="${colour}" stroke="#f1efe8"`
        : `fill="${colour}" fill-opacity=".22" stroke="${colour}"`
      return `<path class="a" fill-rule="evenodd" ${paint} d="${paths.join('')}"/>`
    }),
    of(
      'line',
      ({ colour, bold }, paths) => `<path class="${bold ? 'l b' : 'l'}" stroke="${colour}" d="${paths.join('')}"/>`,
    ),
    of('point', ({ colour }, paths) => {
      const size = paths.length > MANY_POINTS ? 2.6 : 7
      const d = paths.join('')
      const dots = `<path class="p" stroke="${colour}" stroke-width="${size}" d="${d}"/>`
      return size > 3 ? `<path class="p" stroke="#fff" stroke-width="${size + 2}" d="${d}"/>${dots}` : dots
    }),
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
