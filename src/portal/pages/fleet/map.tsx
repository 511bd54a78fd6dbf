import type { Device } from '../../../api/json/shapes.ts'
import { address } from '../../ask.ts'
import type { Page } from '../../page.ts'
import { DeviceState, deviceColours } from '../../parts/device-state.tsx'
import { deviceStateTexts, fleetTexts } from '../../text/fleet.ts'
import { mapTexts } from '../../text/map.ts'
import { speak } from '../../text/speak.ts'

interface FleetMapProps {
  readonly page: Page
  readonly query: Readonly<Record<string, string>>
  readonly total: number
  /** Collection of lines drawn under the devices. */
  readonly ground: string | undefined
}

/** The devices on a map: a picture for all, which the island `fleet` makes one to move in where the browser can. */
export function FleetMap({ page, query, total, ground }: FleetMapProps) {
  const t = speak(fleetTexts, page.language)
  const words = speak(mapTexts, page.language)
  const data = {
    bounds: page.territory.bounds,
    devices: address('/api/fleet/devices.geojson', query),
    ground: ground ?? null,
    script: page.file('maplibre/maplibre-gl.mjs'),
    worker: page.file('maplibre/maplibre-gl-worker.mjs'),
    colours: deviceColours,
    states: speak(deviceStateTexts, page.language),
    words: {
      label: words.label,
      loading: words.loading,
      failed: words.failed,
      close: words.close,
      zoomIn: words.zoomIn,
      zoomOut: words.zoomOut,
    },
  }
  return (
    <section>
      <h2 id="map">{t.map}</h2>
      <figure class="map" data-fleet={JSON.stringify(data)}>
        <div class="map-frame">
          <img
            src={address('/fleet/map.svg', { ...query, ground })}
            alt={t.mapAlt(page.format.number(total))}
            width="960"
            height="640"
            loading="lazy"
          />
        </div>
        <p class="map-status quiet" role="status" />
      </figure>
      <ul class="map-legend" aria-label={words.legend}>
        {(Object.keys(deviceColours) as Device['state'][]).map((state) => (
          <li>
            <svg class="swatch" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
              <rect class="swatch-ground" width="16" height="16" rx="3" />
              <circle cx="8" cy="8" r="4" fill={deviceColours[state]} />
            </svg>
            <DeviceState page={page} state={state} />
          </li>
        ))}
      </ul>
    </section>
  )
}
