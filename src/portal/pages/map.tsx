import type { Dataset, DatasetList, DatasetSummary } from '../../api/json/shapes.ts'
import { ask } from '../ask.ts'
import { layerColours } from '../map/colours.ts'
import { MapFigure } from '../map/figure.tsx'
import { styleLayers } from '../map/layers.ts'
import { type Page, pick } from '../page.ts'
import { Layout } from '../parts/layout.tsx'
import { commonTexts } from '../text/common.ts'
import { mapTexts } from '../text/map.ts'
import { speak } from '../text/speak.ts'

/** Layers shown together at most: more colours would not be told apart. */
const MOST_LAYERS = layerColours.length

const forms = ['area', 'line', 'point'] as const

function formOf({ geometry }: Pick<DatasetSummary, 'geometry'>): (typeof forms)[number] {
  const types = geometry?.types.join(' ') ?? ''
  return types.includes('Polygon') ? 'area' : types.includes('Line') ? 'line' : 'point'
}

const canDraw = (d: DatasetSummary) => d.geometry !== null && d.allowed && d.version > 0 && d.rows > 0

/** Open datasets that can be drawn, areas first so that lines and points lie above; of areas, the few (so the large) first. */
export function mapLayers(items: readonly DatasetSummary[]): DatasetSummary[] {
  const rank = (dataset: DatasetSummary) => forms.indexOf(formOf(dataset))
  return items.filter(canDraw).toSorted((a, b) => rank(a) - rank(b) || (formOf(a) === 'area' ? a.rows - b.rows : 0))
}

/** `/map`: every open layer, some of them shown. `?layer=` may be repeated. */
export async function mapPage(page: Page) {
  const t = speak(mapTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { items } = await ask<DatasetList>(page.api, '/api/datasets')
  const layers = mapLayers(items)
  const asked = page.url.searchParams.getAll('layer')
  const wanted = asked.length > 0 ? asked : startingLayers(items)
  const chosen = layers.filter((d) => wanted.includes(d.id)).slice(0, MOST_LAYERS)
  const colourOf = (id: string) => layerColours[chosen.findIndex((d) => d.id === id)]
  const shown = await Promise.all(
    chosen.map(async ({ id }) => ({
      dataset: await ask<Dataset>(page.api, `/api/datasets/${encodeURIComponent(id)}`),
      drawn: await styleLayers(page.api, `${id}.one-colour`, colourOf(id)),
    })),
  )
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
                      <Swatch form={formOf(dataset)} colour={colourOf(dataset.id)} />
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
            <div>
              <MapFigure
                page={page}
                bounds={page.territory.bounds}
                picture={`/map.svg?${chosen.map((d) => `layer=${encodeURIComponent(d.id)}`).join('&')}&v=${chosen.map((d) => d.version).join('.')}`}
                alt={t.alt(chosen.map((d) => pick(page, d.title)).join(', '))}
                layers={shown}
              />
              <ul class="map-legend" aria-label={t.legend}>
                {chosen.map((dataset) => (
                  <li>
                    <Swatch form={formOf(dataset)} colour={colourOf(dataset.id)} />
                    {pick(page, dataset.title)}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      )}
    </Layout>
  )
}

/** How a layer is drawn, small; empty when it is not shown. */
function Swatch({ form, colour }: { form: (typeof forms)[number]; colour: string | undefined }) {
  const paint = colour ?? 'none'
  return (
    <svg class="swatch" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <rect class="swatch-ground" width="16" height="16" rx="3" />
      {form === 'area' && (
        <rect x="2.5" y="2.5" width="11" height="11" fill={paint} fill-opacity="0.3" stroke={paint} />
      )}
      {form === 'line' && <path d="M2 12L8 5L14 9" fill="none" stroke={paint} stroke-width="2" />}
      {form === 'point' && <circle cx="8" cy="8" r="4" fill={paint} />}
    </svg>
  )
}

/** A quiet first view: the first layer of each form, in the order of the catalogue. */
function startingLayers(items: readonly DatasetSummary[]): string[] {
  const drawable = items.filter(canDraw)
  return forms.flatMap((form) => drawable.find((d) => formOf(d) === form)?.id ?? [])
}
