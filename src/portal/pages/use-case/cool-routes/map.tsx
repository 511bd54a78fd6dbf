import { raw } from 'hono/html'
import type { Geometry } from '../../../../kernel/index.ts'
import type { Box, Plane } from '../../../islands/mercator.ts'
import { shapesOf } from '../../../map/path.ts'
import { type Page, pick } from '../../../page.ts'
import { routesMapTexts } from '../../../text/cool-routes.ts'
import { speak } from '../../../text/speak.ts'
import type { NearPlace, Way } from './answers.ts'
import type { Answered, Told } from './ask.ts'
import { groundTile } from './ground.ts'
import { stateOf, waysOf } from './shown.ts'
import type { View } from './view.ts'

interface RoutesMapProps {
  readonly page: Page
  readonly told: Told
  readonly view: View
  /** Names the versions of the ground. */
  readonly mark: string
  readonly alt: string
}

/** The map of ways: drawn here, whole without JavaScript; the island moves it. */
export function RoutesMap({ page, told, view, mark, alt }: RoutesMapProps) {
  const { plane, box, zoom } = view
  const tiles = plane.tilesIn(zoom, roomy(box))
  const address = groundTile(mark)
  return (
    <svg
      class="routes-svg"
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      preserveAspectRatio="xMidYMid meet"
      role="img"
      aria-label={alt}
    >
      <g class="routes-ground" data-zoom={zoom}>
        {tiles.map(([column, row]) => {
          const { x, y, side } = plane.tile(zoom, column, row)
          const href = address.replace('{z}', `${zoom}`).replace('{x}', `${column}`).replace('{y}', `${row}`)
          return <image href={href} x={x} y={y} width={side} height={side} />
        })}
      </g>
      <g class="routes-drawn">{drawn(page, told, view)}</g>
    </svg>
  )
}

/** What a screen higher than wide shows beside. */
const roomy = (box: Box): Box => ({ ...box, y: box.y - box.height / 4, height: box.height * 1.5 })

function drawn(page: Page, { asked, from, to, answer }: Told, { plane, box }: View) {
  // A pixel of a phone, in units of the plane: what keeps its size while the map is moved.
  const pixel = box.width / 360
  const t = speak(routesMapTexts, page.language)
  const goal = asked.mode === 'go' ? to.end.at : undefined
  const pin = (at: readonly number[], letter: string, title: string) => (
    <Fixed at={plane.point(at)} pixel={pixel} kind="routes-pin">
      <title>{title}</title>
      <path d="M0 0C-4 -9 -12 -13 -12 -22A12 12 0 1 1 12 -22C12 -13 4 -9 0 0Z" />
      <text y="-21">{letter}</text>
    </Fixed>
  )
  return (
    <>
      {answer && (answer.mode === 'reach' ? bands(answer, plane, pixel) : ways(page, answer, plane, pixel))}
      {from.end.at && pin(from.end.at, 'A', from.end.text || t.startHere)}
      {goal && pin(goal, 'B', to.end.text || t.goHere)}
    </>
  )
}

function bands({ reach }: Extract<Answered, { mode: 'reach' }>, plane: Plane, pixel: number) {
  const all = reach.bands.toSorted((a, b) => b.minutes - a.minutes)
  return (
    <>
      {all.map(({ area }) => (
        <path
          class="routes-band"
          fill-rule="evenodd"
          d={pathsOf({ type: 'MultiPolygon', coordinates: area.coordinates } as unknown as Geometry, plane)}
        />
      ))}
      {all.map(({ minutes, area }) => {
        const top = area.coordinates.flat(2).reduce((a, b) => (a[1]! >= b[1]! ? a : b), [0, -90])
        return (
          <Fixed at={plane.point(top)} pixel={pixel} kind="routes-label">
            <text>{minutes} min</text>
          </Fixed>
        )
      })}
    </>
  )
}

function ways(page: Page, answer: Exclude<Answered, { mode: 'reach' }>, plane: Plane, pixel: number) {
  const shown = waysOf(answer)
  return (
    <>
      {shown.map(({ way }) => (
        <path class="routes-other" d={pathOf(way.geometry.coordinates, plane)} />
      ))}
      {shown.map(({ key, way }) => (
        <g class={`routes-way of-${key}`}>
          <path class="routes-case" d={pathOf(way.geometry.coordinates, plane)} />
          {merged(way).map(({ from, to, state }) => (
            <path class={`routes-${state}`} d={pathOf(way.geometry.coordinates.slice(from, to + 1), plane)} />
          ))}
          {[...near(way.waterPlaces, 'drink'), ...near(way.restPlaces, 'rest'), ...near(way.coolPlaces, 'cool')].map(
            ({ place, role }) => (
              <Fixed at={plane.point(place.at)} pixel={pixel} kind={`routes-place routes-${role}`}>
                <title>{place.name ?? pick(page, routesMapTexts[role])}</title>
                <circle r="7" />
                {raw(signs[role])}
              </Fixed>
            ),
          )}
        </g>
      ))}
    </>
  )
}

/** Places of a kind marked on a map at most: more would hide the way. */
const MOST_PLACES = 12
const near = <R extends keyof typeof signs>(places: readonly NearPlace[], role: R) =>
  places.slice(0, MOST_PLACES).map((place) => ({ place, role }))

/** What a place is for, drawn within 8 pixels: a drop, a bench, a leaf. */
const signs = {
  drink: '<path d="M0 -5C2 -2 3.5 0 3.5 1.6A3.5 3.5 0 0 1 -3.5 1.6C-3.5 0 -2 -2 0 -5Z"/>',
  rest: '<path d="M-4 -3H4V-1H-4ZM-4.5 0H4.5V1.6H3.5V4H2.2V1.6H-2.2V4H-3.5V1.6H-4.5Z"/>',
  cool: '<path d="M-4 4C-5 -2 0 -5 5 -4C5 1 2 5 -2 3.4L-3 4.6Z"/>',
} as const

interface FixedProps {
  readonly at: readonly [number, number]
  readonly pixel: number
  readonly kind: string
  readonly children?: unknown
}

/** A sign that keeps its size: the island scales it again when the map is. */
const Fixed = ({ at: [x, y], pixel, kind, children }: FixedProps) => (
  <g class={kind} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
    <g class="routes-fixed" transform={`scale(${pixel.toFixed(3)})`}>
      {children as never}
    </g>
  </g>
)

/** Pieces as they are drawn: those that follow each other in one state are one line. */
function merged({ pieces }: Way) {
  const found: { from: number; to: number; state: ReturnType<typeof stateOf> }[] = []
  for (const { from, to, sun } of pieces) {
    const last = found.at(-1)
    const state = stateOf(sun)
    if (last?.state === state && last.to === from) last.to = to
    else found.push({ from, to, state })
  }
  return found
}

const pathsOf = (geometry: Geometry, { point }: Plane) =>
  shapesOf(geometry, { width: 0, height: 0, metresPerPixel: 1, point: (position) => [...point(position)] })
    .map(({ path }) => path)
    .join('')

const pathOf = (coordinates: readonly (readonly number[])[], plane: Plane) =>
  pathsOf({ type: 'LineString', coordinates: coordinates as [number, number][] }, plane)
