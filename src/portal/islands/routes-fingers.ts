// One finger moves a map, two scale it, a short touch chooses a place; a wheel scales, and so do keys.

/** What is seen of a map: its middle, in units of its plane, and the units in a pixel. */
export interface Seen {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** A finger that moved less is a touch (pixels). */
const STILL = 9
/** A wheel that turns is drawn when it rests (ms). */
const SETTLED_MS = 120

export interface Moves {
  move(next: Seen): void
  rest(): void
  scaled(factor: number, x: number, y: number): Seen
  seen(): Seen
  tap(x: number, y: number): void
}

/** Listens to what moves a map in its frame. Places are those of the screen. */
export function fingers(frame: HTMLElement, { move, rest, scaled, seen, tap }: Moves): void {
  const down = new Map<number, readonly [x: number, y: number]>()
  let travelled = 0
  const middle = () => {
    const all = [...down.values()]
    const [x, y] = [0, 1].map((i) => all.reduce((sum, point) => sum + point[i]!, 0) / all.length) as [number, number]
    const spread = all.length > 1 ? Math.hypot(all[0]![0] - all[1]![0], all[0]![1] - all[1]![1]) : 0
    return { x, y, spread }
  }
  frame.addEventListener('pointerdown', (event) => {
    if ((event.target as Element).closest('button') || event.button !== 0) return
    if (down.size === 0) travelled = 0
    down.set(event.pointerId, [event.clientX, event.clientY])
    frame.setPointerCapture(event.pointerId)
  })
  frame.addEventListener('pointermove', (event) => {
    if (!down.has(event.pointerId)) return
    const before = middle()
    down.set(event.pointerId, [event.clientX, event.clientY])
    const now = middle()
    travelled += Math.hypot(now.x - before.x, now.y - before.y) + Math.abs(now.spread - before.spread)
    if (travelled < STILL) return
    if (before.spread > 0 && now.spread > 0) move(scaled(before.spread / now.spread, now.x, now.y))
    const { x, y, scale } = seen()
    move({ x: x - (now.x - before.x) * scale, y: y - (now.y - before.y) * scale, scale })
  })
  const up = (event: PointerEvent, isTouch: boolean) => {
    if (!down.delete(event.pointerId) || down.size > 0) return
    if (isTouch && travelled < STILL) tap(event.clientX, event.clientY)
    else rest()
  }
  frame.addEventListener('pointerup', (event) => up(event, true))
  frame.addEventListener('pointercancel', (event) => up(event, false))
  let settling: ReturnType<typeof setTimeout> | undefined
  frame.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      move(scaled(2 ** (event.deltaY / 400), event.clientX, event.clientY))
      clearTimeout(settling)
      settling = setTimeout(rest, SETTLED_MS)
    },
    { passive: false },
  )
}

export interface KeyMoves {
  pan(x: number, y: number): void
  zoomBy(factor: number): void
  pick(): void
}

/** Arrows, plus and minus, and Enter for the point in the middle. */
export function keys(frame: HTMLElement, label: string, { pan, zoomBy, pick }: KeyMoves): void {
  frame.tabIndex = 0
  frame.setAttribute('role', 'application')
  frame.setAttribute('aria-label', label)
  const acts: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => pan(-1, 0),
    ArrowRight: () => pan(1, 0),
    ArrowUp: () => pan(0, -1),
    ArrowDown: () => pan(0, 1),
    '+': () => zoomBy(0.5),
    '=': () => zoomBy(0.5),
    '-': () => zoomBy(2),
    Enter: pick,
  }
  frame.addEventListener('keydown', (event) => {
    const act = event.target === frame && !event.ctrlKey && !event.metaKey ? acts[event.key] : undefined
    if (!act) return
    event.preventDefault()
    act()
  })
}
