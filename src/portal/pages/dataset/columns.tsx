import type { Column, Dataset, Statistics } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { valueText } from '../../parts/value.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { type Spoken, speak } from '../../text/speak.ts'

/** Every column explained, with what its values look like when they may be read. */
export function Columns({
  page,
  dataset,
  statistics,
}: {
  page: Page
  dataset: Dataset
  statistics: Statistics | undefined
}) {
  if (dataset.columns.length === 0) return null
  const t = speak(datasetTexts, page.language)
  const measured = new Map(statistics?.columns.map((c) => [c.name, c]))
  return (
    <section>
      <h2 id="columns">{t.columns}</h2>
      <DataTable
        caption={t.columns}
        hideCaption
        wide
        headings={[
          { title: t.column },
          { title: t.meaning },
          { title: t.type },
          { title: t.unit },
          { title: t.spread },
          { title: t.missing, numeric: true },
        ]}
        rows={dataset.columns.map((column) => {
          const found = measured.get(column.name)
          const span = found && found.min !== null && found.min !== '' && column.type !== 'text'
          return [
            <code>{column.name}</code>,
            <>
              {pick(page, column.title)}
              {column.description && <span class="quiet block">{pick(page, column.description)}</span>}
            </>,
            typeName(column.type, t),
            page.format.unit(column.unit),
            span ? spread(valueText(page, column, found.min), valueText(page, column, found.max)) : '',
            found ? (found.missing === 0 ? '0' : missingText(page, found)) : '',
          ]
        })}
      />
    </section>
  )
}

const spread = (low: string, high: string) => (low === high ? low : `${low} … ${high}`)

const missingText = (page: Page, { missing, count }: { missing: number; count: number }) =>
  `${page.format.number(missing)} (${page.format.percent(missing / (missing + count), 1)})`

function typeName(type: Column['type'], t: Spoken<typeof datasetTexts>): string {
  const names = {
    text: t.typeText,
    integer: t.typeInteger,
    number: t.typeNumber,
    boolean: t.typeBoolean,
    instant: t.typeInstant,
    date: t.typeDate,
    json: t.typeJson,
    geometry: t.typeGeometry,
  }
  return names[type]
}
