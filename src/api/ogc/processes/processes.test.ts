import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processConformance } from './index.ts'
import { JobList, ProcessDescription, ProcessList, StatusInfo } from './schemas.ts'
import { type Exception, exceptions, openPark, type Park, type Status } from './testing.ts'

let park: Park
beforeAll(async () => {
  park = await openPark()
}, 120_000)
afterAll(() => park?.close())

interface Link {
  readonly rel: string
  readonly href: string
  readonly type?: string
}
const asJson = { Accept: 'application/json' }
const asynchronous = { ...asJson, Prefer: 'respond-async' }

const over = async (location: string): Promise<Status> => {
  for (;;) {
    const { body } = await park.json<Status>(location, { headers: asJson })
    if (!['accepted', 'running'].includes(body.status)) return body
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const startJob = async (process: string, body: unknown) => {
  const answer = await park.execute(process, body, asynchronous)
  expect(answer.status, await answer.clone().text()).toBe(201)
  return answer.headers.get('Location')!
}

describe('the list and the descriptions', () => {
  test('every process is listed, a page at a time', async () => {
    const { body } = await park.json<{ processes: { id: string }[]; links: Link[] }>('/ogc/processes')
    expect(Value.Errors(ProcessList, body)).toEqual([])
    expect(body.processes.map(({ id }) => id)).toEqual([
      ...['from-home', 'count-trees'],
      ...['what-if-tall_trees', 'what-if-park_total', 'what-if-park_plan', 'what-if-staff', 'echo'],
    ])
    expect(body.links.map(({ rel }) => rel)).toContain('alternate')
    const first = await park.json<typeof body>('/ogc/processes?limit=1')
    expect(first.body.processes).toHaveLength(1)
    const next = first.body.links.find(({ rel }) => rel === 'next')!
    const second = await park.json<typeof body>(next.href)
    expect(second.body.processes.map(({ id }) => id)).toEqual(['count-trees'])
    expect((await park.json<typeof body>('/ogc/processes?limit=99999')).body.processes).toHaveLength(7)
    expect((await park.json('/ogc/processes?limit=0')).status).toBe(400)
  })

  test('a description tells inputs and outputs by schemas, in the language asked for', async () => {
    const at = async (id: string, lang = 'en') => {
      const { body } = await park.json<{
        title: string
        inputs: Record<string, { title: string; schema: Record<string, unknown>; minOccurs: number }>
        outputs: Record<string, { schema: { type?: string; oneOf?: { contentMediaType: string }[] } }>
        links: Link[]
      }>(`/ogc/processes/${id}?lang=${lang}`)
      expect(Value.Errors(ProcessDescription, body)).toEqual([])
      expect(JSON.stringify(body)).not.toContain('"~')
      return body
    }
    const counting = await at('count-trees', 'fr')
    expect(counting.title).toBe('Compter les arbres')
    expect(counting.inputs.least).toMatchObject({
      ...{ title: 'Hauteur minimale', minOccurs: 1, metadata: [{ title: 'm' }] },
      schema: { type: 'number', minimum: 0, maximum: 50 },
    })
    expect(counting.outputs.trees!.schema.oneOf!.map((one) => one.contentMediaType)[0]).toBe('application/geo+json')
    expect(counting.links.some(({ rel }) => rel === 'http://www.opengis.net/def/rel/ogc/1.0/execute')).toBe(true)
    const whatIf = await at('what-if-park_total')
    expect(whatIf.inputs.tall).toMatchObject({ minOccurs: 0, schema: { default: 10, minimum: 0, maximum: 50 } })
    expect(whatIf.outputs.rows!.schema.oneOf!.map((one) => one.contentMediaType)[0]).toBe('application/json')
    const echo = await at('echo')
    expect(Object.keys(echo.inputs)[0]).toBe('text')
    expect(echo.inputs.bbox!.schema).toMatchObject({ allOf: [{ format: 'ogc-bbox' }, {}] })
    expect(echo.inputs.mixed!.schema.oneOf).toHaveLength(3)
  })

  test('the conformance page, the landing page and the definition know of processes', async () => {
    const { body } = await park.json<{ conformsTo: string[] }>('/ogc/conformance')
    for (const one of processConformance) expect(body.conformsTo).toContain(one)
    const landing = await park.json<{ links: Link[] }>('/ogc')
    for (const name of ['processes', 'job-list'])
      expect(landing.body.links.map(({ rel }) => rel)).toContain(`http://www.opengis.net/def/rel/ogc/1.0/${name}`)
    type Definition = { paths: Record<string, Record<string, { responses: object; parameters: { name: string }[] }>> }
    const { paths } = (await park.json<Definition>('/ogc/api')).body
    expect(Object.keys(paths['/processes/{processID}/execution']!.post!.responses)).toEqual(
      expect.arrayContaining(['200', '201', '404']),
    )
    expect(Object.keys(paths['/jobs/{jobId}']!)).toEqual(['get', 'delete'])
    expect(paths['/jobs']!.get!.parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['type', 'processID', 'status', 'datetime', 'minDuration', 'maxDuration', 'limit']),
    )
  })
})

describe('synchronous execution', () => {
  test('one output alone is sent as it is, in the form asked for', async () => {
    const answer = await park.execute('what-if-tall_trees', { inputs: { tall: 20 } })
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/geo+json'])
    const collection = (await answer.json()) as { features: { geometry: { coordinates: number[] } }[] }
    expect(collection.features).toHaveLength(3)
    expect(collection.features[0]!.geometry.coordinates[0]).toBeCloseTo(-1.67, 1)
    const csv = await park.execute('what-if-tall_trees', {
      inputs: { tall: 20 },
      outputs: { rows: { format: { mediaType: 'text/csv' } } },
    })
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect((await csv.text()).trim().split(/\r?\n/)).toHaveLength(4)
    const accepted = await park.execute('what-if-tall_trees', { inputs: { tall: 20 } }, { Accept: 'text/csv' })
    expect(accepted.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    const table = await park.execute('what-if-park_total', { inputs: { tall: 20 } })
    expect(await table.json()).toEqual([{ n: 3, height: 60 }])
  })

  test('a file is sent as it is, with the kind it came to be', async () => {
    const plan = await park.execute('what-if-park_plan', { inputs: { tall: 20 } })
    expect([plan.headers.get('Content-Type'), await plan.text()]).toEqual(['text/plain; charset=utf-8', '3 tall trees'])
    const document = await park.execute('what-if-park_plan', { inputs: { tall: 19 }, response: 'document' })
    expect(await document.json()).toEqual({ file: { mediaType: 'text/plain', value: '6 tall trees' } })
    const outputs = { file: { transmissionMode: 'reference' } }
    const link = await park.execute('what-if-park_plan', { inputs: { tall: 20 }, outputs })
    const [, href] = /<([^>]+)>/.exec(link.headers.get('Link')!)!
    expect(await (await park.ask(href!)).text()).toBe('3 tall trees')
  })

  test('nothing of an execution answered at once stays, nor is it a job', async () => {
    const { store } = park.house.chain
    const count = async () => (await store.query<{ n: number }>('select count(*)::int as n from job'))[0]!.n
    const before = await count()
    const answer = await park.execute('echo', { inputs: { text: 'hello' }, outputs: { text: {} } })
    expect([answer.status, await answer.json(), answer.headers.get('Link')]).toEqual([200, 'hello', null])
    expect(await count()).toBe(before)
  })

  test('several outputs come as parts, or as a document to whoever takes JSON only', async () => {
    const inputs = { least: 19 }
    const parts = await park.execute('count-trees', { inputs })
    const type = parts.headers.get('Content-Type')!
    expect(type).toMatch(/^multipart\/related; boundary=/)
    const [, count, trees] = (await parts.text()).split(`--${type.split('boundary=')[1]}`)
    expect(count).toContain('Content-Type: application/json')
    expect(count!.trim().endsWith('6')).toBe(true)
    expect(trees).toContain('Content-Type: application/geo+json')
    const document = await park.execute('count-trees', { inputs }, asJson)
    const body = (await document.json()) as {
      count: number
      trees: { mediaType: string; value: { features: object[] } }
    }
    expect([document.headers.get('Content-Type'), body.count]).toEqual(['application/json', 6])
    expect([body.trees.mediaType, body.trees.value.features.length]).toEqual(['application/geo+json', 6])
    const asked = await park.execute('count-trees', { inputs, response: 'document' })
    expect(await asked.json()).toEqual(body)
  })

  test('a document holds any form: text as text, bytes in base64', async () => {
    const of = async (mediaType: string) => {
      const answer = await park.execute('what-if-tall_trees', {
        ...{ inputs: { tall: 20 }, response: 'document', outputs: { rows: { format: { mediaType } } } },
      })
      return ((await answer.json()) as { rows: { mediaType: string; encoding?: string; value: string } }).rows
    }
    const csv = await of('text/csv')
    expect([csv.mediaType, csv.encoding, csv.value.includes('t19')]).toEqual(['text/csv', undefined, true])
    const parquet = await of('application/vnd.apache.parquet')
    expect(parquet.encoding).toBe('base64')
    expect(Buffer.from(parquet.value, 'base64').subarray(0, 4).toString()).toBe('PAR1')
  })

  test('outputs by reference are links that can be followed, and the execution is then a job', async () => {
    const inputs = { least: 19 }
    const outputs = { count: { transmissionMode: 'reference' }, trees: { transmissionMode: 'reference' } }
    const links = await park.execute('count-trees', { inputs, outputs })
    expect([links.status, await links.text()]).toEqual([204, ''])
    const all = links.headers.get('Link')!
    const hrefs = [...all.matchAll(/<([^>]+)>; rel="item"/g)].map(([, href]) => href!)
    expect(hrefs).toHaveLength(2)
    expect(await (await park.ask(hrefs[0]!)).json()).toBe(6)
    const monitor = /<([^>]+)>; rel=monitor/.exec(all)![1]!
    expect((await park.json<Status>(monitor)).body.status).toBe('successful')
    const mixed = await park.execute('count-trees', { inputs, outputs: { count: {}, trees: outputs.trees } })
    const text = await mixed.text()
    expect(text).toMatch(/Content-Location: \S+\/results\/trees\r\n\r\n\r\n/)
    const document = await park.execute('count-trees', {
      ...{ inputs, response: 'document', outputs: { count: {}, trees: outputs.trees } },
    })
    expect(await document.json()).toMatchObject({ count: 6, trees: { type: 'application/geo+json' } })
  })

  test('what takes longer than the patience of the asker becomes a job by itself', async () => {
    const body = { inputs: { pause: 2, text: 'late' }, outputs: { text: {} } }
    const answer = await park.execute('echo', body, { Prefer: 'wait=1' })
    expect([answer.status, answer.headers.get('Preference-Applied')]).toEqual([201, null])
    const location = answer.headers.get('Location')!
    expect((await over(location)).status).toBe('successful')
    expect(await (await park.ask(`${location}/results`)).json()).toBe('late')
    const list = await park.json<{ jobs: Status[] }>('/ogc/jobs')
    expect(list.body.jobs.some(({ jobID }) => location.endsWith(jobID))).toBe(true)
  })
})

describe('jobs', () => {
  test('an asynchronous execution is a job with its state, progress and results', async () => {
    const answer = await park.execute('count-trees', { inputs: { least: 10 } }, asynchronous)
    expect([answer.status, answer.headers.get('Preference-Applied')]).toEqual([201, 'respond-async'])
    const location = answer.headers.get('Location')!
    expect(location).toMatch(/^http:\/\/[^/]+\/ogc\/jobs\/[0-9a-f-]{36}$/)
    const created = await answer.json()
    expect(Value.Errors(StatusInfo, created)).toEqual([])
    const done = await over(location)
    expect(Value.Errors(StatusInfo, done)).toEqual([])
    expect(done).toMatchObject({ status: 'successful', progress: 100, reads: [{ asset: 'trees', version: 1 }] })
    const results = done.links.find(({ rel }) => rel === 'http://www.opengis.net/def/rel/ogc/1.0/results')!
    expect(await (await park.ask(results.href, { headers: asJson })).json()).toMatchObject({ count: 33 })
    const csv = await park.ask(`${location}/results/trees?mediaType=text/csv`)
    expect((await csv.text()).trim().split(/\r?\n/)).toHaveLength(34)
    expect((await park.ask(`${location}/results/tree`)).status).toBe(404)
  })

  test('results that are not ready, dismissed or failed are exceptions of their kind', async () => {
    const waiting = await startJob('echo', { inputs: { pause: 30 } })
    const early = await park.json<Exception>(`${waiting}/results`, { headers: asJson })
    expect([early.status, early.body.type]).toEqual([404, `${exceptions}/result-not-ready`])
    const dismissed = await park.json<Status>(waiting, { method: 'DELETE' })
    expect([dismissed.status, dismissed.body.status]).toEqual([200, 'dismissed'])
    expect((await park.json<Status>(waiting)).body.status).toBe('dismissed')
    expect((await park.ask(`${waiting}/results`)).status).toBe(410)
    const broken = await startJob('count-trees', { inputs: { least: 49 } })
    const failed = await over(broken)
    expect([failed.status, failed.message]).toEqual(['failed', expect.stringContaining('broken')])
    expect(failed.message).not.toContain(process.cwd())
    const why = await park.json<Exception>(`${broken}/results`, { headers: asJson })
    expect(why.status).toBe(500)
    for (const path of ['/ogc/jobs/nothing', `/ogc/jobs/${crypto.randomUUID()}/results`]) {
      const none = await park.json<Exception>(path, { headers: asJson })
      expect([none.status, none.body.type]).toEqual([404, `${exceptions}/no-such-job`])
    }
  })

  test('the list is filtered and paged', async () => {
    const list = async (query: string) => {
      const { status, body } = await park.json<{ jobs: (Status & { processID: string })[]; links: Link[] }>(
        `/ogc/jobs?${query}`,
      )
      expect(status, query).toBe(200)
      expect(Value.Errors(JobList, body)).toEqual([])
      return body
    }
    const all = (await list('')).jobs
    expect(all.length).toBeGreaterThan(5)
    expect((await list('processID=count-trees,nothing')).jobs.every((job) => job.processID === 'count-trees')).toBe(
      true,
    )
    const states = (await list('status=failed,dismissed')).jobs.map(({ status }) => status)
    expect(new Set(states)).toEqual(new Set(['failed', 'dismissed']))
    expect((await list('type=process')).jobs).toHaveLength(all.length)
    expect((await list('type=other')).jobs).toEqual([])
    const today = new Date().toISOString().slice(0, 10)
    expect((await list(`datetime=${today}/..`)).jobs).toHaveLength(all.length)
    expect((await list('datetime=../2020-01-01')).jobs).toEqual([])
    expect((await list('minDuration=1')).jobs.length).toBeLessThan(all.length)
    const short = await list('maxDuration=1')
    expect(short.jobs.length).toBeGreaterThan(0)
    const page = await list('limit=2')
    const next = await park.json<{ jobs: Status[] }>(page.links.find(({ rel }) => rel === 'next')!.href)
    expect([...page.jobs, ...next.body.jobs].map(({ jobID }) => jobID)).toEqual(
      all.slice(0, 4).map(({ jobID }) => jobID),
    )
    expect((await park.ask('/ogc/jobs?status=finished')).status).toBe(400)
  })
})
