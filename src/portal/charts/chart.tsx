import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Page } from '../page.ts'
import { commonTexts } from '../text/common.ts'
import { speak } from '../text/speak.ts'
import { type Drawing, drawSvg } from './draw.ts'

interface ChartProps {
  readonly page: Page
  readonly title: string
  /** What it shows, for who cannot see it. */
  readonly description: string
  readonly drawing: Drawing
  /** The same values as a table. */
  readonly table: Child
  /** Legend or note under the picture. */
  readonly note?: Child
}

const WIDE = 760
const NARROW = 360

/** A chart drawn twice (desk and phone, the style shows one), with its values as a table behind. */
export function Chart({ page, title, description, drawing, table, note }: ChartProps) {
  const t = speak(commonTexts, page.language)
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div class="wide">{raw(drawSvg(drawing(WIDE), title, description))}</div>
      <div class="narrow">{raw(drawSvg(drawing(NARROW), title, description))}</div>
      {note}
      <details>
        <summary>{t.seeTable}</summary>
        {table}
      </details>
    </figure>
  )
}
