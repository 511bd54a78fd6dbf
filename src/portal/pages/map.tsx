import type { DatasetList, DatasetSummary } from '../../api/json/shapes.ts'
import { ask } from '../ask.ts'
import { layerColours } from '../map/colours.ts'
import { MapFigure } from '../map/figure.tsx'
import { type Page, pick } from '../page.ts'
import { Layout } from '../parts/layout.tsx'
import { commonTexts } from '../text/common.ts'
import { mapTexts } from '../text/map.ts'
import { speak } from '../text/speak.ts'

/** Layers shown together at most: more colours would not be told apart. */
const MOST_LAYERS = layerColours.length

/** Open datasets that can be drawn, areas first so that lines and points lie above. */
export function mapLayers(items: readonly DatasetSummary[]): DatasetSummary[] {
  const rank = ({ geometry }: DatasetSummary) => {
    const types = geometry?.types.join(' ') ?? ''
    return types.includes('Polygon') ? 0 : types.includes('Line') ? 1 : 2
  }
  return items
    .filter((d) => d.geometry !== null && d.allowed && d.version > 0 && d.rows > 0)
    .toSorted((a, b) => rank(a) - rank(b))
}

/** `/map`: every open layer, some of them shown. `?layer=` may be repeated. */
export async function mapPage(page: Page) {
  const t = speak(mapTexts, page.language)
  const common = speak(commonTexts, page.language)
  const layers = mapLayers((await ask<DatasetList>(page.api, '/api/datasets')).items)
  const asked = page.url.searchParams.getAll('layer')
  const chosen = (asked.length > 0 ? layers.filter((d) => asked.includes(d.id)) : startingLayers(layers)).slice(
    0,
    MOST_LAYERS,
  )
  const colourOf = (id: string) => layerColours[chosen.findIndex((d) => d.id === id)]
  return (
    <Layout page={page} title={t.title} description={t.lead} islands={['map']} styles={['maplibre/maplibre-gl.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {layers.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <div class="map-page">
          <form method="get" action="/map" class="layers">
            <fieldset>
              <legend>{t.layers}</legend>
              <ul>
                {layers.map((dataset) => (
                  <li>
                    <label>
                      <input
                        type="checkbox"
                        name="layer"
                        value={dataset.id}
                        checked={colourOf(dataset.id) !== undefined}
                      />
                      <svg width="14" height="14" aria-hidden="true">
                        <rect class="swatch" width="14" height="14" rx="3" fill={colourOf(dataset.id) ?? 'none'} />
                      </svg>
                      {pick(page, dataset.title)}
                    </label>
                    <span class="quiet">
                      {common.rows(dataset.rows, page.format.number(dataset.rows))} ·{' '}
                      <a href={`/datasets/${dataset.id}`} aria-label={`${t.about} : ${pick(page, dataset.title)}`}>
                        {t.about}
                      </a>
                    </span>
                  </li>
                ))}
              </ul>
              <p class="quiet">{t.most(String(MOST_LAYERS))}</p>
              <button type="submit">{t.show}</button>
            </fieldset>
          </form>
          {chosen.length === 0 ? (
            <p class="empty">{t.noLayer}</p>
          ) : (
            <MapFigure
              page={page}
              bounds={page.territory.bounds}
              picture={`/map.svg?${chosen.map((d) => `layer=${encodeURIComponent(d.id)}`).join('&')}&v=${chosen.map((d) => d.version).join('.')}`}
              alt={t.alt(chosen.map((d) => pick(page, d.title)).join(', '))}
              layers={chosen.map((dataset) => ({ dataset, colour: colourOf(dataset.id)! }))}
            />
          )}
        </div>
      )}
    </Layout>
  )
}

/** A quiet first view: one layer of each form at most. */
function startingLayers(layers: readonly DatasetSummary[]): DatasetSummary[] {
  const forms = Map.groupBy(layers, (d) => d.geometry!.types[0]?.replace('Multi', '') ?? 'any')
  return layers.filter((d) => [...forms.values()].some((group) => group[0] === d))
}
