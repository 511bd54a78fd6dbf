import type { FeaturePage } from '../../../../api/json/shapes.ts'
import type { Projection } from '../../../map/project.ts'

/** Mean width of a letter and height of a line, in units of a tile, for letters of 26 units. */
const [LETTER, LINE] = [13.6, 28]
/** A name may stand over the ends of its line by that factor: the street goes on there. */
const OVER = 3

interface Label {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly angle: number
  readonly reach: number
}

/** The names of streets that fit in a tile, each once, where its line is longest; none over another, none cut by the edge. */
export function streetNames(features: FeaturePage['features'], { width, height, point }: Projection): string[] {
  const longest = new Map<string, Label & { readonly length: number }>()
  for (const { geometry, properties } of features) {
    const { name } = properties
    const line = geometry as { readonly type: string; readonly coordinates: number[][] } | null
    if (typeof name !== 'string' || name === '' || line?.type !== 'LineString') continue
    const [a, b] = [point(line.coordinates[0]!), point(line.coordinates.at(-1)!)]
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    const reach = (name.length * LETTER) / 2
    const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    const turn = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI
    // Never upside down.
    const angle = turn > 90 ? turn - 180 : turn < -90 ? turn + 180 : turn
    const [across, down] = [reach * Math.cos((turn * Math.PI) / 180), reach * Math.sin((turn * Math.PI) / 180)].map(
      (v) => Math.abs(v) + LINE / 2,
    ) as [number, number]
    const isInside = x > across && x < width - across && y > down && y < height - down
    if (isInside && length * OVER > 2 * reach && length > (longest.get(name)?.length ?? 0))
      longest.set(name, { name, x, y, angle, reach, length })
  }
  const placed: Label[] = []
  for (const label of [...longest.values()].toSorted((p, q) => q.length - p.length))
    if (placed.every((other) => isApart(label, other))) placed.push(label)
  return placed.map(
    ({ name, x, y, angle }) =>
      `<text transform="translate(${x.toFixed()} ${y.toFixed()}) rotate(${angle.toFixed()})">${escaped(name)}</text>`,
  )
}

/** Whether two names do not touch: points along one are farther than a line from those of the other. */
function isApart(one: Label, other: Label): boolean {
  const points = ({ x, y, angle, reach }: Label) =>
    [-1, -0.66, -0.33, 0, 0.33, 0.66, 1].map((at) => [
      x + at * reach * Math.cos((angle * Math.PI) / 180),
      y + at * reach * Math.sin((angle * Math.PI) / 180),
    ])
  const [first, second] = [points(one), points(other)]
  return first.every(([x, y]) => second.every(([u, v]) => Math.hypot(x! - u!, y! - v!) > LINE * 1.5))
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
