import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JobList, ProcessDescription, ProcessList, StatusInfo } from './schemas.ts'
import { exceptions, openPark, type Park } from './testing.ts'

// What the executable suite of the OGC for Processes 1.0 asks (ets-ogcapi-processes10), one test for each of its 54, by their
// names. It fills the inputs of `echo` by their types, as done here, and mostly looks at statuses; where the abstract test of
// the standard asks for more, so does the test.

let park: Park
beforeAll(async () => {
  park = await openPark()
  const { body } = await park.json<Description>('/ogc/processes/echo', { headers: asJson })
  echo = body
}, 120_000)
afterAll(() => park?.close())

type Json = Record<string, unknown>
interface Schema extends Json {
  readonly type?: string
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly contentMediaType?: string
  readonly format?: string
}
interface Description {
  readonly inputs: Record<string, { schema: Schema }>
  readonly outputs: Record<string, { schema: Schema }>
  readonly jobControlOptions: readonly string[]
}
let echo: Description

const asJson = { Accept: 'application/json' }
const TEXT = 'teststring'

/** The types an input takes, those of the items of a list first, as the suite finds them. */
const typesOf = (schema: Schema): string[] =>
  (schema.type ? [schema] : (schema.oneOf ?? [])).flatMap((one) => [
    ...(one.type === 'array' && one.items?.type ? [one.items.type] : []),
    ...(one.type ? [one.type] : []),
  ])
const isBox = (schema: Schema) => schema.allOf?.some(({ format }) => format === 'ogc-bbox') ?? false

const allOutputs = () =>
  Object.fromEntries(Object.keys(echo.outputs).map((name) => [name, { transmissionMode: 'value' }]))
/** What the suite gives to an input: its text to one of plain text, the text qualified to one that takes an object. */
function given(schema: Schema): unknown {
  const types = typesOf(schema)
  if (types.includes('object')) return { value: TEXT }
  return types.includes('string') && !schema.format && !schema.contentMediaType ? TEXT : undefined
}
const inputs = (): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(echo.inputs).flatMap(([name, { schema }]) => {
      const value = given(schema)
      return value === undefined ? [] : [[name, value]]
    }),
  )
