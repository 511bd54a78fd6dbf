// The values of a raster at a place, hour by hour, and their curve.

interface CoverageJson {
  readonly ranges: Readonly<Record<string, { readonly values: readonly (number | null)[] }>>
}

interface Asked {
  readonly id: string
  readonly hourly: boolean
  readonly band: string
}

/** The values of a day at a place: 24 of them, or one where the raster has no hours. Null where there is none. */
export async function readDay(
  { id, hourly, band }: Asked,
  { lng, lat }: { readonly lng: number; readonly lat: number },
): Promise<(number | null)[]> {
  const coords = `POINT(${lng.toFixed(7)} ${lat.toFixed(7)})`
  const response = await fetch(`/ogc/collections/${id}/position?${new URLSearchParams({ coords, f: 'CoverageJSON' })}`)
  // Nothing there: outside the raster.
  if (response.status === 204 || response.status === 404) return hourly ? Array(24).fill(null) : [null]
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`)
  const { ranges } = (await response.json()) as CoverageJson
  // The hours are one parameter with a time axis; without them, each band is a parameter.
  const range = hourly ? Object.values(ranges)[0] : ranges[band]
  return [...(range?.values ?? [])]
}

const SVG = 'http://www.w3.org/2000/svg'
const [WIDTH, HEIGHT, EDGE] = [220, 70, 6] as const

/** The curve of a day, the hour shown marked. It repeats what the popup says: it is not read aloud. */
export function dayCurve(values: readonly (number | null)[], hour: number): SVGElement {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (at: number) => EDGE + (at / 23) * (WIDTH - 2 * EDGE)
  const y = (value: number) => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE)
  let path = ''
  for (const [at, value] of values.entries())
    if (value !== null)
      path += `${path === '' || values[at - 1] === null ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
  const drawing = element('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    width: WIDTH,
    height: HEIGHT,
    class: 'day-curve',
  })
  drawing.setAttribute('aria-hidden', 'true')
  drawing.append(element('path', { d: path, fill: 'none' }))
  const now = values[hour]
  if (now !== null && now !== undefined) drawing.append(element('circle', { cx: x(hour), cy: y(now), r: 4 }))
  return drawing
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}
