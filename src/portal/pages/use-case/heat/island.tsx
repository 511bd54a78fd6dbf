import type { DatasetSummary, RowsPage } from '../../../../api/json/shapes.ts'
import { ask } from '../../../ask.ts'
import { HoursFigure } from '../../../map/hours-figure.tsx'
import type { Page } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { heatTexts } from '../../../text/heat.ts'
import { speak } from '../../../text/speak.ts'
import { bandLayers } from './hours.tsx'

interface Term {
  readonly target: string
  readonly term: string
  readonly value: number | null
  readonly error: number | null
  readonly unit: string | null
  readonly said: string
  readonly said_en: string
}

interface IslandProps {
  readonly page: Page
  readonly datasets: readonly DatasetSummary[]
  readonly lines: string | null
}

/** The heat island at night, how sure it is, and what the map stands on. */
export async function Island({ page, datasets, lines }: IslandProps) {
  const readable = (id: string) => datasets.find((d) => d.id === id && d.allowed && d.version > 0)
  const found = readable('heat_island')
  if (!found || !readable('heat_island_model')) return null
  const layers = await bandLayers(page, found)
  const [usual] = layers
  if (!usual) return null
  const { rows } = await ask<RowsPage>(page.api, '/api/datasets/heat_island_model/rows?limit=1000')
  const terms = rows as unknown as readonly Term[]
  const t = speak(heatTexts, page.language)
  const { number, unit } = page.format
  const termOf = (name: string) => terms.find(({ term, value }) => term === name && value !== null)?.value
  const [stations, rmse] = [termOf('stations'), termOf('rmse')]
  const written = (value: number | null, code: string | null) =>
    value === null ? '' : `${number(value, 3)} ${unit(code ?? undefined)}`.trim()
  return (
    <section>
      <h2 id="island">{t.island}</h2>
      <p>
        {rmse !== undefined && rmse !== null && stations
          ? t.islandMeasured(number(stations), number(rmse, 2))
          : t.islandEstimated}
      </p>
      <HoursFigure
        page={page}
        bounds={page.territory.bounds}
        layers={layers}
        chosen={layers.find(({ key }) => key === page.url.searchParams.get('island')) ?? usual}
        name="island"
        hour={0}
        lines={lines}
      />
      <details>
        <summary>{t.islandModel}</summary>
        <DataTable
          caption={t.islandModel}
          hideCaption
          wide
          headings={[{ title: t.term }, { title: t.value, numeric: true }, { title: t.error, numeric: true }]}
          rows={terms.map(({ target, said, said_en, value, error, unit: code }) => [
            `${page.language === 'fr' ? said : said_en}${target === 'all' ? '' : ` (${target})`}`,
            written(value, code),
            written(error, code),
          ])}
        />
      </details>
    </section>
  )
}