const usual = (more: Json = {}) => ({ inputs: inputs(), outputs: allOutputs(), ...more })
const oneInput = (more: Json = {}) => {
  const [name] = Object.keys(echo.inputs) as [string]
  return { inputs: { [name]: TEXT }, outputs: { [name]: { transmissionMode: 'value' } }, response: 'raw', ...more }
}
const sync = (body: unknown) => park.execute('echo', body, asJson)
const async = async (body: unknown): Promise<string> => {
  const answer = await park.execute('echo', body, { ...asJson, Prefer: 'respond-async' })
  expect(answer.status).toBe(201)
  return answer.headers.get('Location')!
}
const status = async (location: string) => {
  const { status, body } = await park.json<Json & { status: string }>(location, { headers: asJson })
  expect(status).toBe(200)
  expect(Value.Errors(StatusInfo, body)).toEqual([])
  return body
}
const finished = async (location: string) => {
  for (;;) {
    const body = await status(location)
    if (body.status === 'successful') return
    expect(['accepted', 'running']).toContain(body.status)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const exceptionAt = async (path: string, init: RequestInit = {}) => {
  const answer = await park.ask(path, { ...init, headers: asJson })
  const body = (await answer.json()) as { type: string; detail: unknown; title: unknown; status: unknown }
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/)
  expect([typeof body.type, typeof body.title, typeof body.status, typeof body.detail]).toEqual([
    ...['string', 'string', 'number', 'string'],
  ])
  return { status: answer.status, type: body.type }
}

describe('A.2.1 to A.2.3: http, landing page, conformance', () => {
  test('testHttp', async () => expect((await park.ask('/ogc')).status).toBe(200))
  test('landingPageRetrieval', async () => expect((await park.ask('/ogc', { headers: asJson })).status).toBe(200))
  test('landingPageValidation', async () => {
    const { body } = await park.json<{ links: { rel: string }[] }>('/ogc', { headers: asJson })
    expect(body.links.map(({ rel }) => rel)).toContain('processes')
  })
  test('testValidateConformanceOperationAndResponse', async () => {
    const { body } = await park.json<{ conformsTo: string[] }>('/ogc/conformance', { headers: asJson })
    expect(body.conformsTo).toContain('http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core')
    expect(body.conformsTo.every((one) => typeof one === 'string')).toBe(true)
  })
})

describe('A.2.4 and A.2.5: the list and a process', () => {
  const list = async (query = '') =>
    (await park.json<{ processes: Json[]; links: Json[] }>(`/ogc/processes${query}`)).body

  test('testPlLimitDefinition', async () => {
    type Definition = { paths: Record<string, { get: { parameters: { name: string; schema: Json }[] } }> }
    const { body } = await park.json<Definition>('/ogc/api')
    const limit = body.paths['/processes']!.get.parameters.find(({ name }) => name === 'limit')!
    expect(limit.schema).toMatchObject({ type: 'integer', minimum: 1 })
    expect((await list('?limit=10')).processes.length).toBeLessThanOrEqual(10)
  })
  test('testPlLimitResponse', async () => expect((await list('?limit=1')).processes).toHaveLength(1))
  test('testPlLinks', async () => {
    const rels = (await list('?limit=1')).links.map(({ rel }) => rel)
    expect(rels).toEqual(expect.arrayContaining(['self', 'alternate']))
  })
  test('testProcessList', async () => expect((await list()).processes.length).toBeGreaterThan(0))
  test('testProcessListSuccess', async () => expect(Value.Errors(ProcessList, await list())).toEqual([]))
  test('testProcessExceptionNoSuchProcess', async () => {
    const none = await exceptionAt(`/ogc/processes/invalid-process-${crypto.randomUUID()}`)
    expect(none).toEqual({ status: 404, type: `${exceptions}/no-such-process` })
  })
  test('testProcess', () => expect(echo.jobControlOptions).toContain('async-execute'))
  test('testProcessSuccess', () => expect(Value.Errors(ProcessDescription, echo)).toEqual([]))
})

describe('A.3: OGC process description', () => {
  /** The words of schema.yaml of part 1: no other is allowed. */
  const words = new Set(
    'title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required enum type not allOf oneOf anyOf items properties additionalProperties description format default nullable readOnly writeOnly example deprecated contentMediaType contentEncoding contentSchema'.split(
      ' ',
    ),
  )
  const unknownWords = (schema: Schema): string[] => {
    if ('$ref' in schema) return Object.keys(schema).filter((word) => word !== '$ref')
    const nested = [...(schema.oneOf ?? []), ...(schema.allOf ?? []), ...(schema.items ? [schema.items] : [])]
    const inside = Object.values((schema.properties ?? {}) as Record<string, Schema>)
    return [...Object.keys(schema).filter((word) => !words.has(word)), ...[...nested, ...inside].flatMap(unknownWords)]
  }
  const each = async () => {
    const { body } = await park.json<{ processes: { id: string }[] }>('/ogc/processes')
    return Promise.all(
      body.processes.map(
        async ({ id }) => (await park.json<Description>(`/ogc/processes/${id}`, { headers: asJson })).body,
      ),
    )
  }

  test('testOGCProcessDescriptionJSON', async () => {
    for (const one of await each()) expect(Value.Errors(ProcessDescription, one)).toEqual([])
  })
  test('testOGCProcessDescriptionInputsDef', async () => {
    for (const one of await each()) expect(typeof one.inputs).toBe('object')
  })
  test('testOGCProcessDescriptionInputDef', async () => {
    for (const one of await each())
      for (const { schema } of Object.values(one.inputs)) expect(unknownWords(schema)).toEqual([])
  })
  test('testOGCProcessDescriptionInputDefinitionOfMixedType', () =>
    expect(Object.values(echo.inputs).some(({ schema }) => schema.oneOf)).toBe(true))
  test('testOGCProcessDescriptionOutputsDef', async () => {
    for (const one of await each()) expect(Object.keys(one.outputs).length).toBeGreaterThan(0)
  })
  test('testOGCProcessDescriptionOutputDef', async () => {
    for (const one of await each())
      for (const { schema } of Object.values(one.outputs)) expect(unknownWords(schema)).toEqual([])
  })
  test('testOGCProcessDescriptionOutputDefinitionOfMixedType', () =>
    expect(Object.values(echo.outputs).some(({ schema }) => schema.oneOf)).toBe(true))
})

describe('A.2.6: the creation of a job', () => {
  test('testJobCreationAutoExecutionMode', async () => finished(await async(usual())))
  test('testJobCreationDefaultExecutionMode', async () => expect((await sync(usual())).status).toBe(200))
  test('testJobCreationDefaultOutputs', async () => {
    const body = (await (await sync({ inputs: inputs() })).json()) as Json
    expect(Object.keys(body)).toEqual(Object.keys(inputs()))
  })
  test('testJobCreationInputArray', async () => {
    const [name] = Object.entries(echo.inputs).find(([, { schema }]) => schema.type === 'array')!
    const answer = await sync({
      inputs: { ...inputs(), [name]: [1, 2, 3] },
      outputs: { [name]: { transmissionMode: 'value' } },
    })
    expect([answer.status, await answer.json()]).toEqual([200, [1, 2, 3]])
  })
  test('testJobCreationInputInlineBbox', async () => {
    const [name] = Object.entries(echo.inputs).find(([, { schema }]) => isBox(schema))!
    const box = { bbox: [51.9, 7, 52, 7.1], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' }
    const answer = await sync({
      inputs: { ...inputs(), [name]: box },
      outputs: { [name]: { transmissionMode: 'value' } },
    })
    expect([answer.status, await answer.json()]).toEqual([200, box])
  })
  test.each([
    'testJobCreationInputInlineBinary',
    'testJobCreationInputInlineMixed',
    'testJobCreationInputInlineObject',
    'testJobCreationInputRef',
  ])('%s', async () => {
    const answer = await sync({ inputs: inputs(), outputs: allOutputs() })
    expect(answer.status).toBe(200)
    expect(Object.keys((await answer.json()) as Json)).toEqual(Object.keys(inputs()))
  })
  test('testJobCreationInputInline', async () => expect((await sync(usual())).status).toBe(200))
  test('testJobCreationInputValidation', async () => {
    expect((await sync(usual())).status).toBe(200)
    const wrong = Object.entries(echo.inputs).filter(([, { schema }]) => schema.contentMediaType)
    expect(wrong.length).toBeGreaterThan(0)
    const bad = { ...inputs(), ...Object.fromEntries(wrong.map(([name]) => [name, { type: 'wrong/type_1' }])) }
    const refused = await exceptionAt('/ogc/processes/echo/execution', {
      ...{ method: 'POST', body: JSON.stringify({ inputs: bad, outputs: allOutputs() }) },
    })
    expect(refused).toEqual({ status: 400, type: `${exceptions}/InvalidParameterValue` })
  })
  test('testJobCreationInputs', async () => expect((await sync(usual())).status).toBe(200))
  test('testJobCreationOp', async () => {
    const location = await async(usual())
    expect(location).toMatch(/^https?:\/\//)
    await status(location)
  })
  test('testJobCreationRequest', async () => void (await status(await async(usual()))))
  test('testJobCreationSuccessAsync', async () => void (await status(await async(usual()))))
  test('testJobCreationSyncDocument', async () => {
    const answer = await sync(usual({ response: 'document' }))
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/json'])
  })
  test('testJobCreationSyncRawMixedMulti', async () => {
    expect((await sync(usual({ response: 'raw' }))).status).toBe(200)
    const [first, ...others] = Object.keys(inputs()) as [string, ...string[]]
    const outputs = {
      [first]: { transmissionMode: 'reference' },
      ...Object.fromEntries(others.map((name) => [name, { transmissionMode: 'value' }])),
    }
    const mixed = await park.execute('echo', { inputs: inputs(), outputs, response: 'raw' })
    const parts = (await mixed.text()).split(/--[0-9a-f-]{36}(?:--)?\r\n/).filter((part) => part)
    expect(parts).toHaveLength(others.length + 1)
    expect(parts[0]).toMatch(/Content-Location: http\S+\r\n\r\n\r\n$/)
    expect(parts.slice(1).every((part) => part.includes('Content-Type: '))).toBe(true)
  })
  test('testJobCreationSyncRawRef', async () => {
    expect((await sync(usual({ response: 'raw' }))).status).toBe(200)
    const [name] = Object.keys(echo.inputs) as [string]
    const answer = await sync(oneInput({ outputs: { [name]: { transmissionMode: 'reference' } } }))
    const [, href] = /<([^>]+)>; rel="item"/.exec(answer.headers.get('Link')!)!
    expect([answer.status, await (await park.ask(href!)).json()]).toEqual([204, TEXT])
  })
  test('testJobCreationSyncRawValueMulti', async () => {
    expect((await sync(usual({ response: 'raw' }))).status).toBe(200)
    const many = await park.execute('echo', usual({ response: 'raw' }))
    expect(many.headers.get('Content-Type')).toMatch(/^multipart\/related; boundary=/)
  })
  test('testJobCreationSyncRawValueOne', async () => {
    const answer = await sync(oneInput())
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(TEXT)])
  })
})

describe('A.2.6: a job and its results', () => {
  test('testJobExceptionNoSuchJob', async () => {
    expect(await exceptionAt(`/ogc/jobs/invalid-job-${crypto.randomUUID()}`)).toEqual({
      ...{ status: 404, type: `${exceptions}/no-such-job` },
    })
    expect((await exceptionAt(`/ogc/processes/invalid-job-${crypto.randomUUID()}`)).status).toBe(404)
  })
  test('testJobOp', async () => expect((await sync(usual())).status).toBe(200))
  test('testJobResultsNoSuchJob', async () => {
    const none = await exceptionAt(`/ogc/jobs/invalid-job-${crypto.randomUUID()}/results`)
    expect(none).toEqual({ status: 404, type: `${exceptions}/no-such-job` })
  })
  test('testJobResultsExceptionResultsNotReady', async () => {
    const { inputs: one, ...rest } = oneInput()
    const location = await async({ inputs: { ...one, pause: 5 }, ...rest })
    await status(location)
    expect(await exceptionAt(`${location}/results`)).toEqual({ status: 404, type: `${exceptions}/result-not-ready` })
    await park.ask(location, { method: 'DELETE' })
  })
  test('testJobResultsFailed', async () => {
    const refused = await exceptionAt('/ogc/processes/echo/execution', {
      ...{ method: 'POST', body: JSON.stringify({ 'invalid-execute-request': 'true)' }) },
    })
    expect(refused).toEqual({ status: 400, type: `${exceptions}/InvalidParameterValue` })
  })
  test('testJobResults', async () => finished(await async(usual())))
  const resultsOf = async (body: unknown) => {
    const location = await async(body)
    await finished(location)
    return park.ask(`${location}/results`)
  }
  test('testJobResultsAsyncDocument', async () => {
    const answer = await resultsOf(usual({ response: 'document' }))
    expect(Object.keys((await answer.json()) as Json)).toEqual(Object.keys(inputs()))
  })
  test('testJobResultsAsyncRawMixedMulti', async () => {
    const names = Object.keys(inputs())
    const outputs = Object.fromEntries(
      names.map((name, i) => [name, { transmissionMode: i === 0 ? 'reference' : 'value' }]),
    )
    const answer = await resultsOf({ inputs: inputs(), outputs })
    expect(await answer.text()).toContain('Content-Location: ')
  })
  test('testJobResultsAsyncRawRef', async () => {
    const outputs = Object.fromEntries(Object.keys(inputs()).map((name) => [name, { transmissionMode: 'reference' }]))
    const answer = await resultsOf({ inputs: inputs(), outputs })
    expect([answer.status, answer.headers.get('Link')]).toEqual([204, expect.stringContaining('/results/')])
  })
  test('testJobResultsAsyncRawValueMulti', async () => {
    const answer = await resultsOf({ inputs: inputs(), outputs: allOutputs() })
    expect(answer.headers.get('Content-Type')).toMatch(/^multipart\/related/)
  })
  test('testJobResultsAsyncRawValueOne', async () => {
    const answer = await resultsOf(oneInput())
    expect(await answer.json()).toBe(TEXT)
  })
  test('testJobResultsSync', async () => {
    // Answered at once and by value, an execution makes no job: there is no link to one, as permission 7 lets it be.
    const answer = await sync(usual())
    expect([answer.status, answer.headers.get('Link')]).toEqual([200, null])
  })
  test('testJobSuccess', async () => void (await status(await async(usual()))))
})

describe('A.6: the list of jobs', () => {
  test('testJobList', async () => {
    const { body } = await park.json<{ jobs: Json[] }>('/ogc/jobs', { headers: asJson })
    expect(body.jobs.length).toBeGreaterThan(0)
  })
  test('testJobListSuccess', async () => {
    const { status, body } = await park.json('/ogc/jobs', { headers: asJson })
    expect([status, Value.Errors(JobList, body)]).toEqual([200, []])
  })
})
