import type { Dataset } from '../../../api/json/shapes.ts'
import type { Page } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { commonTexts } from '../../text/common.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

/** The newest versions that were published. */
export function Versions({ page, dataset }: { page: Page; dataset: Dataset }) {
  if (dataset.versions.length === 0) return null
  const t = speak(datasetTexts, page.language)
  const common = speak(commonTexts, page.language)
  const parts = dataset.versions.some((v) => v.partition !== null)
  return (
    <section>
      <h2 id="versions">{t.versions}</h2>
      <DataTable
        caption={t.versions}
        hideCaption
        headings={[
          { title: t.madeOn },
          ...(parts ? [{ title: t.partition }] : []),
          { title: t.rows, numeric: true },
          { title: common.size, numeric: true },
          { title: t.current },
        ]}
        rows={dataset.versions.map((v) => [
          page.format.moment(v.made),
          ...(parts ? [v.partition ?? ''] : []),
          page.format.number(v.rows),
          page.format.bytes(v.bytes),
          v.current ? common.yes : common.no,
        ])}
      />
    </section>
  )
}
