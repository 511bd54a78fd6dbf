import type { Dataset, Statistics } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { MOST_DRAWN } from '../../map/layers.ts'
import { StyledMap } from '../../map/styled.tsx'
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
  const [legend, { styles }] = await Promise.all([
    page.maps.legend(style, version),
    ask<Styles>(page.api, address(`/ogc/collections/${encodeURIComponent(id)}/styles`, { lang: page.language })),
  ])
  const columns = styles
    .map((one) => ({ name: one.id.slice(id.length + 1), title: one.title }))
    .filter(({ name }) => dataset.columns.some((column) => column.name === name))
  const total = statistics.rows
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
      {
        await StyledMap({
          page,
          dataset,
          style,
          alt: t.mapAlt(pick(page, dataset.title), t.objects(total, page.format.number(total))),
        })
      }
      {total > MOST_DRAWN && (
        <p class="quiet">{t.mapPartial(page.format.number(MOST_DRAWN), page.format.number(total))}</p>
      )}
      <p>
        <a href={address('/map', { layer: id })}>{t.onMap}</a>
      </p>
    </section>
  )
}
