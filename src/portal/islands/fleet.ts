// The map of the fleet: the picture becomes a map to move in. Where the browser cannot, the picture stays.

import type { GeoJSONSource, MapGeoJSONFeature, Map as MapLibreMap } from 'maplibre-gl'
import { canvasIn, loadMaplibre, type MapLibre, type MapSettings, openMap } from './open-map.ts'

interface Settings extends MapSettings {
  /** Address of the devices as GeoJSON. */
  readonly devices: string
  /** Collection of lines drawn under them, to find one's way. */
  readonly ground: string | null
  readonly colours: Readonly<Record<string, string>>
  readonly states: Readonly<Record<string, string>>
  readonly words: MapSettings['words'] & Readonly<Record<'loading' | 'failed', string>>
}

const REFRESH_MS = 60_000

async function start(figure: HTMLElement): Promise<void> {
  const settings = JSON.parse(figure.dataset.fleet!) as Settings
  const maplibre = await loadMaplibre(settings)
  if (!maplibre) return
  const status = figure.querySelector('.map-status')!
  const container = canvasIn(figure)
  try {
    status.textContent = settings.words.loading
    const map = openMap(maplibre, container, settings)
    map.on('load', async () => {
      await show(maplibre, map, settings)
      status.textContent = ''
      figure.classList.add('live')
    })
  } catch (error) {
    container.remove()
    status.textContent = settings.words.failed
    throw error
  }
}

async function show(maplibre: MapLibre, map: MapLibreMap, settings: Settings): Promise<void> {
  const { colours, devices, ground } = settings
  if (ground) {
    const tiles = [`${location.origin}/ogc/collections/${ground}/tiles/WebMercatorQuad/{z}/{y}/{x}?f=mvt`]
    map.addSource('ground', { type: 'vector', tiles, maxzoom: 14 })
    map.addLayer({
      ...{ id: 'lines', type: 'line', source: 'ground', 'source-layer': ground },
      paint: { 'line-color': '#c9c4b4', 'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 10, 0.5, 18, 6] },
    })
  }
  map.addSource('devices', { type: 'geojson', data: await read(devices) })
  map.addLayer({
    id: 'devices',
    type: 'circle',
    source: 'devices',
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 3, 14, 6, 18, 10],
      'circle-color': ['match', ['get', 'state'], ...Object.entries(colours).flat(), '#5b5b5b'] as never,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 1.5,
    },
  })
  map.on('click', 'devices', ({ features = [], lngLat }) => {
    new maplibre.Popup({ maxWidth: '20rem' }).setLngLat(lngLat).setDOMContent(links(features, settings)).addTo(map)
  })
  map.on('mouseenter', 'devices', () => {
    map.getCanvas().style.cursor = 'pointer'
  })
  map.on('mouseleave', 'devices', () => {
    map.getCanvas().style.cursor = ''
  })
  setInterval(async () => map.getSource<GeoJSONSource>('devices')?.setData(await read(devices)), REFRESH_MS)
}

async function read(address: string): Promise<GeoJSON.FeatureCollection> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return (await response.json()) as GeoJSON.FeatureCollection
}

/** The devices under a click, each a link to its page. Texts are set, never parsed. */
function links(features: readonly MapGeoJSONFeature[], { states }: Settings): HTMLElement {
  const list = document.createElement('ul')
  list.className = 'map-popup'
  for (const { properties } of features) {
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.href = `/fleet/${encodeURIComponent(properties.eui)}`
    link.textContent = properties.name
    item.append(link, ` · ${states[properties.state] ?? properties.state}`)
    list.append(item)
  }
  return list
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-fleet]')) void start(figure)
