import type { DatasetSummary } from '../../../api/json/shapes.ts'
import type { Page } from '../../page.ts'
import { HoursMap } from './heat/hours.tsx'
import { WhatIfSection } from './heat/what-if.tsx'

/** The figures of the heat pack: each is left out where the territory lacks its data. */
export async function HeatFigures({ page, datasets }: { page: Page; datasets: readonly DatasetSummary[] }) {
  // The streets of the territory help to find one's way on a map of cells.
  const lines = datasets.find(({ id, allowed }) => allowed && id === 'streets')?.id ?? null
  return (
    <>
      {await HoursMap({ page, datasets, lines })}
      {await WhatIfSection({ page, lines })}
    </>
  )
}
