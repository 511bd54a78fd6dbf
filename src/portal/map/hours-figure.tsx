import type { Page } from '../page.ts'
import { hoursTexts } from '../text/hours.ts'
import { mapTexts } from '../text/map.ts'
import { speak } from '../text/speak.ts'

/** A raster that a map may show: one picture an hour, or one for all. */
export interface HourLayer {
  /** Names it among those of a figure. */
  readonly key: string
  /** Collection of `/ogc`. */
  readonly id: string
  /** In the language of the page. */
  readonly title: string
  /** UCUM code of its values; empty for none. */
  readonly unit: string
  /** Whether it has a band an hour, `h00` to `h23`; else its one band. */
  readonly hourly: boolean
  readonly band: string
}

interface HoursFigureProps {
  readonly page: Page
  /** West, south, east, north. */
  readonly bounds: readonly number[]
  readonly layers: readonly HourLayer[]
  readonly chosen: HourLayer
  /** Name of the layer in the address of the page, and of the place of the figure on it. */
  readonly name: string
  /** Local clock, 0 to 23. */
  readonly hour: number
  /** Lines drawn over the raster, to find one's way: a collection of `/ogc`. */
  readonly lines: string | null
}

/** The band of an hour of the clock. */
export const bandOfHour = (hour: number): string => `h${String(hour).padStart(2, '0')}`

const bandAt = ({ hourly, band }: HourLayer, hour: number): string => (hourly ? bandOfHour(hour) : band)

/** The picture of a layer at an hour, as the server draws it. */
function pictureOf(layer: HourLayer, hour: number, [west, south, east, north]: readonly number[]): string {
  const properties = bandAt(layer, hour)
  return `/ogc/collections/${layer.id}/map?${new URLSearchParams({ properties, bbox: [west, south, east, north].join(), width: '960' })}`
}

const legendOf = (layer: HourLayer, hour: number, language: string) =>
  `/ogc/collections/${layer.id}/map/legend?properties=${bandAt(layer, hour)}&f=svg&lang=${language}`

/**
 * A map of rasters by hour: a picture and a form for all, which the island makes a map to move in, whose hour follows the
 * hand and whose values are read at a touch.
 */
export function HoursFigure({ page, bounds, layers, chosen, name, hour, lines }: HoursFigureProps) {
  const t = speak(hoursTexts, page.language)
  const map = speak(mapTexts, page.language)
  const isHourly = layers.some((layer) => layer.hourly)
  const settings = {
    bounds,
    name,
    lines,
    language: page.language === 'fr' ? 'fr-FR' : 'en-GB',
    lang: page.language,
    script: page.file('maplibre/maplibre-gl.mjs'),
    worker: page.file('maplibre/maplibre-gl-worker.mjs'),
    words: {
      label: `${chosen.title} — ${map.label}`,
      close: map.close,
      zoomIn: map.zoomIn,
      zoomOut: map.zoomOut,
      loading: t.loading,
      failed: t.failed,
      outside: t.outside,
      play: t.play,
      pause: t.pause,
      hour: t.hour,
      at: t.at,
      highest: t.highest,
    },
    layers: layers.map((layer) => ({
      key: layer.key,
      id: layer.id,
      title: layer.title,
      unit: page.format.unit(layer.unit),
      hourly: layer.hourly,
      band: layer.band,
    })),
  }
  const title = chosen.title
  return (
    <div class="hours" data-hours={JSON.stringify(settings)}>
      <form method="get" class="hours-form" action={`#${name}`}>
        <fieldset>
          <legend>{t.layers}</legend>
          {layers.map((layer) => (
            <label>
              <input type="radio" name={name} value={layer.key} checked={layer.key === chosen.key} />
              {layer.title}
            </label>
          ))}
        </fieldset>
        {isHourly && (
          <label class="hours-hour">
            {t.hour}
            <select name="hour">
              {Array.from({ length: 24 }, (_, h) => (
                <option value={h} selected={h === hour}>
                  {t.clock(String(h))}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit">{t.show}</button>
      </form>
      <figure class="map">
        <div class="map-frame">
          <img
            class="hours-picture"
            src={pictureOf(chosen, hour, bounds)}
            alt={chosen.hourly ? t.alt(title, String(hour)) : title}
            width="960"
            height="640"
            loading="lazy"
          />
        </div>
        <figcaption>
          <img
            class="hours-legend"
            src={legendOf(chosen, hour, page.language)}
            alt={t.legend(title)}
            width="260"
            height="64"
          />
          <span class="map-status quiet" role="status" />
        </figcaption>
      </figure>
    </div>
  )
}
