import type { AssetSummary } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { nextOf, ruleText, whenText } from '../../parts/schedule.ts'
import { DataTable } from '../../parts/table.tsx'
import { chainTexts } from '../../text/chain.ts'
import { scheduleTexts } from '../../text/schedule.ts'
import { speak } from '../../text/speak.ts'

/** What is brought up to date by itself, by which rule and when next: the soonest first. */
export function Timetable({ page, assets }: { readonly page: Page; readonly assets: readonly AssetSummary[] }) {
  const t = speak(scheduleTexts, page.language)
  const scheduled = assets
    .flatMap(({ schedule, ...asset }) => (schedule ? [{ ...asset, schedule }] : []))
    .toSorted((a, b) => (nextOf(a)?.getTime() ?? 0) - (nextOf(b)?.getTime() ?? 0))
  return (
    <section>
      <h2 id="schedule">{t.title}</h2>
      {scheduled.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <p>{t.lead}</p>
          <DataTable
            caption={t.title}
            hideCaption
            wide
            headings={[
              { title: speak(chainTexts, page.language).step },
              { title: t.rule },
              { title: t.nextTitle },
              { title: t.last },
            ]}
            rows={scheduled.map((asset) => [
              <a href={`/chain/${asset.name}`}>{pick(page, asset.title)}</a>,
              ruleText(page, asset.schedule),
              whenText(page, asset),
              asset.checked ? page.format.ago(asset.checked, page.now) : '',
            ])}
          />
        </>
      )}
    </section>
  )
}
