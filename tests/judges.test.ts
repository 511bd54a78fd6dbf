import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTown, type Town } from '../src/api/testing.ts'

// The judges of `npm run conformance` are no use unless they find what is wrong: they are judged here, on a service that lies.

const gdal = hasGdal()
if (!gdal) console.log('GDAL (gdal-bin) is not installed: the judges that read by it are not judged.')

interface Tally {
  readonly checks: number
  readonly failures: readonly { readonly test: string; readonly why: string }[]
}

let town: Town
let folder: string
beforeAll(async () => {
  town = await openTown()
  folder = await mkdtemp(join(tmpdir(), 'judges-'))
})
afterAll(async () => {
  await town.house.close()
  await rm(folder, { recursive: true, force: true })
})

test.runIf(gdal)('GDAL reads over OGC API Features what an honest service tells', async () => {
  const { checks, failures } = await judged('gdal', 'readWithGdal', '/ogc', (page) => page)
  expect(failures).toEqual([])
  expect(checks).toBeGreaterThan(2)
})

test.runIf(gdal)('a service that gives one feature of each page, and that elsewhere, is found out', async () => {
  const { failures } = await judged('gdal', 'readWithGdal', '/ogc', ({ features, links, ...page }) => ({
    ...page,
    features: features.slice(0, 1).map((one) => ({ ...one, geometry: one.geometry && at(0, 0), place: null })),
    links: links.filter(({ rel }) => rel !== 'next'),
  }))
  expect(failures.find(({ test: id }) => id === 'counters')?.why).toMatch(/1 features read for 250 told/)
})

test.runIf(gdal)('a service that gives every feature, but one elsewhere, or all nowhere, is found out', async () => {
  const moved = await judged('gdal', 'readWithGdal', '/ogc', ({ features, ...page }) => ({
    ...page,
    features: features.map((one, i) => ({ ...one, geometry: i === 0 && one.geometry ? at(0, 0) : one.geometry })),
  }))
  expect(moved.failures.find(({ test: id }) => id === 'counters')?.why).toMatch(/extent told/)
  const nowhere = await judged('gdal', 'readWithGdal', '/ogc', ({ features, ...page }) => ({
    ...page,
    features: features.map((one) => ({ ...one, geometry: null })),
  }))
  expect(nowhere.failures.find(({ test: id }) => id === 'counters')?.why).toMatch(/none of the 250 features/)
})

// As TestNG 6 and 7 write it, with what the suites of the OGC put in it.
const report = (counts: string, methods: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<testng-results ${counts}><reporter-output></reporter-output><suite name="ogcapi-features"><test name="Core">
  <class name="org.opengis.cite.CommonFixture"><test-method status="PASS" name="before" is-config="true"/></class>
  <class name="org.opengis.cite.core.Collections">${methods}</class></test></suite></testng-results>`

const FAILED = `<test-method status="FAIL" signature="Collections.initialise()" name="initialise" is-config="true" duration-ms="3">
  <exception class="java.lang.NullPointerException"><message><![CDATA[no link of relation <data>]]></message>
  <full-stacktrace><![CDATA[at Collections.java]]></full-stacktrace></exception></test-method>`

test('a suite of the OGC that fails while it prepares is a failure, with what it threw', async () => {
  const { tallyOf } = await import(new URL('../scripts/conformance/testng.mjs', import.meta.url).href)
  const passed = '<test-method status="PASS" name="landing" description="Root"></test-method>'
  expect(tallyOf('core', report('ignored="0" total="80" passed="0" failed="1" skipped="79"', FAILED + passed))).toEqual(
    {
      suite: 'core',
      checks: 80,
      skipped: 79,
      failures: [{ test: 'initialise', clause: 'Collections', why: 'no link of relation <data>' }],
    },
  )
  const told = FAILED.replace('name="initialise"', 'name="initialise" description="Implements A.4"')
  expect(tallyOf('core', report('total="2" passed="1" failed="1" skipped="0"', told)).failures[0].test).toBe(
    'Implements A.4',
  )
  expect(tallyOf('core', report('total="1" passed="1" failed="0" skipped="0"', passed)).failures).toEqual([])
})

test('a report whose failures are not named, or that tells nothing, is a failure', async () => {
  const { tallyOf } = await import(new URL('../scripts/conformance/testng.mjs', import.meta.url).href)
  expect(tallyOf('core', report('total="3" passed="1" failed="2" skipped="0"', FAILED)).failures).toHaveLength(2)
  expect(tallyOf('core', '<html>the suite ended</html>').failures).toHaveLength(1)
})

interface Page {
  readonly features: readonly { readonly geometry: unknown }[]
  readonly links: readonly { readonly rel: string }[]
}

const at = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] })

/** The tally of a judge, of the town served with its pages of features changed. */
async function judged(module: string, judge: string, path: string, change: (page: Page) => unknown): Promise<Tally> {
  const answer = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers)
    headers.delete('accept-encoding')
    const told = await town.app.request(request.url, { headers })
    if (!told.ok || !new URL(request.url).pathname.endsWith('/items')) return told
    const type = told.headers.get('content-type') ?? 'application/geo+json'
    return Response.json(change(await told.json()), { headers: { 'content-type': type } })
  }
  const server = serve({ fetch: answer, port: 0 }) as Server
  try {
    if (!server.listening) await once(server, 'listening')
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`
    const judges = await import(new URL(`../scripts/conformance/${module}.mjs`, import.meta.url).href)
    return await judges[judge](`${origin}${path}`, folder)
  } finally {
    server.close()
  }
}

function hasGdal(): boolean {
  try {
    execFileSync('ogr2ogr', ['--version'])
    return true
  } catch {
    return false
  }
}
