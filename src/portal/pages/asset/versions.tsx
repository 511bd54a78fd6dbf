import type { VersionPage } from '../../../api/json/shapes.ts'
import type { Page } from '../../page.ts'
import { Pager } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { assetTexts } from '../../text/chain.ts'
import { commonTexts } from '../../text/common.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

/** Every version made, the newest first. */
export function VersionList({ page, versions }: { page: Page; versions: VersionPage }) {
  if (versions.total === 0) return null
  const t = speak(assetTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { partition } = speak(datasetTexts, page.language)
  const { number, bytes, moment } = page.format
  const parts = versions.items.some((v) => v.partition !== null)
  return (
    <section>
      <h2 id="versions">{t.versions}</h2>
      <DataTable
        caption={t.versions}
        hideCaption
        headings={[
          { title: t.madeOn },
          ...(parts ? [{ title: partition }] : []),
          { title: t.status },
          { title: common.rowsTitle, numeric: true },
          { title: common.size, numeric: true },
          { title: t.run },
          { title: t.content },
        ]}
        rows={versions.items.map((v) => [
          moment(v.made),
          ...(parts ? [v.partition ?? ''] : []),
          v.current ? t.served : t[v.state],
          number(v.rows),
          bytes(v.bytes),
          v.run === null ? '' : <a href={`/runs/${v.run}`}>{`n° ${v.run}`}</a>,
          <code title={v.object}>{v.object.slice(0, 12)}</code>,
        ])}
      />
      <Pager
        page={page}
        name="v"
        offset={versions.offset}
        limit={versions.limit}
        total={versions.total}
        anchor="versions"
      />
    </section>
  )
}
