import type { Dataset, DatasetSummary, RowsPage } from '../../../../api/json/shapes.ts'
import { address, ask } from '../../../ask.ts'
import { StyledMap } from '../../../map/styled.tsx'
import { type Page, pick } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { heatTexts } from '../../../text/heat.ts'
import { speak } from '../../../text/speak.ts'

interface Zone {
  readonly lcz: string | null
  readonly area: number
  readonly certainty: number | null
}

/** Blocks read for the table: those of a large city. */
const MOST_BLOCKS = 10_000

/** The local climate zones: their map, and how much of the territory is of each type. */
export async function Zones({ page, datasets }: { page: Page; datasets: readonly DatasetSummary[] }) {
  const found = datasets.find(({ id, allowed, rows }) => id === 'climate_zones' && allowed && rows > 0)
  if (!found) return null
  const t = speak(heatTexts, page.language)
  const { number, percent } = page.format
  const [dataset, { rows }, legend] = await Promise.all([
    ask<Dataset>(page.api, '/api/datasets/climate_zones'),
    ask<RowsPage>(
      page.api,
      address('/api/datasets/climate_zones/rows', { columns: 'lcz,area,certainty', limit: MOST_BLOCKS }),
    ),
    page.maps.legend('climate_zones', found.version),
  ])
  const zones = rows as unknown as readonly Zone[]
  const whole = zones.reduce((sum, { area }) => sum + area, 0)
  const types = [...Map.groupBy(zones, ({ lcz }) => lcz)]
    .map(([lcz, of]) => {
      const area = of.reduce((sum, zone) => sum + zone.area, 0)
      const certain = of.reduce((sum, zone) => sum + zone.area * (zone.certainty ?? 0), 0)
      return { lcz, count: of.length, area, certainty: certain / area }
    })
    .toSorted((a, b) => b.area - a.area)
  const nameOf = (lcz: string | null) => {
    const known = legend.classes.find(({ value }) => value === lcz)
    return lcz === null ? t.noZone : known ? pick(page, known.label) : lcz
  }
  return (
    <section>
      <h2 id="zones">{t.zones}</h2>
      <p>{t.zonesLead}</p>
      {await StyledMap({ page, dataset, alt: t.zonesAlt })}
      <DataTable
        caption={t.zoneTable}
        wide
        headings={[
          { title: t.zone },
          { title: t.blocks, numeric: true },
          { title: t.share, numeric: true },
          { title: t.certainty, numeric: true },
        ]}
        rows={types.map(({ lcz, count, area, certainty }) => [
          nameOf(lcz),
          number(count),
          percent(area / whole, 1),
          number(certainty, 2),
        ])}
      />
      <p>
        <a href="/datasets/climate_zones">{t.details}</a>
      </p>
    </section>
  )
}
