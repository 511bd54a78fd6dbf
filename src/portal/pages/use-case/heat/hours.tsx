import type { DatasetSummary } from '../../../../api/json/shapes.ts'
import { askMaybe } from '../../../ask.ts'
import { type HourLayer, HoursFigure } from '../../../map/hours-figure.tsx'
import { type Page, pick } from '../../../page.ts'
import { heatTexts } from '../../../text/heat.ts'
import { speak } from '../../../text/speak.ts'

/** The rasters of the pack, in the order a person asks for them. */
const rasters = ['utci', 'radiant_temperature', 'shade', 'sun_hours', 'sky_view']
/** Where nobody asked for an hour: the middle of the afternoon, when heat is felt most. */
const USUAL_HOUR = 15

interface BandSchema {
  readonly properties: Readonly<Record<string, { readonly title: string; readonly 'x-ogc-unit'?: string }>>
}

const schemaOf = (page: Page, id: string) => askMaybe<BandSchema>(page.api, `/ogc/collections/${id}/coverage/schema`)

/** What the map may show of a raster: its hours as one layer, else its bands, one a layer. None where it cannot be read. */
export async function bandLayers(page: Page, { id, title }: DatasetSummary): Promise<HourLayer[]> {
  const { properties = {} } = (await schemaOf(page, id)) ?? {}
  const bands = Object.entries(properties).map(([band, { title: name, 'x-ogc-unit': unit = '' }]) => ({
    band,
    name,
    unit,
  }))
  if (bands.length === 0) return []
  const isHourly = 'h00' in properties && 'h23' in properties
  if (isHourly || bands.length === 1) {
    const { band, unit } = bands[0]!
    return [{ key: id, id, title: pick(page, title), unit, band, hourly: isHourly }]
  }
  return bands.map(({ band, name, unit }) => ({ key: band, id, title: name, unit, band, hourly: false }))
}

interface HoursMapProps {
  readonly page: Page
  readonly datasets: readonly DatasetSummary[]
  readonly lines: string | null
}

/** The map of a hot day by hour. */
export async function HoursMap({ page, datasets, lines }: HoursMapProps) {
  const found = rasters.flatMap((id) => datasets.find((d) => d.id === id && d.allowed && d.version > 0) ?? [])
  // Of a raster without hours, its first band says the most.
  const layers = (await Promise.all(found.map((dataset) => bandLayers(page, dataset)))).flatMap(
    ([first]) => first ?? [],
  )
  const [usual] = layers
  if (!usual) return null
  const t = speak(heatTexts, page.language)
  const asked = page.url.searchParams
  const chosen = layers.find(({ key }) => key === asked.get('hours')) ?? usual
  const hour = /^\d{1,2}$/.test(asked.get('hour') ?? '') ? Math.min(23, Number(asked.get('hour'))) : USUAL_HOUR
  return (
    <section>
      <h2 id="hours">{t.hours}</h2>
      <p>{t.hoursLead}</p>
      <HoursFigure
        page={page}
        bounds={page.territory.bounds}
        layers={layers}
        chosen={chosen}
        name="hours"
        hour={hour}
        lines={lines}
      />
      <dl class="method">
        {found.map((dataset) => (
          <div>
            <dt>
              <a href={`/datasets/${dataset.id}`}>{pick(page, dataset.title)}</a>
            </dt>
            <dd>{pick(page, dataset.description)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
