import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedIn, type Visitor } from '../../account/testing.ts'
import { openPark, type Park, type Status } from './testing.ts'

const asJson = { Accept: 'application/json' }
const asynchronous = { ...asJson, Prefer: 'respond-async' }

let park: Park
beforeAll(async () => {
  park = await openPark()
}, 120_000)
afterAll(() => park?.close())

const startJob = async (process: string, body: unknown) =>
  (await park.execute(process, body, asynchronous)).headers.get('Location')!

describe('access', () => {
  test('a process of closed data is described to all and run by the operator only, as are its jobs', async () => {
    expect((await park.ask('/ogc/processes/what-if-staff')).status).toBe(200)
    expect((await park.execute('what-if-staff', {})).status).toBe(403)
    const run = await park.execute('what-if-staff', {}, park.operator)
    expect(await run.json()).toEqual([{ id: 'p1', secret: 'sealed' }])
    const job = await park.execute('what-if-staff', {}, { ...park.operator, ...asynchronous })
    const location = job.headers.get('Location')!
    expect(job.status).toBe(201)
    for (const path of [location, `${location}/results`, `${location}/results/rows`]) {
      const answer = await park.ask(path)
      expect([answer.status, (await answer.text()).includes('sealed')]).toEqual([403, false])
    }
    expect((await park.ask(location, { method: 'DELETE' })).status).toBe(403)
    const ids = async (headers = {}) =>
      (await park.json<{ jobs: Status[] }>('/ogc/jobs?limit=500', { headers })).body.jobs.map(({ jobID }) => jobID)
    const id = location.split('/').at(-1)
    expect([(await ids()).includes(id!), (await ids(park.operator)).includes(id!)]).toEqual([false, true])
  })

  test('a job asked for with a key is ended by that key only; a wrong key is refused', async () => {
    const asked = await park.execute('echo', { inputs: { pause: 30 } }, { ...park.operator, ...asynchronous })
    const location = asked.headers.get('Location')!
    expect((await park.ask(location, { method: 'DELETE' })).status).toBe(401)
    expect((await park.ask(location, { method: 'DELETE', headers: park.operator })).status).toBe(200)
    expect((await park.execute('echo', {}, { Authorization: 'Bearer wrong' })).status).toBe(401)
  })
})

test('what tells where somebody is is found by nobody else, and stays theirs by its address', async () => {
  const [ann, bob] = [await signedIn(park, 'ann@example.org'), await signedIn(park, 'bob@example.org')]
  const cookieOf = ({ cookies }: Visitor) => ({ cookie: `session=${cookies.get('session')}` })
  const body = { inputs: { home: { type: 'Point', coordinates: [2.63, 48.407] } } }
  const start = async (headers: Record<string, string> = {}) =>
    (await park.execute('from-home', body, { ...asynchronous, ...headers })).headers.get('Location')!
  const [nobodys, anns, operators] = [
    await start(),
    await start({ ...cookieOf(ann), Origin: 'http://localhost' }),
    await start(park.operator),
  ]
  const list = async (headers = {}) => {
    const { body } = await park.json<{ jobs: Status[] }>('/ogc/jobs?limit=500&processID=from-home', { headers })
    return body.jobs.map(({ jobID }) => `http://localhost/ogc/jobs/${jobID}`)
  }
  expect(await list()).toEqual([])
  expect(await list(cookieOf(bob))).toEqual([])
  expect(await list(cookieOf(ann))).toEqual([anns])
  expect(await list(park.operator)).toEqual([operators])
  const page = async (headers = {}) => (await park.ask('/ogc/jobs?f=html&lang=en', { headers })).text()
  expect([(await page()).includes('From home'), (await page(cookieOf(ann))).includes('From home')]).toEqual([
    false,
    true,
  ])
  expect((await park.ask(nobodys)).status).toBe(200)
  expect((await park.ask(anns, { method: 'DELETE', headers: cookieOf(bob) })).status).toBe(401)
  expect((await park.ask(nobodys, { method: 'DELETE' })).status).toBe(200)
})

