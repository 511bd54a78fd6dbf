import type { LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl'
import { GROUND } from './layers.ts'

export type MapLibre = typeof import('maplibre-gl')

/** What every live map is told by its page. */
export interface MapSettings {
  /** West, south, east, north. */
  readonly bounds: readonly number[]
  readonly script: string
  readonly worker: string
  readonly words: Readonly<Record<'label' | 'close' | 'zoomIn' | 'zoomOut', string>>
}

/** MapLibre, where the browser can draw; undefined otherwise: the picture stays. */
export async function loadMaplibre({ script, worker }: MapSettings): Promise<MapLibre | undefined> {
  if (!document.createElement('canvas').getContext('webgl2')) return undefined
  const maplibre = (await import(script)) as MapLibre
  maplibre.setWorkerUrl(new URL(worker, location.href).href)
  return maplibre
}

/** The element a map is drawn in, over the picture. */
export function canvasIn(figure: HTMLElement): HTMLElement {
  const container = document.createElement('div')
  container.className = 'map-canvas'
  figure.querySelector('.map-frame')!.append(container)
  return container
}

/** Opens an empty map on bounds: north up, with its buttons and scale. */
export function openMap(maplibre: MapLibre, container: HTMLElement, { bounds, words }: MapSettings): MapLibreMap {
  const map = new maplibre.Map({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: 'ground', type: 'background', paint: { 'background-color': GROUND } }],
    },
    bounds: bounds as LngLatBoundsLike,
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    locale: {
      'Map.Title': words.label,
      'NavigationControl.ZoomIn': words.zoomIn,
      'NavigationControl.ZoomOut': words.zoomOut,
      'Popup.Close': words.close,
    },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new maplibre.NavigationControl({ showCompass: false }))
  map.addControl(new maplibre.ScaleControl({ unit: 'metric' }))
  return map
}

/** Tiles of the picture of a band of a raster, as a source of MapLibre wants them. */
export const pictureTiles = (collection: string, band: string): string[] => [
  `${location.origin}/ogc/collections/${collection}/map/tiles/WebMercatorQuad/{z}/{y}/{x}?f=png&properties=${band}`,
]
