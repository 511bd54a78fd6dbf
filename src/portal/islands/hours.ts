// A map of rasters by hour: the picture becomes a map to move in, the hour follows a slider, a touch reads the values.
// Where the browser cannot draw, the picture itself follows the form.

import type { Map as MapLibreMap, MapMouseEvent, RasterTileSource } from 'maplibre-gl'
import { dayCurve, readDay } from './hours-values.ts'
import { canvasIn, loadMaplibre, type MapLibre, type MapSettings, openMap, pictureTiles } from './open-map.ts'
import { sliderOver } from './slider.ts'

interface HourLayer {
  readonly key: string
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly hourly: boolean
  readonly band: string
}

interface Settings extends MapSettings {
  readonly lines: string | null
  /** Of the layer in the address of the page. */
  readonly name: string
  /** BCP 47, and the language of the page. */
  readonly language: string
  readonly lang: string
  readonly layers: readonly HourLayer[]
  readonly words: MapSettings['words'] &
    Readonly<Record<'loading' | 'failed' | 'outside' | 'play' | 'pause' | 'hour' | 'at' | 'highest', string>>
}

interface State {
  readonly layer: HourLayer
  readonly hour: number
}

/** Milliseconds an hour stays while the day plays. */
const PLAY_MS = 900
/** A slider that moves asks for tiles when it rests. */
const SETTLED_MS = 150

const bandAt = ({ hourly, band }: HourLayer, hour: number) => (hourly ? `h${String(hour).padStart(2, '0')}` : band)

async function start(root: HTMLElement): Promise<void> {
  const settings = JSON.parse(root.dataset.hours!) as Settings
  const controls = controlsOf(root, settings)
  const picture = root.querySelector<HTMLImageElement>('.hours-picture')!
  const legend = root.querySelector<HTMLImageElement>('.hours-legend')!
  let live: ((state: State) => void) | undefined
  const show = (state: State) => {
    const band = bandAt(state.layer, state.hour)
    const home = `/ogc/collections/${state.layer.id}/map`
    legend.src = `${home}/legend?properties=${band}&f=svg&lang=${settings.lang}`
    if (live) live(state)
    else {
      const bbox = settings.bounds.join()
      picture.src = `${home}?${new URLSearchParams({ properties: band, bbox, width: '960' })}`
    }
    const address = new URL(location.href)
    address.searchParams.set(settings.name, state.layer.key)
    if (state.layer.hourly) address.searchParams.set('hour', String(state.hour))
    history.replaceState(null, '', address)
  }
  controls.onChange(show)
  const maplibre = await loadMaplibre(settings)
  if (!maplibre) return
  const figure = root.querySelector<HTMLElement>('figure')!
  const container = canvasIn(figure)
  try {
    const map = openMap(maplibre, container, settings)
    map.on('load', () => {
      live = drawOn(map, settings)
      live(controls.state())
      map.once('idle', () => figure.classList.add('live'))
      map.on('click', (event) => void tell(maplibre, map, figure, event, controls.state(), settings))
    })
  } catch (error) {
    container.remove()
    throw error
  }
}

interface Controls {
  state(): State
  onChange(listener: (state: State) => void): void
}

/** The form becomes live; where layers have hours, a slider and a button that plays the day stand in for its list of hours. */
function controlsOf(root: HTMLElement, { name, layers, words }: Settings): Controls {
  const form = root.querySelector('form')!
  const list = form.querySelector<HTMLSelectElement>('select[name=hour]')
  const listeners: ((state: State) => void)[] = []
  const state = (): State => {
    const key = form.querySelector<HTMLInputElement>(`input[name=${name}]:checked`)!.value
    return { layer: layers.find((layer) => layer.key === key)!, hour: Number(list?.value ?? 0) }
  }
  const slider = list && sliderFor(list, words)
  let settling: ReturnType<typeof setTimeout> | undefined
  const changed = () => {
    slider?.enable(state().layer.hourly)
    clearTimeout(settling)
    settling = setTimeout(() => {
      for (const listener of listeners) listener(state())
    }, SETTLED_MS)
  }
  const submit = form.querySelector<HTMLButtonElement>('button[type=submit]')!
  if (slider) submit.replaceWith(slider.play)
  else submit.remove()
  form.addEventListener('change', changed)
  form.addEventListener('input', changed)
  form.addEventListener('submit', (event) => event.preventDefault())
  slider?.enable(state().layer.hourly)
  return { state, onChange: (listener) => listeners.push(listener) }
}

