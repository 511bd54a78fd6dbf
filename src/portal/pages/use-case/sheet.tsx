import type { AssetSummary, Dataset, Territory } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { speak } from '../../text/speak.ts'
import { useCasesTexts } from '../../text/use-cases.ts'

interface SheetProps {
  readonly page: Page
  readonly pack: Territory['packs'][number]
  readonly datasets: readonly Dataset[]
  readonly assets: readonly AssetSummary[]
}

/** Purpose, sources, method, limits and settings of a pack, written from what the chain runs. */
export function TransparencySheet({ page, pack, datasets, assets }: SheetProps) {
  const t = speak(useCasesTexts, page.language)
  const { number, unit } = page.format
  const own = assets.filter((asset) => asset.pack === pack.id)
  const used = madeFrom(own, assets)
  const sources = assets.filter((asset) => asset.source && used.has(asset.name))
  const limits = [...new Set(datasets.flatMap(({ limits }) => (limits ? [pick(page, limits)] : [])))]
  return (
    <section class="sheet">
      <h2 id="sheet">{t.sheet}</h2>
      <h3>{t.purpose}</h3>
      <p>{pick(page, pack.description)}</p>
      <h3>{t.sources}</h3>
      <DataTable
        caption={t.sources}
        hideCaption
        wide
        headings={[{ title: t.source }, { title: t.producer }, { title: t.dated }]}
        rows={sources.map((asset) => [
          <a href={`/chain/${asset.name}`}>{pick(page, asset.title)}</a>,
          asset.source!.producer,
          asset.source!.dated,
        ])}
      />
      <h3>{t.method}</h3>
      <dl class="method">
        {own.map((asset) => (
          <div>
            <dt>
              <a href={`/chain/${asset.name}`}>{pick(page, asset.title)}</a>
            </dt>
            {asset.description && <dd>{pick(page, asset.description)}</dd>}
          </div>
        ))}
      </dl>
      {limits.length > 0 && (
        <>
          <h3>{t.limits}</h3>
          <ul class="limits">
            {limits.map((limit) => (
              <li>{limit}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t.parameters}</h3>
      <DataTable
        caption={t.parameters}
        hideCaption
        wide
        headings={[
          { title: t.parameter },
          { title: t.value, numeric: true },
          { title: t.default, numeric: true },
          { title: t.origin },
        ]}
        rows={pack.parameters.map((p) => [
          pick(page, p.title),
          `${number(p.value)} ${unit(p.unit)}`.trim(),
          `${number(p.default)} ${unit(p.unit)}`.trim(),
          `${p.source} (${p.date})`,
        ])}
      />
    </section>
  )
}

/** Names of all that some assets are made from, by way of other packs too. */
function madeFrom(own: readonly AssetSummary[], assets: readonly AssetSummary[]): ReadonlySet<string> {
  const byName = new Map(assets.map((asset) => [asset.name, asset]))
  const found = new Set<string>()
  const follow = ({ inputs }: AssetSummary): void => {
    for (const { asset: name } of inputs) {
      if (found.has(name)) continue
      found.add(name)
      const asset = byName.get(name)
      if (asset) follow(asset)
    }
  }
  own.forEach(follow)
  return found
}