describe('pages', () => {
  const html = { Accept: 'text/html' }
  const page = async (path: string) => {
    const answer = await park.ask(path, { headers: html })
    expect(answer.headers.get('Content-Type')).toContain('text/html')
    return { answer, document: parseHTML(await answer.text()).document }
  }
  const post = (path: string, fields: Record<string, string>) =>
    park.ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...html },
      body: new URLSearchParams(fields).toString(),
    })

  test('the form runs without script and ends at the page of the job, with its results', async () => {
    const list = await page('/ogc/processes?lang=fr')
    expect(list.document.querySelectorAll('.cards li')).toHaveLength(7)
    const { document } = await page('/ogc/processes/count-trees?lang=fr')
    const form = document.querySelector('form')!
    const field = form.querySelector('input[name="inputs.least"]')!
    expect([field.getAttribute('type'), field.getAttribute('max'), field.hasAttribute('required')]).toEqual([
      'number',
      '50',
      true,
    ])
    expect(form.querySelector(`label[for="${field.id}"]`)!.textContent).toContain('Hauteur minimale (m)')
    const sent = await post(form.getAttribute('action')!, { 'inputs.least': '20' })
    expect(sent.status).toBe(303)
    const job = await page(sent.headers.get('Location')!)
    expect(job.answer.headers.get('Refresh')).toBeNull()
    expect(job.document.querySelectorAll('tbody tr')).toHaveLength(3)
    const links = [...job.document.querySelectorAll('section a')].map((a) => a.getAttribute('href')!)
    expect(links.length).toBeGreaterThan(5)
    for (const href of links) expect([href, (await park.ask(href)).status]).toEqual([href, 200])
  })

  test('a form that will not do comes back with what was written and why', async () => {
    const answer = await post('/ogc/processes/count-trees/execution?lang=fr', { 'inputs.least': '99' })
    const { document } = parseHTML(await answer.text())
    expect(answer.status).toBe(400)
    expect(document.querySelector('[role=alert]')!.textContent).toContain('de 0 à 50')
    expect(document.querySelector('input[name="inputs.least"]')!.getAttribute('value')).toBe('99')
  })

  test('the page of a job that goes on looks again by itself and can stop it', async () => {
    const location = await startJob('echo', { inputs: { pause: 30 } })
    const { answer, document } = await page(`${location}?lang=en`)
    expect(answer.headers.get('Refresh')).toBe('2')
    expect(document.querySelector('progress')).not.toBeNull()
    const stopped = await post(document.querySelector('form')!.getAttribute('action')!, {})
    expect(stopped.status).toBe(303)
    expect((await park.json<Status>(location, { headers: asJson })).body.status).toBe('dismissed')
    expect((await page('/ogc/jobs?lang=en')).document.querySelectorAll('tbody tr').length).toBeGreaterThan(0)
  })

  test('a form of closed data is not offered', async () => {
    const { document } = await page('/ogc/processes/what-if-staff?lang=fr')
    expect(document.querySelector('form')).toBeNull()
    expect(document.querySelector('main')!.textContent).toContain('restreint')
  })

  test('a long value is folded, a short one is not; a text keeps its lines', async () => {
    const folded = async (lines: number) => {
      const text = Array.from({ length: lines }, (_, i) => `line ${i}`).join('\n')
      const sent = await park.execute('echo', { inputs: { text } }, asynchronous)
      const location = sent.headers.get('Location')!
      await expect.poll(async () => (await park.json<Status>(location)).body.status).toBe('successful')
      const { document } = await page(`${location}/results?f=html&lang=en`)
      expect(document.querySelector('pre')!.textContent).toBe(text)
      return document.querySelector('details > summary')?.textContent
    }
    expect([await folded(40), await folded(41)]).toEqual([undefined, 'See it all (41 lines)'])
  })

  test('what people give is shown as text', async () => {
    const sent = await post('/ogc/processes/echo/execution', { 'inputs.text': '<script>alert(1)</script>' })
    const text = await (await park.ask(sent.headers.get('Location')!, { headers: html })).text()
    expect(text).not.toContain('<script>')
    expect(text).toContain('&lt;script&gt;')
  })
})
