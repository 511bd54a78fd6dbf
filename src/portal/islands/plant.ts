// Planting on the map: a touch is a tree, or a point of an awning. The places go into the form, which is sent as always.

import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { canvasIn, loadMaplibre, type MapSettings, openMap, pictureTiles } from './open-map.ts'

type LonLat = readonly [longitude: number, latitude: number]

interface Settings extends MapSettings {
  readonly lines: string | null
  readonly ground: { readonly id: string; readonly band: string } | null
  readonly words: MapSettings['words'] &
    Readonly<Record<'plant' | 'shade' | 'undo' | 'clear' | 'count' | 'how', string>>
  readonly trees: readonly LonLat[]
  readonly awnings: readonly (readonly LonLat[])[]
  /** What was computed: a colour a cell, rows from the north. */
  readonly result?: {
    readonly width: number
    readonly height: number
    readonly bbox: readonly [number, number, number, number]
    readonly colours: readonly string[]
  }
}

async function start(root: HTMLElement): Promise<void> {
  const settings = JSON.parse(root.dataset.plant!) as Settings
  const maplibre = await loadMaplibre(settings)
  if (!maplibre) return
  const figure = root.querySelector<HTMLElement>('figure')!
  figure.hidden = false
  const map = openMap(maplibre, canvasIn(figure), settings)
  map.on('load', () => {
    figure.classList.add('live')
    drawGround(map, settings)
    plantOn(map, root, figure, settings)
  })
}

/** What is felt there, the streets, and what was computed. */
function drawGround(map: MapLibreMap, { ground, lines, result }: Settings): void {
  if (ground) {
    map.addSource('felt', { type: 'raster', tiles: pictureTiles(ground.id, ground.band), tileSize: 256 })
    map.addLayer({ id: 'felt', type: 'raster', source: 'felt', paint: { 'raster-opacity': result ? 0.35 : 0.8 } })
  }
  if (result) {
    const [west, south, east, north] = result.bbox
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: result.width, height: result.height })
    const brush = canvas.getContext('2d')!
    for (const [i, colour] of result.colours.entries()) {
      brush.fillStyle = colour
      brush.fillRect(i % result.width, Math.floor(i / result.width), 1, 1)
    }
    const coordinates: [LonLat, LonLat, LonLat, LonLat] = [
      [west, north],
      [east, north],
      [east, south],
      [west, south],
    ]
    map.addSource('result', { type: 'canvas', canvas, animate: false, coordinates: coordinates as never })
    map.addLayer({ id: 'result', type: 'raster', source: 'result', paint: { 'raster-resampling': 'nearest' } })
  }
  if (!lines) return
  const tiles = [`${location.origin}/ogc/collections/${lines}/tiles/WebMercatorQuad/{z}/{y}/{x}?f=mvt`]
  map.addSource('lines', { type: 'vector', tiles, maxzoom: 14 })
  map.addLayer({
    ...{ id: 'lines', type: 'line', source: 'lines', 'source-layer': lines },
    paint: { 'line-color': '#1b2733', 'line-opacity': 0.4, 'line-width': 1 },
  })
}

/** One thing put on the map: a tree is one place, an awning several. */
type Put = { readonly kind: 'tree' | 'awning'; readonly places: LonLat[] }

function plantOn(map: MapLibreMap, root: HTMLElement, figure: HTMLElement, { words, trees, awnings }: Settings): void {
  const form = root.querySelector('form')!
  const treeField = form.querySelector<HTMLTextAreaElement>('[name=trees]')!
  const awningField = form.querySelector<HTMLTextAreaElement>('[name=awnings]')!
  for (const field of [treeField, awningField]) field.parentElement!.hidden = true
  const put: Put[] = [
    ...trees.map((place): Put => ({ kind: 'tree', places: [place] })),
    ...awnings.map((places): Put => ({ kind: 'awning', places: [...places] })),
  ]
  let kind: Put['kind'] = 'tree'
  let isOpen = false

  const bar = document.createElement('div')
  bar.className = 'plant-bar'
  const button = (text: string, act: () => void) => {
    const made = document.createElement('button')
    Object.assign(made, { type: 'button', textContent: text })
    made.addEventListener('click', act)
    bar.append(made)
    return made
  }
  const choose = (wanted: Put['kind']) => {
    kind = wanted
    isOpen = false
    plant.setAttribute('aria-pressed', String(kind === 'tree'))
    shade.setAttribute('aria-pressed', String(kind === 'awning'))
  }
  const plant = button(words.plant, () => choose('tree'))
  const shade = button(words.shade, () => choose('awning'))
  button(words.undo, () => {
    const last = put.at(-1)
    if (last && last.places.length > 1) last.places.pop()
    else put.pop()
    show()
  })
  button(words.clear, () => {
    put.length = 0
    show()
  })
  figure.before(bar)
  choose('tree')

  const empty = { type: 'FeatureCollection', features: [] } as const
  map.addSource('put', { type: 'geojson', data: empty as never })
  map.addLayer({
    ...{ id: 'awnings', type: 'line', source: 'put', filter: ['==', ['get', 'kind'], 'awning'] },
    paint: { 'line-color': '#8a4b08', 'line-width': 5, 'line-opacity': 0.8 },
  })
  map.addLayer({
    ...{ id: 'trees', type: 'circle', source: 'put', filter: ['==', ['get', 'kind'], 'tree'] },
    paint: {
      'circle-color': '#1a7f37',
      'circle-radius': 6,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 1.5,
    },
  })
  map.on('click', ({ lngLat }) => {
    const place: LonLat = [Number(lngLat.lng.toFixed(6)), Number(lngLat.lat.toFixed(6))]
    const last = put.at(-1)
    if (kind === 'awning' && isOpen && last) last.places.push(place)
    else put.push({ kind, places: [place] })
    isOpen = kind === 'awning'
    show()
  })
  show()

  function show(): void {
    const all = (wanted: Put['kind']) => put.filter((one) => one.kind === wanted)
    const text = (places: readonly LonLat[]) => places.map((place) => place.join()).join(';')
    treeField.value = all('tree')
      .map(({ places }) => text(places))
      .join(';')
    awningField.value = all('awning')
      .map(({ places }) => text(places))
      .join('|')
    const features = put.map(({ kind, places }) => ({
      type: 'Feature' as const,
      properties: { kind },
      geometry:
        kind === 'tree'
          ? { type: 'Point' as const, coordinates: [...places[0]!] }
          : { type: 'LineString' as const, coordinates: places.map((place) => [...place]) },
    }))
    map.getSource<GeoJSONSource>('put')?.setData({ type: 'FeatureCollection', features })
    const [trees, awnings] = [all('tree').length, all('awning').length]
    figure.querySelector('.map-status')!.textContent =
      put.length === 0 ? words.how : `${words.count} ${trees}, ${awnings}`
  }
}

for (const root of document.querySelectorAll<HTMLElement>('[data-plant]')) void start(root)
