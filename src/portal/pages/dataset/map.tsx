import type { Dataset, Legend, Statistics } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { MapFigure } from '../../map/figure.tsx'
import { MOST_DRAWN, styleLayers } from '../../map/layers.ts'
import { type Page, pick } from '../../page.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'
import { styleOf } from './style.ts'

interface MapProps {
  readonly page: Page
  readonly dataset: Dataset
  readonly statistics: Statistics
}

interface Styles {
  readonly styles: readonly { readonly id: string; readonly title: string }[]
}

/** The map of a dataset, coloured by the column chosen (`?colour=`; as its usual style says by default). */
export async function DatasetMap({ page, dataset, statistics }: MapProps) {
  const t = speak(datasetTexts, page.language)
  const { id, version } = dataset
  const style = styleOf(page.url, dataset)
  const [legend, drawn, { styles }] = await Promise.all([
    page.maps.legend(style, version),
    styleLayers(page.api, style),
    ask<Styles>(page.api, address(`/ogc/collections/${encodeURIComponent(id)}/styles`, { lang: page.language })),
  ])
  const columns = styles
    .map((one) => ({ name: one.id.slice(id.length + 1), title: one.title }))
    .filter(({ name }) => dataset.columns.some((column) => column.name === name))
  const total = statistics.rows
  const bounds = dataset.extent.spatial ?? page.territory.bounds
  return (
    <section>
      <h2 id="map">{t.map}</h2>
      {columns.length > 0 && (
        <form class="inline" method="get" action={`${page.url.pathname}#map`}>
          <label>
            {t.colourBy}{' '}
            <select name="colour">
              <option value="" selected={legend.column === null}>
                {t.oneColour}
              </option>
              {columns.map(({ name, title }) => (
                <option value={name} selected={name === legend.column}>
                  {title}
                </option>
              ))}
            </select>
          </label>{' '}
          <button type="submit">{t.apply}</button>
        </form>
      )}
      <MapFigure
        page={page}
        bounds={bounds}
        picture={address(`/datasets/${encodeURIComponent(id)}/map.svg`, { style, version })}
        alt={t.mapAlt(pick(page, dataset.title), t.objects(total, page.format.number(total)))}
        layers={[{ dataset, drawn }]}
      />
      {legend.column !== null && <ColourLegend page={page} legend={legend} />}
      {total > MOST_DRAWN && (
        <p class="quiet">{t.mapPartial(page.format.number(MOST_DRAWN), page.format.number(total))}</p>
      )}
      <p>
        <a href={address('/map', { layer: id })}>{t.onMap}</a>
      </p>
    </section>
  )
}

/** What each colour stands for. */
function ColourLegend({ page, legend: { title, classes } }: { readonly page: Page; readonly legend: Legend }) {
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
