// The map of ways, moved by a finger, two, a wheel or keys. It is the drawing of the server: only what part of it is seen changes.

import { icon, icons } from './icon.ts'
import { type Box, planeAt, zoomFor, zooms } from './mercator.ts'
import { fingers, keys, type Seen } from './routes-fingers.ts'
import { type Point, pickBar } from './routes-pick.ts'
import type { End, LonLat } from './routes-places.ts'

interface Settings {
  readonly extent: readonly [number, number, number, number]
  readonly tile: string
  readonly words: Readonly<
    Record<'explore' | 'zoomIn' | 'zoomOut' | 'whole' | 'startHere' | 'goHere' | 'close', string>
  >
}

export interface RoutesMap {
  /** Puts a new drawing in place; `move`: shows all of it. */
  show(fresh: Element, move: boolean): void
  /** Told of each place chosen on the map. */
  onPick(listener: (position: LonLat, which: End) => void): void
}

/** So much of the map moves at a press of an arrow (pixels). */
const STEP = 80
/** Room of the buttons on the right (pixels): nothing to see is put under them. */
const BUTTONS = 52
/** Ground loaded beyond the edges, as a share of the map. */
const BEYOND = 0.2
/** Pixels a unit of a tile takes before another zoom is drawn. */
const [FEWEST, MOST] = [0.55, 1.6]

const SVG = 'http://www.w3.org/2000/svg'

