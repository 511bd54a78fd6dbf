import type { RowsPage } from '../../../../api/json/shapes.ts'
import { ask } from '../../../ask.ts'
import type { Page } from '../../../page.ts'
import { speak } from '../../../text/speak.ts'
import { mobilityTexts } from '../../../text/use-cases.ts'
import type { Readable } from './readable.ts'

interface Access {
  readonly population: number
  readonly people: number
  readonly share: number
  readonly frequent_stops: number
  readonly reach: number
  readonly frequency: number
}

/** One figure: the share of inhabitants near a frequent stop. */
export async function People({ page, readable }: { page: Page; readable: Readable }) {
  if (!readable('transit_access')) return null
  const { rows } = await ask<RowsPage>(page.api, '/api/datasets/transit_access/rows?limit=1')
  const row = rows[0] as unknown as Access | undefined
  if (!row) return null
  const t = speak(mobilityTexts, page.language)
  const { number, percent } = page.format
  // An estimate of some thousands of people: units would be false precision.
  const rounded = (value: number) => number(Math.round(value / 100) * 100)
  return (
    <section>
      <h2 id="people">{t.people}</h2>
      <p class="headline">
        <strong>{percent(row.share)}</strong> {t.peopleShare(number(row.reach), number(row.frequency))}
      </p>
      <p>{t.peopleCount(rounded(row.people), rounded(row.population), number(row.frequent_stops))}</p>
      <p>
        <a href="/datasets/people_near_frequent_stops">{t.details}</a>
      </p>
    </section>
  )
}
