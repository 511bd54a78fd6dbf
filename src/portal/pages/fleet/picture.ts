import type { Device } from '../../../api/json/shapes.ts'
import type { Bbox, Geometry } from '../../../kernel/index.ts'
import { address, ask, askMaybe } from '../../ask.ts'
import { startPicture } from '../../map/picture.ts'
import type { Page } from '../../page.ts'
import { deviceColours } from '../../parts/device-state.tsx'

interface Features {
  readonly features: readonly { readonly geometry: Geometry | null; readonly properties: Pick<Device, 'state'> }[]
}

/** `/fleet/map.svg`: the devices that the filters leave, by state; those in trouble are drawn last, so that they show. */
export async function fleetPicture(page: Page): Promise<string> {
  const { features } = await ask<Features>(
    page.api,
    address(
      '/api/fleet/devices.geojson',
      Object.fromEntries([...page.url.searchParams].filter(([name]) => name !== 'ground')),
    ),
  )
  const ground = page.url.searchParams.get('ground')
  const lines = ground
    ? await askMaybe<Features>(
        page.api,
        address(`/api/datasets/${encodeURIComponent(ground)}/rows`, { format: 'geojson', limit: 10_000 }),
      )
    : undefined
  const picture = startPicture(page.territory.bounds as unknown as Bbox)
  for (const { geometry } of lines?.features ?? []) if (geometry) picture.add(geometry, '#c9c4b4', false)
  for (const state of Object.keys(deviceColours) as Device['state'][])
    for (const { geometry, properties } of features)
      if (geometry && properties.state === state) picture.add(geometry, deviceColours[state], false)
  return picture.finish()
}
