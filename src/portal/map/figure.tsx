import type { Column, DatasetSummary } from '../../api/json/shapes.ts'
import type { Page } from '../page.ts'
import { columnHeading } from '../parts/value.ts'
import { mapTexts } from '../text/map.ts'
import { speak } from '../text/speak.ts'
import type { Colouring } from './layers.ts'

/** A layer as the island needs it: everything it shows is decided here, on the server. */
interface FigureLayer {
  readonly dataset: Pick<DatasetSummary, 'id' | 'title' | 'rows'>
  readonly colour: string
  readonly colouring?: Colouring | undefined
  /** To name attributes; without them the island shows their names as they are. */
  readonly columns?: readonly Column[]
}

interface FigureProps {
  readonly page: Page
  /** West, south, east, north. */
  readonly bounds: readonly number[]
  /** Address of the picture drawn on the server. */
  readonly picture: string
  readonly alt: string
  readonly layers: readonly FigureLayer[]
}

/** A map: a picture for all, which the island replaces by one to move in where the browser can. */
export function MapFigure({ page, bounds, picture, alt, layers }: FigureProps) {
  const t = speak(mapTexts, page.language)
  const data = {
    bounds,
    language: page.language,
    script: page.file('maplibre/maplibre-gl.mjs'),
    worker: page.file('maplibre/maplibre-gl-worker.mjs'),
    words: {
      label: t.label,
      loading: t.loading,
      partial: t.partial,
      failed: t.failed,
      close: t.close,
      noName: t.noName,
      zoomIn: t.zoomIn,
      zoomOut: t.zoomOut,
    },
    layers: layers.map(({ dataset, colour, colouring, columns }) => ({
      id: dataset.id,
      title: dataset.title[page.language],
      colour,
      colouring: colouring ?? null,
      rows: dataset.rows,
      names: Object.fromEntries((columns ?? []).map((c) => [c.name, columnHeading(page, c)])),
    })),
  }
  return (
    <figure class="map" data-map={JSON.stringify(data)}>
      <div class="map-frame">
        <img src={picture} alt={alt} width="960" height="640" loading="lazy" />
      </div>
      <p class="map-status quiet" role="status" />
    </figure>
  )
}
