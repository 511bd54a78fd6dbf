import type { Dataset, Lineage } from '../../../api/json/shapes.ts'
import { GraphDrawing } from '../../graph/drawing.tsx'
import { type Page, pick } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { commonTexts } from '../../text/common.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

/** The way from the sources to a dataset, drawn, and the sources in words. */
export function Provenance({ page, dataset, lineage }: { page: Page; dataset: Dataset; lineage: Lineage }) {
  const t = speak(datasetTexts, page.language)
  const common = speak(commonTexts, page.language)
  return (
    <section>
      <h2 id="provenance">{t.provenance}</h2>
      <p>{t.provenanceLead}</p>
      <GraphDrawing
        page={page}
        title={t.provenance}
        here={dataset.id}
        assets={lineage.nodes.map((node) => ({
          name: node.asset,
          title: node.title,
          inputs: node.inputs,
          kind: node.kind,
          published: node.published,
          state: node.version > 0 ? 'fresh' : 'never',
          ...noteOf(node.source?.dated ?? (node.rows > 0 ? common.rows(node.rows, page.format.number(node.rows)) : '')),
        }))}
      />
      {dataset.provenance.length > 0 && (
        <DataTable
          caption={t.sources}
          wide
          headings={[
            { title: t.source },
            { title: t.producer },
            { title: t.dated },
            { title: common.licence },
            { title: t.address },
          ]}
          rows={dataset.provenance.map((source) => [
            <a href={`/chain/${source.asset}`}>{pick(page, source.title)}</a>,
            source.producer,
            source.dated,
            source.licence,
            <SourceAddress address={source.address} invented={t.invented} />,
          ])}
        />
      )}
      <p>
        <a href={`/chain/${encodeURIComponent(dataset.id)}`}>{t.inChain}</a>
      </p>
    </section>
  )
}

/** Rasters and files have no rows to count: nothing is said of them. */
const noteOf = (note: string) => (note ? { note } : {})

/** Where a source is; only web addresses are links. */
function SourceAddress({ address, invented }: { address: string; invented: string }) {
  if (!/^https?:\/\//.test(address)) return <>{invented}</>
  return (
    <a class="address" href={address}>
      {new URL(address).hostname}
    </a>
  )
}
