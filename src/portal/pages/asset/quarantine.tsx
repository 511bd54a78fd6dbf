import type { QuarantinePage } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { Pager } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { assetTexts } from '../../text/chain.ts'
import { speak } from '../../text/speak.ts'

interface QuarantineProps {
  readonly page: Page
  /** Undefined when there are none, or when they may not be read. */
  readonly rows: QuarantinePage | undefined
  readonly total: number
  readonly offset: number
  readonly limit: number
}

const LONGEST = 300

/** Rows set aside, each with its place in the source and the reason. */
export function Quarantine({ page, rows, total, offset, limit }: QuarantineProps) {
  const t = speak(assetTexts, page.language)
  return (
    <section>
      <h2 id="quarantine">{t.quarantine}</h2>
      {total === 0 ? (
        <p>{t.quarantineNone}</p>
      ) : !rows ? (
        <p>{t.quarantineWithheld}</p>
      ) : (
        <>
          <p>{t.quarantineLead}</p>
          <DataTable
            caption={t.quarantine}
            hideCaption
            headings={[{ title: t.place }, { title: t.reason }, { title: t.record }]}
            rows={rows.items.map((row) => [
              <>
                <code>{row.place}</code>
                {row.partition && <span class="quiet block">{row.partition}</span>}
              </>,
              pick(page, row.reason),
              <code class="record">{cut(typeof row.raw === 'string' ? row.raw : JSON.stringify(row.raw))}</code>,
            ])}
          />
          <Pager page={page} name="q" offset={offset} limit={limit} total={rows.total} anchor="quarantine" />
        </>
      )}
    </section>
  )
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
