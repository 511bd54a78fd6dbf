import type { DatasetSummary } from '../../../api/json/shapes.ts'
import type { Page } from '../../page.ts'
import { Bikes } from './mobility/bikes.tsx'
import { Congestion } from './mobility/congestion.tsx'
import { People } from './mobility/people.tsx'
import type { Readable } from './mobility/readable.ts'

/** The figures of the mobility pack: each is left out where the territory lacks its data. */
export async function MobilityFigures({ page, datasets }: { page: Page; datasets: readonly DatasetSummary[] }) {
  const readable: Readable = (id) => datasets.find((d) => d.id === id && d.allowed && d.version > 0 && d.rows > 0)
  return (
    <>
      {await People({ page, readable })}
      {await Bikes({ page, readable })}
      {await Congestion({ page, readable })}
    </>
  )
}
