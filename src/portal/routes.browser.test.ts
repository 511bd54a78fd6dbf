import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { walkedTerritory } from '../../packs/cool-routes/processes/testing/territory.ts'
import { createApi } from '../api/index.ts'
import { openTestHouse, type TestHouse } from '../pipeline/testing.ts'
import { hasBrowser, openBrowser, openPage } from './testing/browser.ts'
import { routesInBrowser } from './testing/routes.ts'
import { openPortal } from './testing.ts'

describe.skipIf(!hasBrowser)('cool routes in a browser', () => {
  let house: TestHouse
  let browser: Browser
  let server: ReturnType<typeof serve>
  let base: string

  beforeAll(async () => {
    house = await openTestHouse(walkedTerritory)
    house.now = new Date('2026-07-18T13:00:00Z')
    await house.run()
    const api = createApi({ chain: house.chain, queue: house.queue, version: '0.0.1' })
    server = serve({ fetch: openPortal(api, house.now).fetch, port: 0 })
    base = `http://localhost:${(server.address() as AddressInfo).port}`
    browser = await openBrowser()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
    await house?.close()
  })

  routesInBrowser(
    (path, options) => openPage(browser, base + path, options),
    () => base,
    ['eglise', 'mediatheque'],
  )
})
