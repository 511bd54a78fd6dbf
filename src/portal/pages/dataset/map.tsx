import type { Dataset, Statistics } from '../../../api/json/shapes.ts'
import { address } from '../../ask.ts'
import { layerColours, NO_VALUE } from '../../map/colours.ts'
import { MapFigure } from '../../map/figure.tsx'
import { type Colouring, colourColumns, MOST_DRAWN } from '../../map/layers.ts'
import { type Page, pick } from '../../page.ts'
import { columnHeading } from '../../parts/value.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

interface MapProps {
  readonly page: Page
  readonly dataset: Dataset
  readonly statistics: Statistics
}

/** The map of a dataset, coloured by the column chosen (`?colour=`; the first that can by default). */
export async function DatasetMap({ page, dataset, statistics }: MapProps) {
  const t = speak(datasetTexts, page.language)
  const columns = colourColumns(statistics)
  const asked = page.url.searchParams.get('colour')
  const column = asked === '' ? undefined : (columns.find((c) => c.name === asked) ?? columns[0])
  const colouring = column && (await page.maps.colouring(dataset.id, dataset.version, column.name))
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
              <option value="" selected={!column}>
                {t.oneColour}
              </option>
              {columns.map((c) => (
                <option value={c.name} selected={c.name === column?.name}>
                  {columnHeading(page, c)}
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
        picture={address(`/datasets/${encodeURIComponent(dataset.id)}/map.svg`, {
          colour: column?.name,
          version: dataset.version,
        })}
        alt={t.mapAlt(pick(page, dataset.title), t.objects(total, page.format.number(total)))}
        layers={[{ dataset, colour: layerColours[0], colouring }]}
      />
      {column && colouring && (
        <ColourLegend page={page} title={columnHeading(page, column)} colouring={colouring} gaps={column.missing > 0} />
      )}
      {total > MOST_DRAWN && (
        <p class="quiet">{t.mapPartial(page.format.number(MOST_DRAWN), page.format.number(total))}</p>
      )}
      <p>
        <a href={address('/map', { layer: dataset.id })}>{t.onMap}</a>
      </p>
    </section>
  )
}

interface LegendProps {
  readonly page: Page
  readonly title: string
  readonly colouring: Colouring
  /** Whether some objects have no value. */
  readonly gaps: boolean
}

/** What each colour stands for. */
function ColourLegend({ page, title, colouring, gaps }: LegendProps) {
  const t = speak(datasetTexts, page.language)
  const { limits, colours } = colouring
  const words = colours.map((_, i) => {
    const [low, high] = [limits[i - 1], limits[i]]
    if (low === undefined) return t.below(page.format.short(high!))
    if (high === undefined) return t.from(page.format.short(low))
    return t.between(page.format.short(low), page.format.short(high))
  })
  return (
    <div class="legend">
      <p>{title}</p>
      <ul>
        {colours.map((colour, i) => (
          <li>
            <svg width="22" height="14" aria-hidden="true">
              <rect width="22" height="14" fill={colour} />
            </svg>
            {words[i]}
          </li>
        ))}
        {gaps && (
          <li>
            <svg width="22" height="14" aria-hidden="true">
              <rect width="22" height="14" fill={NO_VALUE} />
            </svg>
            {t.noValue}
          </li>
        )}
      </ul>
    </div>
  )
}
