import type { DatasetSummary } from '../../../api/json/shapes.ts'
import type { Page } from '../../page.ts'
import { Exposure } from './heat/exposure.tsx'
import { HoursMap } from './heat/hours.tsx'
import { Island } from './heat/island.tsx'
import { WhatIfSection } from './heat/what-if.tsx'
import { Zones } from './heat/zones.tsx'

/** Datasets that hold the streets, the first that a territory publishes. */
const streets = ['streets', 'walk_edges']

/** The figures of the heat pack: each is left out where the territory lacks its data. */
export async function HeatFigures({ page, datasets }: { page: Page; datasets: readonly DatasetSummary[] }) {
  // The streets of the territory help to find one's way on a map of cells.
  const lines = streets.find((id) => datasets.some((d) => d.id === id && d.allowed && d.version > 0)) ?? null
  return (
    <>
      {await HoursMap({ page, datasets, lines })}
      {await WhatIfSection({ page, datasets, lines })}
      {await Island({ page, datasets, lines })}
      {await Exposure({ page, datasets })}
      {await Zones({ page, datasets })}
    </>
  )
}
