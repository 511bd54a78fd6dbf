import type { Page } from '../../page.ts'
import { datasetsTexts } from '../../text/datasets.ts'
import { speak } from '../../text/speak.ts'
import { type Asked, without } from './asked.ts'

const thirds = [0, 1, 2] as const
/** Figures of a degree that tell about a hundred metres. */
const DIGITS = 3

/** The territory in nine sectors, each a way to the datasets that touch it: a map box for who has no map to draw on. */
export function Sectors({ page, asked }: { readonly page: Page; readonly asked: Asked }) {
  const t = speak(datasetsTexts, page.language)
  const [west, south, east, north] = page.territory.bounds as [number, number, number, number]
  const [width, height] = [(east - west) / 3, (north - south) / 3]
  const to = (box: readonly number[]) =>
    without({ ...asked, bbox: box.map((side) => side.toFixed(DIGITS)).join(',') }, 'offset')
  return (
    <nav aria-label={t.sectors}>
      <ul class="sectors">
        {thirds.map((row) =>
          thirds.map((column) => {
            const [left, top] = [west + column * width, north - row * height]
            return (
              <li>
                <a href={to([left, top - height, left + width, top])} rel="nofollow">
                  {t.sector(row, column)}
                </a>
              </li>
            )
          }),
        )}
      </ul>
      <p>
        <a href={to([west, south, east, north])} rel="nofollow">
          {t.whole}
        </a>
      </p>
    </nav>
  )
}
