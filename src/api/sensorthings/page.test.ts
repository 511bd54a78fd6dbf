import { expect, test } from 'vitest'
import { root, stationOfTests } from './testing/station.ts'

const station = stationOfTests()

test('a browser gets a page, in its language, whose links work', async () => {
  for (const [language, word] of [
    ['fr', 'capteurs'],
    ['en', 'sensors'],
  ] as const) {
    const { status, text, headers } = await station.get('/', { Accept: 'text/html,*/*', 'Accept-Language': language })
    expect([status, headers.get('Content-Type'), headers.get('Content-Language')]).toEqual([
      200,
      'text/html; charset=UTF-8',
      language,
    ])
    expect(text).toContain(`lang="${language}"`)
    expect(text).toContain(word)
    const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, href]) =>
      href!.replaceAll('&amp;', '&').replaceAll('&#39;', "'"),
    )
    const ours = links.filter((href) => href.startsWith(`${root}/`))
    expect(ours.length).toBeGreaterThan(12)
    for (const href of ours) expect((await station.get(href)).status, href).toBe(200)
  }
  expect((await station.get('/')).headers.get('Content-Type')).toContain('application/json')
})

test('methods, preflights and languages', async () => {
  for (const [method, path] of [
    ['POST', '/'],
    ['PUT', '/Things'],
    ['DELETE', '/Things'],
    ['POST', '/Things(1)'],
    ['GET', '/CreateObservations'],
  ] as const) {
    const { status } = await station.ask(method, path, method === 'GET' || method === 'DELETE' ? undefined : {})
    expect([404, 405], `${method} ${path}`).toContain(status)
  }
  const preflight = await station.app.request(`${root}/Things`, {
    method: 'OPTIONS',
    headers: { Origin: 'https://a.example', 'Access-Control-Request-Method': 'POST' },
  })
  expect(preflight.headers.get('Access-Control-Allow-Methods')).toContain('PATCH')
  const { body, headers } = await station.get('/Things(5)?lang=en')
  expect([headers.get('Content-Language'), body.error.message]).toEqual([
    'en',
    expect.stringContaining('There is no Thing 5'),
  ])
})

test('the OpenAPI document tells the sets where there are sensors, each operation by a name of its own', async () => {
  const answer = await station.app.request('/openapi.json?lang=en')
  const { paths, tags } = (await answer.json()) as {
    paths: Record<string, Record<string, { operationId: string }>>
    tags: { name: string }[]
  }
  expect(Object.keys(paths['/sensorthings/v1.1/Things({id})']!)).toEqual(['get', 'patch', 'put', 'delete'])
  expect(tags.map(({ name }) => name)).toContain('sensorthings')
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
  expect(ids.filter((id, i) => id === undefined || ids.indexOf(id) !== i)).toEqual([])
})