/** A slider that moves a list of hours, and a button that plays the day. */
function sliderFor(list: HTMLSelectElement, words: Settings['words']) {
  const { slider, moveTo } = sliderOver(list, words.hour)
  const play = document.createElement('button')
  Object.assign(play, { type: 'button', textContent: words.play })
  let playing: ReturnType<typeof setInterval> | undefined
  const stop = () => {
    clearInterval(playing)
    playing = undefined
    play.textContent = words.play
  }
  play.addEventListener('click', () => {
    if (playing !== undefined) return stop()
    play.textContent = words.pause
    playing = setInterval(() => {
      moveTo((list.selectedIndex + 1) % list.options.length)
      list.dispatchEvent(new Event('change', { bubbles: true }))
    }, PLAY_MS)
  })
  slider.addEventListener('input', stop)
  const enable = (isOn: boolean) => {
    slider.disabled = play.disabled = !isOn
  }
  return { play, enable }
}

/** Puts the raster, and the lines that help to find one's way, on the map. Gives what changes the picture. */
function drawOn(map: MapLibreMap, { lines }: Settings): (state: State) => void {
  const tilesOf = ({ layer, hour }: State) => pictureTiles(layer.id, bandAt(layer, hour))
  if (lines) {
    const tiles = [`${location.origin}/ogc/collections/${lines}/tiles/WebMercatorQuad/{z}/{y}/{x}?f=mvt`]
    map.addSource('lines', { type: 'vector', tiles, maxzoom: 14 })
    map.addLayer({
      ...{ id: 'lines', type: 'line', source: 'lines', 'source-layer': lines },
      paint: { 'line-color': '#1b2733', 'line-opacity': 0.35, 'line-width': 0.7 },
    })
  }
  return (state) => {
    const source = map.getSource<RasterTileSource>('raster')
    if (source) return void source.setTiles(tilesOf(state))
    map.addSource('raster', { type: 'raster', tiles: tilesOf(state), tileSize: 256 })
    map.addLayer(
      {
        id: 'raster',
        type: 'raster',
        source: 'raster',
        paint: { 'raster-fade-duration': 0, 'raster-resampling': 'nearest' },
      },
      lines ? 'lines' : undefined,
    )
  }
}

/** Reads the values under a touch and shows them. Texts are set, never parsed. */
async function tell(
  maplibre: MapLibre,
  map: MapLibreMap,
  figure: HTMLElement,
  { lngLat }: MapMouseEvent,
  { layer, hour }: State,
  { words, language }: Settings,
): Promise<void> {
  const status = figure.querySelector('.map-status')!
  status.textContent = words.loading
  const values = await readDay(layer, lngLat).catch(() => undefined)
  status.textContent = values ? '' : words.failed
  if (!values) return
  const content = document.createElement('div')
  content.className = 'map-popup'
  const written = (value: number) =>
    `${value.toLocaleString(language, { maximumFractionDigits: 1 })}${layer.unit ? `\u00a0${layer.unit}` : ''}`
  const line = (text: string, tag: 'strong' | 'p') => {
    const element = document.createElement(tag)
    element.textContent = text
    content.append(element)
  }
  const known = values.filter((value) => value !== null)
  const now = values[layer.hourly ? hour : 0]
  line(layer.title, 'strong')
  if (known.length === 0) line(words.outside, 'p')
  else if (!layer.hourly) line(written(known[0]!), 'p')
  else {
    const top = Math.max(...known)
    if (now !== null && now !== undefined) line(`${written(now)} ${words.at} ${hour} h`, 'p')
    line(`${words.highest} : ${written(top)} (${values.indexOf(top)} h)`, 'p')
    content.append(dayCurve(values, hour))
  }
  new maplibre.Popup({ maxWidth: '20rem' }).setLngLat(lngLat).setDOMContent(content).addTo(map)
}

for (const root of document.querySelectorAll<HTMLElement>('[data-hours]')) void start(root)
