// Puts a map where the page has a place for one, when the browser can draw it. The page tells all the rest without it.

import type { MapGeoJSONFeature, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl'

interface Column {
  readonly name: string
  readonly type: string
  readonly title: string
  readonly unit: string
}

interface Settings {
  readonly style: string
  /** Layers of the style that objects are found in start with that name. */
  readonly dataset: string
  readonly bounds: readonly [number, number, number, number]
  readonly language: string
  readonly worker: string
  readonly library: string
  readonly columns: readonly Column[]
  readonly words: Readonly<Record<'label' | 'nothing' | 'failed' | 'yes' | 'no' | 'zoomIn' | 'zoomOut', string>>
}

/** Pixels around a place where objects are found: small points must be easy to touch. */
const REACH = 4
const MOST_SHOWN = 5

async function start(figure: HTMLElement): Promise<void> {
  const settings = JSON.parse(figure.dataset.tiles!) as Settings
  if (!document.createElement('canvas').getContext('webgl2')) return
  const maplibre = (await import(settings.library)) as typeof import('maplibre-gl')
  maplibre.setWorkerUrl(new URL(settings.worker, location.href).href)
  const style = (await (await fetch(settings.style)).json()) as StyleSpecification
  const container = document.createElement('div')
  container.className = 'tile-canvas'
  figure.prepend(container)
  const { words } = settings
  const map = new maplibre.Map({
    container,
    style,
    bounds: [...settings.bounds] as [number, number, number, number],
    fitBoundsOptions: { padding: 24 },
    attributionControl: { compact: false },
    dragRotate: false,
    pitchWithRotate: false,
    hash: 'map',
    locale: {
      'Map.Title': words.label,
      'NavigationControl.ZoomIn': words.zoomIn,
      'NavigationControl.ZoomOut': words.zoomOut,
    },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new maplibre.NavigationControl({ showCompass: false }))
  map.addControl(new maplibre.ScaleControl({ unit: 'metric' }))
  map.on('idle', () => figure.setAttribute('data-ready', ''))
  listen(map, figure, settings)
}

/** Shows the attributes of what is clicked, or, from the keyboard, of what is at the middle of the map. */
function listen(map: MapLibreMap, figure: HTMLElement, settings: Settings): void {
  const panel = figure.querySelector<HTMLElement>('.tile-attributes')!
  const status = figure.querySelector<HTMLElement>('.tile-status')!
  const at = (x: number, y: number): MapGeoJSONFeature[] =>
    map
      .queryRenderedFeatures([
        [x - REACH, y - REACH],
        [x + REACH, y + REACH],
      ])
      .filter(({ source }) => source === settings.dataset)
  map.on('click', ({ point }) => show(panel, at(point.x, point.y), settings))
  map.on('mousemove', ({ point }) => {
    map.getCanvas().style.cursor = at(point.x, point.y).length > 0 ? 'pointer' : ''
  })
  const canvas = map.getCanvas()
  canvas.addEventListener('focus', () => figure.classList.add('has-focus'))
  canvas.addEventListener('blur', () => figure.classList.remove('has-focus'))
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    show(panel, at(canvas.clientWidth / 2, canvas.clientHeight / 2), settings)
  })
  map.on('error', () => {
    status.textContent = settings.words.failed
  })
}

/** Writes attributes as lists. Texts are set, never parsed. An object is in several layers, and on several tiles. */
function show(panel: HTMLElement, features: readonly MapGeoJSONFeature[], settings: Settings): void {
  const objects = [...new Map(features.map(({ properties }) => [JSON.stringify(properties), properties])).values()]
  panel.replaceChildren(...objects.slice(0, MOST_SHOWN).map((properties) => listOf(properties, settings)))
  if (objects.length > 0) return
  const nothing = document.createElement('p')
  nothing.textContent = settings.words.nothing
  panel.append(nothing)
}

function listOf(properties: Readonly<Record<string, unknown>>, { columns, language, words }: Settings): HTMLElement {
  const list = document.createElement('dl')
  for (const { name, type, title, unit } of columns) {
    const value = properties[name]
    if (value === null || value === undefined || value === '') continue
    const [term, shown] = [document.createElement('dt'), document.createElement('dd')]
    term.textContent = title
    shown.textContent =
      typeof value === 'boolean'
        ? words[value ? 'yes' : 'no']
        : typeof value === 'number' && (type === 'number' || unit !== '')
          ? `${value.toLocaleString(language, { maximumFractionDigits: 2 })} ${unit}`.trim()
          : String(value)
    list.append(term, shown)
  }
  return list
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-tiles]'))
  start(figure).catch(() => {
    figure.querySelector('.tile-status')!.textContent = (JSON.parse(figure.dataset.tiles!) as Settings).words.failed
  })
