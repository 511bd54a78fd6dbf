import type { Dataset, Legend } from '../../api/json/shapes.ts'
import { address } from '../ask.ts'
import { type Page, pick } from '../page.ts'
import { MapFigure } from './figure.tsx'
import { styleLayers } from './layers.ts'

interface StyledMapProps {
  readonly page: Page
  readonly dataset: Dataset
  /** Name of a style of the dataset; its usual one by default. */
  readonly style?: string
  readonly alt: string
}

/** The map of a dataset in one of its styles, and what its colours stand for. */
export async function StyledMap({ page, dataset, style = dataset.id, alt }: StyledMapProps) {
  const { id, version, extent } = dataset
  const [legend, drawn] = await Promise.all([page.maps.legend(style, version), styleLayers(page.api, style)])
  return (
    <>
      <MapFigure
        page={page}
        bounds={extent.spatial ?? page.territory.bounds}
        picture={address(`/datasets/${encodeURIComponent(id)}/map.svg`, { style, version })}
        alt={alt}
        layers={[{ dataset, drawn }]}
      />
      {legend.column !== null && <ColourLegend page={page} legend={legend} />}
    </>
  )
}

/** What each colour stands for. */
export function ColourLegend({ page, legend: { title, classes } }: { readonly page: Page; readonly legend: Legend }) {
  return (
    <div class="legend">
      <p>{pick(page, title)}</p>
      <ul>
        {classes.map(({ label, colour }) => (
          <li>
            <svg width="22" height="14" aria-hidden="true">
              <rect width="22" height="14" fill={colour} />
            </svg>
            {pick(page, label)}
          </li>
        ))}
      </ul>
    </div>
  )
}
