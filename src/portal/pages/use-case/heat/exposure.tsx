import type { Dataset, DatasetSummary, RowsPage } from '../../../../api/json/shapes.ts'
import { ask } from '../../../ask.ts'
import { StyledMap } from '../../../map/styled.tsx'
import type { Page } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { heatTexts } from '../../../text/heat.ts'
import { speak } from '../../../text/speak.ts'

interface Group {
  readonly group: 'all' | 'aged' | 'poor'
  readonly count: number
  readonly utci_afternoon: number | null
  readonly utci_night: number | null
  readonly heat_island: number | null
  readonly hottest: number | null
}

/** Who lives where it is hot: the map by inhabited square, and the groups beside each other. */
export async function Exposure({ page, datasets }: { page: Page; datasets: readonly DatasetSummary[] }) {
  const readable = (id: string) => datasets.some((d) => d.id === id && d.allowed && d.rows > 0)
  if (!readable('heat_exposure') || !readable('heat_exposure_groups')) return null
  const t = speak(heatTexts, page.language)
  const { number, percent } = page.format
  const [dataset, { rows }] = await Promise.all([
    ask<Dataset>(page.api, '/api/datasets/heat_exposure'),
    ask<RowsPage>(page.api, '/api/datasets/heat_exposure_groups/rows'),
  ])
  const groups = rows as unknown as readonly Group[]
  const degrees = (value: number | null) => (value === null ? '' : `${number(value, 1)} °C`)
  const shared = (value: number | null) => (value === null ? '' : percent(value))
  const all = groups.find(({ group }) => group === 'all')
  const others = groups
    .filter(({ group, hottest }) => group !== 'all' && hottest !== null)
    .map(({ group, hottest }) => `${t[group]} : ${shared(hottest)}`)
  return (
    <section>
      <h2 id="exposure">{t.exposure}</h2>
      {all && (
        <p class="headline">
          <strong>{shared(all.hottest)}</strong> {t.exposureHottest(others.join(', '))}
        </p>
      )}
      {await StyledMap({ page, dataset, alt: t.exposureAlt })}
      <DataTable
        caption={t.exposureGroups}
        wide
        headings={[
          { title: t.group },
          { title: t.people, numeric: true },
          { title: t.afternoon, numeric: true },
          { title: t.night, numeric: true },
          { title: t.islandHere, numeric: true },
          { title: t.hottest, numeric: true },
        ]}
        rows={groups.map((one) => [
          t[one.group],
          number(one.count, 0),
          degrees(one.utci_afternoon),
          degrees(one.utci_night),
          degrees(one.heat_island),
          shared(one.hottest),
        ])}
      />
      <p>
        <a href="/datasets/heat_exposure">{t.details}</a>
      </p>
    </section>
  )
}
