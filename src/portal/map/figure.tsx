import type { Dataset } from '../../api/json/shapes.ts'
import { type Page, pick } from '../page.ts'
import { commonTexts } from '../text/common.ts'
import { mapTexts } from '../text/map.ts'
import { speak } from '../text/speak.ts'
import type { MapLayer } from './layers.ts'

/** A layer as the island needs it: everything it shows is decided here, on the server. */
interface FigureLayer {
  readonly dataset: Pick<Dataset, 'id' | 'title' | 'rows' | 'columns'>
  readonly drawn: readonly MapLayer[]
  /** Where one goes from an object: an address with `{id}` for the value of its column `key`. */
  readonly link?: { readonly href: string; readonly key: string; readonly text: string }
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
  const common = speak(commonTexts, page.language)
  const data = {
    bounds,
    language: page.language === 'fr' ? 'fr-FR' : 'en-GB',
    timezone: page.territory.timezone,
    script: page.file('maplibre/maplibre-gl.mjs'),
    worker: page.file('maplibre/maplibre-gl-worker.mjs'),
    words: {
      // Several maps of a page are told apart by what they show.
      label: `${alt} ${t.label}`,
      loading: t.loading,
      partial: t.partial,
      failed: t.failed,
      close: t.close,
      noName: t.noName,
      zoomIn: t.zoomIn,
      zoomOut: t.zoomOut,
      yes: common.yes,
      no: common.no,
    },
    layers: layers.map(({ dataset, drawn, link }) => ({
      id: dataset.id,
      title: pick(page, dataset.title),
      drawn,
      link,
      rows: dataset.rows,
      columns: dataset.columns
        .filter((c) => c.type !== 'geometry')
        .map(({ name, type, title, unit }) => ({
          name,
          type,
          title: pick(page, title),
          unit: page.format.unit(unit),
          counted: unit !== undefined,
        })),
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
