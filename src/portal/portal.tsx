import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import type { Me, Territory } from '../api/json/shapes.ts'
import type { Language } from '../kernel/index.ts'
import { type Api, ApiProblem, ask, askMaybe } from './ask.ts'
import { formats } from './format.ts'
import { openMaps } from './map/layers.ts'
import { type Outcome, type Sent, valuesOf } from './outcome.ts'
import type { Page } from './page.ts'
import { choosePasswordPage, confirmPage, firstPage, forgottenPage, signUpPage } from './pages/account/doors.tsx'
import { accountForms, type Form } from './pages/account/forms.ts'
import { keysPage } from './pages/account/keys.tsx'
import { mailPage } from './pages/account/mail.tsx'
import { profilePage } from './pages/account/profile.tsx'
import { projectsPage } from './pages/account/projects.tsx'
import { searchesPage } from './pages/account/searches.tsx'
import { accountPage } from './pages/account.tsx'
import { accountsPage, moderatePage } from './pages/admin/accounts.tsx'
import { adminForms } from './pages/admin/forms.ts'
import { adminPage } from './pages/admin/home.tsx'
import { adminOrganisationsPage } from './pages/admin/organisations.tsx'
import { ownersPage } from './pages/admin/owners.tsx'
import { adminSurveysPage, moderateAnswersPage } from './pages/admin/surveys.tsx'
import { synonymsPage } from './pages/admin/synonyms.tsx'
import { assetPage } from './pages/asset.tsx'
import { auditPage } from './pages/audit.tsx'
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
import { organisationForms } from './pages/organisations/forms.ts'
import { organisationKeysPage } from './pages/organisations/keys.tsx'
import { organisationsPage } from './pages/organisations/list.tsx'
import { organisationPage } from './pages/organisations/organisation.tsx'
import { datasetPicture, mapPicture } from './pages/pictures.ts'
import { barePage, noSuchPage, problemPage } from './pages/problem.tsx'
import { editRecordPage } from './pages/records/edit.tsx'
import { recordForms } from './pages/records/forms.ts'
import { newRecordPage } from './pages/records/new.tsx'
import { askPage } from './pages/requests/ask.tsx'
import { requestForms } from './pages/requests/forms.ts'
import { myRequestsPage, requestsPage } from './pages/requests/list.tsx'
import { requestPage } from './pages/requests/request.tsx'
import { runPage } from './pages/run.tsx'
import { robots, sitemap } from './pages/sitemap.ts'
import { answerPage, thanksPage } from './pages/surveys/answer.tsx'
import { surveyForms } from './pages/surveys/forms.ts'
import { subjectPicture } from './pages/surveys/subject.ts'
import { surveyPage } from './pages/surveys/survey.tsx'
import { groundPicture } from './pages/use-case/cool-routes/ground.ts'
import { routesPart } from './pages/use-case/cool-routes.tsx'
import { walkabilityPicture } from './pages/use-case/walkability.tsx'
import { useCasePage } from './pages/use-case.tsx'
import { useCasesPage } from './pages/use-cases.tsx'
import { reach, showsWho } from './reach.ts'
import { remember } from './remember.ts'
import { staticFiles } from './static/files.ts'
import { documentHeaders, pictureHeaders, privately } from './static/headers.ts'
import { languageOf } from './text/language.ts'
import { SIGNED_OUT } from './who.ts'

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
/** Of a form: a few texts of some thousand characters (bytes). */
const MOST_FORM = 65_536
const smallForm = (maxSize = MOST_FORM) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiProblem(413, 'portal.too-large', {
        fr: 'Ce formulaire est trop gros.',
        en: 'This form is too large.',
      })
    },
  })

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
    const shared = { language, url, territory, format, now: clock(), version, file: files.address }
    const own = reach(api, c)
    if (!showsWho(c)) return { ...shared, api: own, me: undefined, maps, remember: keep }
    // What is made for somebody is kept for nobody else: it may show what the others may not see.
    const me = await askMaybe<Me>(own, '/api/account')
    return { ...shared, api: own, me: me?.account ? me : undefined, maps: openMaps(own), remember: (_, work) => work() }
  }

  const html = async (c: Context, body: unknown, status: number): Promise<Response> =>
    c.html(String(await body), status as 200, documentHeaders)

  const problem = async (c: Context, error: unknown): Promise<Response> => {
    const known = error instanceof ApiProblem ? error : undefined
    if (!known || known.status >= 500) log('portal.error', { path: c.req.path, error: String(error) })
    const status = known?.status ?? 500
    const language = languageOf(c)
    if (known?.code === SIGNED_OUT && c.req.method === 'GET') {
      const { pathname, search } = new URL(c.req.url)
      return c.redirect(`/account?next=${encodeURIComponent(pathname + search)}`, 303)
    }
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
      c.body(
        await draw(await pageOf(c, languageOf(c)), c.req.param('part') ?? ''),
        200,
        showsWho(c) ? { ...pictureHeaders, ...privately } : pictureHeaders,
      ),
    )
  const form = ({ path, mostBytes, act, again }: Form) =>
    app.post(path, smallForm(mostBytes), async (c) => {
      const page = await pageOf(c, languageOf(c))
      const part = c.req.param('part') ?? ''
      const values = valuesOf(await c.req.formData())
      try {
        return await conclude(c, await act(page, values, part))
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status >= 500 || error.code === SIGNED_OUT) throw error
        const sent: Sent = { values, problem: error }
        return html(c, again(page, sent, part), error.status)
      }
    })
  const conclude = async (c: Context, outcome: Outcome): Promise<Response> => {
    if ('show' in outcome) return html(c, outcome.show, outcome.status ?? 200)
    const response = c.redirect(outcome.to, 303)
    for (const cookie of outcome.cookies ?? []) response.headers.append('Set-Cookie', cookie)
    return response
  }

  app.route('/', files.routes)
  const squeeze = compress()
  // Compressed, a page tells by its length what it repeats of the address: that of somebody in particular goes as it is.
  app.use('*', (c, next) => (showsWho(c) ? next() : squeeze(c, next)))
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
  picture('/use-cases/walkability/map.svg', walkabilityPicture)
  show('/surveys/:part', surveyPage)
  show('/surveys/:part/answer', (page, id) => answerPage(page, id))
  show('/surveys/:part/thanks', thanksPage)
  picture('/surveys/:part/map.svg', subjectPicture)
  show('/use-cases/cool-routes/answer', routesPart)
  picture('/use-cases/cool-routes/ground.svg', groundPicture)
  show('/account', (page) => accountPage(page))
  show('/account/sign-up', (page) => signUpPage(page))
  show('/account/confirm', (page) => confirmPage(page))
  show('/account/forgotten', (page) => forgottenPage(page))
  show('/account/password', (page) => choosePasswordPage(page))
  show('/account/first', (page) => firstPage(page))
  show('/account/profile', (page) => profilePage(page))
  show('/account/keys', (page) => keysPage(page))
  show('/account/mail', mailPage)
  show('/account/projects', (page) => projectsPage(page))
  show('/account/searches', (page) => searchesPage(page))
  show('/account/requests', myRequestsPage)
  show('/datasets/:part/request', (page, id) => askPage(page, id))
  show('/requests', requestsPage)
  show('/requests/:part', (page, id) => requestPage(page, id))
  show('/organisations', (page) => organisationsPage(page))
  show('/organisations/:part', (page, slug) => organisationPage(page, slug))
  show('/organisations/:part/keys', (page, slug) => organisationKeysPage(page, slug))
  show('/records/new', (page) => newRecordPage(page))
  show('/records/:part/edit', (page, id) => editRecordPage(page, id))
  show('/audit', auditPage)
  show('/admin', adminPage)
  show('/admin/accounts', accountsPage)
  show('/admin/accounts/:part', (page, id) => moderatePage(page, id))
  show('/admin/organisations', adminOrganisationsPage)
  show('/admin/owners', (page) => ownersPage(page))
  show('/admin/surveys', adminSurveysPage)
  show('/admin/surveys/:part', (page, id) => moderateAnswersPage(page, id))
  show('/admin/synonyms', (page) => synonymsPage(page))
  for (const one of [
    ...accountForms,
    ...requestForms,
    ...organisationForms,
    ...recordForms,
    ...adminForms,
    ...surveyForms,
  ])
    form(one)
  app.get('/sitemap.xml', async (c) =>
    c.body(await sitemap(await pageOf(c, languageOf(c))), 200, { 'Content-Type': 'application/xml; charset=utf-8' }),
  )
  app.get('/robots.txt', async (c) => c.text(robots(await pageOf(c, languageOf(c)))))
  // Last, as a route: the portal may be mounted in another app, whose own answer would be used otherwise.
  app.get('*', (c) => problem(c, noSuchPage(c.req.path)))
  app.onError((error, c) => problem(c, error))
  return app
}
