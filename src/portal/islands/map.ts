// Replaces the picture of a map by one to move in, where the browser has WebGL. The picture stays when anything fails.

import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { drawnLayers, type Layer } from './layers.ts'
import { canvasIn, loadMaplibre, type MapLibre, type MapSettings, openMap } from './open-map.ts'
import { popupContent } from './popup.ts'

interface Settings extends MapSettings {
  /** BCP 47, and the IANA time zone of the territory. */
  readonly language: string
  readonly timezone: string
  readonly words: MapSettings['words'] & Readonly<Record<'loading' | 'partial' | 'failed' | 'yes' | 'no', string>>
  readonly layers: readonly Layer[]
}

/** Objects asked for at once: what the API gives at most. */
const LIMIT = 10_000
const SETTLED_MS = 250
const MOST_IN_POPUP = 5
/** Pixels around a click where objects are found. */
const REACH = 4

async function start(figure: HTMLElement): Promise<void> {
  const settings = JSON.parse(figure.dataset.map!) as Settings
  const maplibre = await loadMaplibre(settings)
  if (!maplibre) return
  const container = canvasIn(figure)
  try {
    const map = openMap(maplibre, container, settings)
    map.on('load', () => show(maplibre, map, figure, settings))
  } catch (error) {
    container.remove()
    throw error
  }
}

function show(maplibre: MapLibre, map: MapLibreMap, figure: HTMLElement, settings: Settings): void {
  const { layers, words } = settings
  const drawn = drawnLayers(layers)
  for (const layer of layers)
    map.addSource(layer.id, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  for (const layer of drawn) map.addLayer(layer)
  const status = figure.querySelector('.map-status')!
  const load = loader(map, layers, (word) => {
    status.textContent = word ? words[word] : ''
  })
  let settling: ReturnType<typeof setTimeout> | undefined
  map.on('moveend', () => {
    clearTimeout(settling)
    settling = setTimeout(load, SETTLED_MS)
  })
  // The picture stays until the objects are on the map.
  void load().then(() => map.once('idle', () => figure.classList.add('live')))

  const ids = drawn.map((layer) => layer.id)
  map.on('click', (event) => {
    const found = map.queryRenderedFeatures(around(event.point), { layers: ids })
    if (found.length === 0) return
    // An area is found by its inside and by its edge.
    const objects = new Map(
      found.map(({ source, properties }) => [
        `${source} ${JSON.stringify(properties)}`,
        { layer: layers.find((layer) => layer.id === source)!, properties },
      ]),
    )
    new maplibre.Popup({ maxWidth: '22rem' })
      .setLngLat(event.lngLat)
      .setDOMContent(popupContent([...objects.values()].slice(0, MOST_IN_POPUP), settings))
      .addTo(map)
  })
  map.on('mousemove', (event) => {
    const over = map.queryRenderedFeatures(around(event.point), { layers: ids }).length > 0
    map.getCanvas().style.cursor = over ? 'pointer' : ''
  })
}

/** A box around a point on the screen: small points must be easy to touch. */
function around({ x, y }: { readonly x: number; readonly y: number }): [[number, number], [number, number]] {
  return [
    [x - REACH, y - REACH],
    [x + REACH, y + REACH],
  ]
}

type Say = (word?: 'loading' | 'partial' | 'failed') => void

/** Reads the layers: whole and once where they fit in one answer, what is in view otherwise. */
function loader(map: MapLibreMap, layers: readonly Layer[], say: Say): () => Promise<void> {
  const whole = new Set<string>()
  let running: AbortController | undefined
  return async () => {
    const wanted = layers.filter((layer) => !whole.has(layer.id))
    if (wanted.length === 0) return
    running?.abort()
    running = new AbortController()
    const { signal } = running
    say('loading')
    try {
      const parts = await Promise.all(
        wanted.map(async (layer) => {
          const small = layer.rows <= LIMIT
          const data = await read(layer.id, small ? '' : `&bbox=${viewOf(map)}`, signal)
          map.getSource<GeoJSONSource>(layer.id)?.setData(data)
          if (small) whole.add(layer.id)
          return data.features.length >= LIMIT && !small
        }),
      )
      say(parts.includes(true) ? 'partial' : undefined)
    } catch (error) {
      if (signal.aborted) return
      say('failed')
      throw error
    }
  }
}

interface Features {
  readonly type: 'FeatureCollection'
  readonly features: []
}

async function read(id: string, query: string, signal: AbortSignal): Promise<Features> {
  const response = await fetch(`/api/datasets/${id}/rows?format=geojson&limit=${LIMIT}${query}`, { signal })
  if (!response.ok) throw new Error(`${id}: ${response.status}`)
  return (await response.json()) as Features
}

/** What is in view: west, south, east, north. */
function viewOf(map: MapLibreMap): string {
  const view = map.getBounds()
  const [west, south] = [Math.max(-180, view.getWest()), Math.max(-90, view.getSouth())]
  const [east, north] = [Math.min(180, view.getEast()), Math.min(90, view.getNorth())]
  return [west, south, east, north].map((degrees) => degrees.toFixed(6)).join(',')
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-map]')) void start(figure)
