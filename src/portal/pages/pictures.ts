import type { Dataset, DatasetList } from '../../api/json/shapes.ts'
import { ApiProblem, ask } from '../ask.ts'
import { layerColours } from '../map/colours.ts'
import type { Page } from '../page.ts'
import { mapLayers } from './map.tsx'

/** `/map.svg?layer=…`: the layers of the large map, drawn on the server. */
export async function mapPicture(page: Page): Promise<string> {
  const wanted = page.url.searchParams.getAll('layer')
  const { items } = await ask<DatasetList>(page.api, '/api/datasets')
  const layers = mapLayers(items)
    .filter((dataset) => wanted.includes(dataset.id))
    .slice(0, layerColours.length)
    .map(({ id, version }, i) => ({ id, version, style: `${id}.one-colour`, colour: layerColours[i]! }))
  return page.maps.picture(layers, page.territory.bounds)
}

/** `/datasets/{id}/map.svg?style=…`: one dataset, in one of its styles. */
export async function datasetPicture(page: Page, id: string): Promise<string> {
  const dataset = await ask<Dataset>(page.api, `/api/datasets/${encodeURIComponent(id)}`)
  if (mapLayers([dataset]).length === 0)
    throw new ApiProblem(404, 'portal.no-map', { fr: `« ${id} » n’a pas de carte.`, en: `'${id}' has no map.` })
  const asked = page.url.searchParams.get('style')
  // A style of another dataset has other columns.
  const style = asked?.startsWith(`${id}.`) ? asked : id
  const layer = { id, version: dataset.version, style }
  return page.maps.picture([layer], dataset.extent.spatial ?? page.territory.bounds)
}