export function openRoutesMap(root: HTMLElement, { extent, tile, words }: Settings): RoutesMap {
  const frame = root.querySelector<HTMLElement>('.routes-frame')!
  const svg = frame.querySelector<SVGSVGElement>('.routes-svg')!
  const ground = svg.querySelector<SVGGElement>('.routes-ground')!
  const plane = planeAt([(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2])
  let zoom = Number(ground.dataset.zoom)
  let whole = boxOf(svg)
  let seen = allOf(whole)

  function allOf({ x, y, width, height }: Box): Seen {
    const scale = Math.max(width / (frame.clientWidth - BUTTONS), height / frame.clientHeight)
    return { x: x + width / 2 + (BUTTONS / 2) * scale, y: y + height / 2, scale }
  }

  /** Shows what is seen, and loads its ground. */
  function settle(): void {
    const [width, height] = [frame.clientWidth * seen.scale, frame.clientHeight * seen.scale]
    const box = { x: seen.x - width / 2, y: seen.y - height / 2, width, height }
    svg.style.transform = ''
    svg.setAttribute('viewBox', [box.x, box.y, width, height].map((value) => value.toFixed(2)).join(' '))
    for (const sign of svg.querySelectorAll('.routes-fixed'))
      sign.setAttribute('transform', `scale(${seen.scale.toFixed(3)})`)
    lay(box)
  }

  function lay({ x, y, width, height }: Box): void {
    const pixels = 2 ** (16 - zoom) / seen.scale
    if (pixels < FEWEST || pixels > MOST) zoom = zoomFor(1 / seen.scale)
    const air = { x: width * BEYOND, y: height * BEYOND }
    const wanted = new Map<string, { readonly x: number; readonly y: number; readonly side: number }>()
    for (const [column, row] of plane.tilesIn(zoom, {
      x: x - air.x,
      y: y - air.y,
      width: width + 2 * air.x,
      height: height + 2 * air.y,
    })) {
      const href = tile.replace('{z}', `${zoom}`).replace('{x}', `${column}`).replace('{y}', `${row}`)
      wanted.set(href, plane.tile(zoom, column, row))
    }
    const old = [...ground.querySelectorAll('image')]
    const known = new Set(old.map((image) => image.getAttribute('href')))
    const loading: Promise<unknown>[] = []
    for (const [href, { x, y, side }] of wanted) {
      if (known.has(href)) continue
      const image = document.createElementNS(SVG, 'image')
      for (const [name, value] of Object.entries({ href, x, y, width: side, height: side }))
        image.setAttribute(name, String(value))
      loading.push(new Promise((done) => ['load', 'error'].map((event) => image.addEventListener(event, done))))
      ground.append(image)
    }
    // The old ground stays under the new until that is there.
    void Promise.all(loading).then(() => {
      for (const image of old) if (!wanted.has(image.getAttribute('href')!)) image.remove()
    })
  }

  /** While fingers move, the drawing moves as one picture; it is drawn again when they rest. */
  let moving: Seen | undefined
  function move(next: Seen): void {
    moving = clamped(next)
    const grow = seen.scale / moving.scale
    const shift = [(seen.x - moving.x) / moving.scale, (seen.y - moving.y) / moving.scale]
    svg.style.transform = `translate(${shift[0]}px, ${shift[1]}px) scale(${grow})`
  }
  function rest(): void {
    if (!moving) return
    seen = moving
    moving = undefined
    settle()
  }
  const clamped = ({ x, y, scale }: Seen): Seen => {
    const [least, most] = [0.12, 2 ** (16 - zooms.least)]
    return { x, y, scale: Math.min(most, Math.max(least, scale)) }
  }

  const at = (clientX: number, clientY: number): readonly [number, number] => {
    const { left, top, width, height } = frame.getBoundingClientRect()
    const now = moving ?? seen
    return [now.x + (clientX - left - width / 2) * now.scale, now.y + (clientY - top - height / 2) * now.scale]
  }
  /** Scales around a point of the screen. */
  const scaled = (factor: number, clientX: number, clientY: number): Seen => {
    const now = moving ?? seen
    const { scale } = clamped({ ...now, scale: now.scale * factor })
    const [x, y] = at(clientX, clientY)
    const kept = scale / now.scale
    return { x: x + (now.x - x) * kept, y: y + (now.y - y) * kept, scale }
  }
  const zoomBy = (factor: number) => {
    const { left, top, width, height } = frame.getBoundingClientRect()
    move(scaled(factor, left + width / 2, top + height / 2))
    rest()
  }

  const listeners: ((position: LonLat, which: End) => void)[] = []
  const bar = pickBar(frame, words, (which, point) => {
    for (const listener of listeners) listener(plane.position(point), which)
  })
  const pick = (point: Point) => {
    const form = root.querySelector<HTMLFormElement>('.routes-form')!
    const isGoing = new FormData(form).get('mode') === 'go'
    svg.querySelector('.routes-picked')?.remove()
    const sign = document.createElementNS(SVG, 'g')
    sign.setAttribute('class', 'routes-picked')
    sign.setAttribute('transform', `translate(${point[0].toFixed(1)} ${point[1].toFixed(1)})`)
    const [fixed, dot] = [document.createElementNS(SVG, 'g'), document.createElementNS(SVG, 'circle')]
    fixed.setAttribute('class', 'routes-fixed')
    fixed.setAttribute('transform', `scale(${seen.scale})`)
    dot.setAttribute('r', '8')
    fixed.append(dot)
    sign.append(fixed)
    svg.append(sign)
    bar.ask(point, isGoing, () => sign.remove())
  }
  fingers(frame, { move, rest, scaled, seen: () => moving ?? seen, tap: (x, y) => pick(at(x, y)) })
  keys(frame, words.explore, {
    pan: (x, y) => {
      move({ ...seen, x: seen.x + x * STEP * seen.scale, y: seen.y + y * STEP * seen.scale })
      rest()
    },
    zoomBy,
    pick: () => pick([seen.x, seen.y]),
  })
  buttons(frame, [
    [icons.plus, words.zoomIn, () => zoomBy(0.5)],
    [icons.minus, words.zoomOut, () => zoomBy(2)],
    [
      icons.whole,
      words.whole,
      () => {
        move(allOf(whole))
        rest()
      },
    ],
  ])
  new ResizeObserver(settle).observe(frame)
  seen = allOf(whole)
  settle()
  return {
    onPick: (listener) => listeners.push(listener),
    show(fresh, isMoved) {
      bar.close()
      svg.querySelector('.routes-drawn')!.replaceWith(document.importNode(fresh.querySelector('.routes-drawn')!, true))
      svg.setAttribute('aria-label', fresh.getAttribute('aria-label') ?? '')
      whole = boxOf(fresh)
      if (isMoved) seen = allOf(whole)
      settle()
    },
  }
}

function boxOf(svg: Element): Box {
  const [x = 0, y = 0, width = 1, height = 1] = svg.getAttribute('viewBox')!.split(' ').map(Number)
  return { x, y, width, height }
}

function buttons(frame: HTMLElement, all: readonly (readonly [sign: string, label: string, act: () => void])[]): void {
  const bar = document.createElement('div')
  bar.className = 'routes-buttons'
  for (const [sign, label, act] of all) {
    const button = document.createElement('button')
    Object.assign(button, { type: 'button', title: label })
    button.append(icon(sign))
    button.setAttribute('aria-label', label)
    button.addEventListener('click', act)
    bar.append(button)
  }
  frame.append(bar)
}
