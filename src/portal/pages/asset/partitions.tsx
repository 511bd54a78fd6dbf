import type { PartitionState } from '../../../api/json/shapes.ts'
import type { Page } from '../../page.ts'
import { StateLabel } from '../../parts/state.tsx'
import { DataTable } from '../../parts/table.tsx'
import { assetTexts } from '../../text/chain.ts'
import { commonTexts } from '../../text/common.ts'
import { speak } from '../../text/speak.ts'

const WIDTH = 720
const HEIGHT = 28

/** The parts of a step as one strip, each run of parts in one state as long as its count; the same as a table. */
export function PartitionStrip({ page, partitions }: { page: Page; partitions: PartitionState }) {
  if (partitions.by === null) return null
  const t = speak(assetTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { number } = page.format
  const by = t[partitions.by as 'year' | 'month' | 'day' | 'hour' | 'tile']
  const words = t.partitionsBy(by, number(partitions.total), number(partitions.fresh))
  const shown = partitions.ranges.reduce((sum, range) => sum + range.count, 0)
  let before = 0
  return (
    <section>
      <h2 id="partitions">{t.partitions}</h2>
      <p>{words}</p>
      <svg class="strip" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words} preserveAspectRatio="none">
        {partitions.ranges.map((range) => {
          const x = (before / shown) * WIDTH
          before += range.count
          return (
            <rect
              class={`part part-${range.state}`}
              x={x.toFixed(2)}
              y={range.state === 'fresh' ? 0 : range.state === 'failed' ? 0 : HEIGHT / 2}
              width={Math.max(0.75, (range.count / shown) * WIDTH - 0.5).toFixed(2)}
              height={range.state === 'stale' ? HEIGHT / 2 : HEIGHT}
            >
              <title>{`${range.from} … ${range.to}`}</title>
            </rect>
          )
        })}
      </svg>
      <DataTable
        caption={t.partitions}
        hideCaption
        headings={[{ title: t.from }, { title: t.to }, { title: t.number, numeric: true }, { title: common.state }]}
        rows={partitions.ranges
          .slice(0, 20)
          .map((range) => [
            range.from,
            range.to,
            number(range.count),
            <StateLabel state={range.state} language={page.language} />,
          ])}
      />
      {partitions.ranges.length + partitions.more > 20 && (
        <p class="quiet">{t.more(number(partitions.ranges.length + partitions.more - 20))}</p>
      )}
    </section>
  )
}
