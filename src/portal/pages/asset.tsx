import type { Asset, AssetList, Checks, QuarantinePage, VersionPage } from '../../api/json/shapes.ts'
import { address, ask, askMaybe } from '../ask.ts'
import { GraphDrawing } from '../graph/drawing.tsx'
import { type Page, pick } from '../page.ts'
import { CheckList } from '../parts/checks.tsx'
import { FootprintDetail } from '../parts/footprint.tsx'
import { Layout } from '../parts/layout.tsx'
import { queryNumber } from '../parts/pager.tsx'
import { StateLabel } from '../parts/state.tsx'
import { assetTexts } from '../text/chain.ts'
import { commonTexts } from '../text/common.ts'
import { speak } from '../text/speak.ts'
import { AssetFacts } from './asset/facts.tsx'
import { PartitionStrip } from './asset/partitions.tsx'
import { Quarantine } from './asset/quarantine.tsx'
import { VersionList } from './asset/versions.tsx'

const LIMIT = 20

/** `/chain/{asset}`: one step, its state, its neighbours, its evidence. */
export async function assetPage(page: Page, name: string) {
  const path = `/api/assets/${encodeURIComponent(name)}`
  const offsets = {
    quarantine: queryNumber(page.url, 'q', 0, 1e9),
    versions: queryNumber(page.url, 'v', 0, 1e9),
  }
  const asset = await ask<Asset>(page.api, path)
  const [{ items: all }, checks, versions, quarantine] = await Promise.all([
    ask<AssetList>(page.api, '/api/assets'),
    ask<Checks>(page.api, `${path}/checks`),
    ask<VersionPage>(page.api, address(`${path}/versions`, { limit: LIMIT, offset: offsets.versions })),
    asset.quarantined > 0
      ? askMaybe<QuarantinePage>(page.api, address(`${path}/quarantine`, { limit: LIMIT, offset: offsets.quarantine }))
      : undefined,
  ])
  const t = speak(assetTexts, page.language)
  const title = pick(page, asset.title)
  const near = new Set([name, ...asset.inputs.map((input) => input.asset), ...asset.outputs])
  return (
    <Layout
      page={page}
      title={title}
      path={[{ href: '/chain', title: speak(commonTexts, page.language).chain }]}
      {...(asset.description && { description: pick(page, asset.description) })}
    >
      <h1>{title}</h1>
      <p class="quiet meta">
        <code>{name}</code>
        <StateLabel state={asset.state} language={page.language} />
      </p>
      {asset.description && <p class="lead">{pick(page, asset.description)}</p>}
      {asset.published && (
        <p>
          <a class="button" href={`/datasets/${name}`}>
            {t.seeDataset}
          </a>
        </p>
      )}
      {asset.fault && (
        <div class="note refusal">
          <h2 id="fault">{t.fault}</h2>
          <p>
            {pick(page, asset.fault.error.say)} {asset.fault.error.remedy && pick(page, asset.fault.error.remedy)}
          </p>
          <p class="quiet">
            {asset.fault.error.place && <code>{asset.fault.error.place}</code>} <code>{asset.fault.error.code}</code>{' '}
            <a href={`/runs/${asset.fault.run}`}>{t.faultIn(String(asset.fault.run))}</a>
          </p>
        </div>
      )}
      <div class="with-side">
        <div class="body">
          <section>
            <h2 id="place">{t.neighbours}</h2>
            <GraphDrawing
              page={page}
              title={t.neighbours}
              here={name}
              assets={all
                .filter((other) => near.has(other.name))
                .map((other) => ({
                  name: other.name,
                  title: other.title,
                  // Only what touches this step: the rest is on the page of the chain.
                  inputs: other.inputs
                    .map((input) => input.asset)
                    .filter((input) => input === name || other.name === name),
                  kind: other.source ? ('source' as const) : ('asset' as const),
                  published: other.published,
                  state: other.state,
                }))}
            />
            {asset.impact.length > 0 && <p>{t.impact(asset.impact.length, page.format.number(asset.impact.length))}</p>}
          </section>
          <PartitionStrip page={page} partitions={asset.partitions} />
          <section>
            <h2 id="checks">{t.checks}</h2>
            <CheckList page={page} checks={checks} />
          </section>
          <Quarantine
            page={page}
            rows={quarantine}
            total={asset.quarantined}
            offset={offsets.quarantine}
            limit={LIMIT}
          />
          <VersionList page={page} versions={versions} />
        </div>
        <aside class="side" aria-label={t.facts}>
          <AssetFacts page={page} asset={asset} />
          {asset.footprint && (
            <section>
              <h2 id="footprint">{t.footprint}</h2>
              <FootprintDetail page={page} footprint={asset.footprint} />
            </section>
          )}
        </aside>
      </div>
    </Layout>
  )
}
