import { type Context, Hono } from 'hono'
import type { Territory } from '../api/json/shapes.ts'
import type { Language } from '../kernel/index.ts'
import { type Api, ApiProblem, ask } from './ask.ts'
import { formats } from './format.ts'
import { openMaps } from './map/layers.ts'
import type { Page } from './page.ts'
import { accountPage } from './pages/account.tsx'
import { assetPage } from './pages/asset.tsx'
import { chainPage } from './pages/chain.tsx'
import { datasetPage } from './pages/dataset.tsx'
import { datasetsPage } from './pages/datasets.tsx'
import { devicePage } from './pages/fleet/device.tsx'
import { framesPage } from './pages/fleet/frames.tsx'
import { fleetPicture } from './pages/fleet/picture.ts'
import { replayFrames } from './pages/fleet/replay.ts'
import { fleetPage } from './pages/fleet.tsx'
import { harvestsPage } from './pages/harvests/list.tsx'
import { isHarvested, recordPage } from './pages/harvests/record.tsx'
import { harvestPage } from './pages/harvests/run.tsx'
import { homePage } from './pages/home.tsx'
import { mapPage } from './pages/map.tsx'
import { datasetPicture, mapPicture } from './pages/pictures.ts'
import { barePage, noSuchPage, problemPage } from './pages/problem.tsx'
import { runPage } from './pages/run.tsx'
import { robots, sitemap } from './pages/sitemap.ts'
import { useCasePage } from './pages/use-case.tsx'
import { useCasesPage } from './pages/use-cases.tsx'
import { remember } from './remember.ts'
import { staticFiles } from './static/files.ts'
import { documentHeaders, pictureHeaders } from './static/headers.ts'
import { languageOf } from './text/language.ts'

export interface PortalDeps {
  /** Answers the addresses of the JSON API: over HTTP or in the same process. */
  readonly api: Api
  /** Version of the software, shown at the foot of pages. */
  readonly version: string
  /** Folder of `portal.css` and `icon.svg`. */
  readonly assets: string
  readonly log?: (line: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly clock?: () => Date
}

type Draw = (page: Page, part: string) => unknown

const KEPT = 100

/** The pages of the portal. They ask the API and nothing else; every one reads without JavaScript. */
export function createPortal({ api, version, assets, log = () => {}, clock = () => new Date() }: PortalDeps): Hono {
  const app = new Hono({ strict: false })
  const files = staticFiles(assets)
  const maps = openMaps(api)
  const kept = remember<unknown>(KEPT)
  const keep: Page['remember'] = (key, work) => kept(key, work) as ReturnType<typeof work>

  const pageOf = async (c: Context, language: Language): Promise<Page> => {
    const territory = await ask<Territory>(api, '/api/territory')
    const format = formats(language, territory.timezone)
    const url = new URL(c.req.url)
    return { language, url, territory, format, api, maps, now: clock(), remember: keep, version, file: files.address }
  }

  const html = async (c: Context, body: unknown, status: number): Promise<Response> =>
    c.html(String(await body), status as 200, documentHeaders)

  const problem = async (c: Context, error: unknown): Promise<Response> => {
    const known = error instanceof ApiProblem ? error : undefined
    if (!known || known.status >= 500) log('portal.error', { path: c.req.path, error: String(error) })
    const status = known?.status ?? 500
    const language = languageOf(c)
    try {
      return await html(c, problemPage(await pageOf(c, language), known), status)
    } catch {
      return html(c, barePage(language, files.address('portal.css'), known), status < 500 ? 503 : status)
    }
  }

  const show = (path: string, draw: Draw) =>
    app.get(path, async (c) => html(c, draw(await pageOf(c, languageOf(c)), c.req.param('part') ?? ''), 200))
  const picture = (path: string, draw: (page: Page, part: string) => Promise<string>) =>
    app.get(path, async (c) =>
      c.body(await draw(await pageOf(c, languageOf(c)), c.req.param('part') ?? ''), 200, pictureHeaders),
    )

  app.route('/', files.routes)
  show('/', homePage)
  show('/datasets', datasetsPage)
  show('/datasets/:part', (page, id) => (isHarvested(id) ? recordPage(page, id) : datasetPage(page, id)))
  picture('/datasets/:part/map.svg', datasetPicture)
  show('/harvests', harvestsPage)
  show('/harvests/:part', harvestPage)
  show('/chain', chainPage)
  show('/chain/:part', assetPage)
  show('/runs/:part', runPage)
  show('/map', mapPage)
  picture('/map.svg', mapPicture)
  show('/fleet', fleetPage)
  picture('/fleet/map.svg', fleetPicture)
  show('/fleet/frames', (page) => framesPage(page))
  app.post('/fleet/frames', async (c) => {
    const page = await pageOf(c, languageOf(c))
    return html(c, framesPage(page, await replayFrames(page, await c.req.formData())), 200)
  })
  show('/fleet/:part', devicePage)
  show('/use-cases', useCasesPage)
  show('/use-cases/:part', useCasePage)
  show('/account', accountPage)
  app.get('/sitemap.xml', async (c) =>
    c.body(await sitemap(await pageOf(c, languageOf(c))), 200, { 'Content-Type': 'application/xml; charset=utf-8' }),
  )
  app.get('/robots.txt', async (c) => c.text(robots(await pageOf(c, languageOf(c)))))
  // Last, as a route: the portal may be mounted in another app, whose own answer would be used otherwise.
  app.get('*', (c) => problem(c, noSuchPage(c.req.path)))
  app.onError((error, c) => problem(c, error))
  return app
}
