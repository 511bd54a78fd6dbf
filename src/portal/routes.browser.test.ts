import { afterAll, beforeAll, describe } from 'vitest'
import { walkedTerritory } from '../../packs/cool-routes/processes/testing/territory.ts'
import { createApi } from '../api/index.ts'
import { openTestHouse, type TestHouse } from '../pipeline/testing.ts'
import { hasBrowser, openSite, type Site } from './testing/browser.ts'
import { routesInBrowser } from './testing/routes.ts'
import { openPortal } from './testing.ts'

describe.skipIf(!hasBrowser)('cool routes in a browser', () => {
  let house: TestHouse
  let site: Site

  beforeAll(async () => {
    house = await openTestHouse(walkedTerritory)
    house.now = new Date('2026-07-18T13:00:00Z')
    await house.run()
    const api = createApi({ chain: house.chain, queue: house.queue, version: '0.0.1' })
    site = await openSite(openPortal(api, house.now))
  }, 120_000)

  afterAll(async () => {
    await site?.close()
    await house?.close()
  })

  routesInBrowser(
    (path, options) => site.open(path, options),
    () => site.base,
    ['eglise', 'mediatheque'],
  )
})
