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
  readonly properties: Readonly<Record<string, { readonly 'x-ogc-unit'?: string }>>
}

/** What the map may show of a raster; undefined where it cannot be read. */
async function layerOf(page: Page, dataset: DatasetSummary): Promise<HourLayer | undefined> {
  const schema = await askMaybe<BandSchema>(page.api, `/ogc/collections/${dataset.id}/coverage/schema`)
  const [first] = Object.entries(schema?.properties ?? {})
  if (!schema || !first) return undefined
  const [band, { 'x-ogc-unit': unit = '' }] = first
  return {
    ...{ id: dataset.id, title: dataset.title, version: dataset.version },
    ...{ unit, band, hourly: 'h00' in schema.properties && 'h23' in schema.properties },
  }
}

interface HoursMapProps {
  readonly page: Page
  readonly datasets: readonly DatasetSummary[]
  readonly lines: string | null
}

/** The map of a hot day by hour. */
export async function HoursMap({ page, datasets, lines }: HoursMapProps) {
  const found = rasters.flatMap((id) => datasets.find((d) => d.id === id && d.allowed && d.version > 0) ?? [])
  const layers = (await Promise.all(found.map((dataset) => layerOf(page, dataset)))).filter((l) => l !== undefined)
  const [usual] = layers
  if (!usual) return null
  const t = speak(heatTexts, page.language)
  const asked = page.url.searchParams
  const chosen = layers.find(({ id }) => id === asked.get('layer')) ?? usual
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
