import type { Asset } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { type Fact, FactList } from '../../parts/facts.tsx'
import { ruleText, whenText } from '../../parts/schedule.ts'
import { assetTexts } from '../../text/chain.ts'
import { commonTexts } from '../../text/common.ts'
import { speak } from '../../text/speak.ts'

/** The facts of a step, in a column beside it. */
export function AssetFacts({ page, asset }: { page: Page; asset: Asset }) {
  const t = speak(assetTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { number, bytes, moment } = page.format
  const { source, account } = asset
  const pack = page.territory.packs.find((p) => p.id === asset.pack)
  const facts: readonly Fact[] = [
    asset.version > 0 && [common.version, number(asset.version)],
    asset.made !== null && [t.madeOn, moment(asset.made)],
    asset.version > 0 && [common.rowsTitle, `${number(asset.rows)} (${bytes(asset.bytes)})`],
    account !== null && [
      t.account,
      t.accountWords(
        number(account.read),
        number(account.published),
        number(account.merged),
        number(account.quarantined),
      ),
    ],
    source !== null && [t.producer, source.producer],
    source !== null && [t.dated, source.dated],
    source !== null && [common.licence, source.licence],
    source !== null && [t.connector, source.connector],
    source !== null &&
      /^https?:/.test(source.address) && [
        t.address,
        <a class="address" href={source.address}>
          {source.address}
        </a>,
      ],
    pack !== undefined && [t.pack, <a href={`/use-cases/${pack.id}`}>{pick(page, pack.title)}</a>],
    [t.schedule, asset.schedule ? `${ruleText(page, asset.schedule)} · ${whenText(page, asset)}` : t.onDemand],
    asset.code !== null && [t.code, <code>{asset.code.slice(0, 12)}</code>],
  ]
  return (
    <section>
      <h2 id="facts">{t.facts}</h2>
      <FactList facts={facts} />
    </section>
  )
}
