import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { integer, OrchestraError, resolveGraph, table } from '../kernel/index.ts'
import { completeEvent, failEvent, lineageSink, startEvent } from './openlineage.ts'
import type { Task } from './task.ts'
import { both, given, place } from './testing.ts'
import type { Chain, Materialization, Step } from './types.ts'

const Row = table('row', { id: integer({ title: both('id') }) })
const graph = resolveGraph(
  place([
    given(
      { name: 's', rows: Row, address: 'https://example.org/{key}.csv', partitions: { by: 'day', from: '2024-01-01' } },
      async function* () {},
    ),
  ]),
)
const chain = { graph, clock: () => new Date('2024-06-01T12:00:00Z') } as unknown as Chain
const task: Task = {
  node: graph.nodes[0]!,
  index: 19723,
  key: '2024-01-01',
  recipe: 'r',
  code: 'c',
  pinned: [],
  fingerprint: 'f',
  step: { id: 7, run: 3, attempt: 1 } as Step,
}
const made = { rows: 12, bytes: 340, object: 'abc' } as Materialization
const cost = { cpu_s: 1, wall_s: 2, bytes_read: 3, bytes_written: 4, bytes_fetched: 5, energy_wh: 6, co2e_g: 7 }

test('events have what OpenLineage 2-0-2 requires, and start and end share a run', () => {
  const [start, end] = [startEvent(chain, task), completeEvent(chain, task, made, cost)]
  for (const event of [start, end, failEvent(chain, task, new OrchestraError({ code: 'x', say: both('x') }))]) {
    expect(event).toMatchObject({
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
      eventTime: '2024-06-01T12:00:00.000Z',
      job: { namespace: 'orchestra://test', name: 's.2024-01-01' },
      inputs: [{ namespace: 'source', name: 'https://example.org/2024-01-01.csv' }],
    })
    const { runId } = event.run as { runId: string }
    expect(runId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(runId).toBe((start.run as { runId: string }).runId)
  }
  expect([start.eventType, end.eventType]).toEqual(['START', 'COMPLETE'])
  expect(end.outputs).toMatchObject([{ name: 's', outputFacets: { outputStatistics: { rowCount: 12, size: 340 } } }])
})

test('events go to a file and to an endpoint; one that is down or refuses is logged and holds nothing up', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orchestra-lineage-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const bodies: string[] = []
  const server = createServer((request, answer) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      bodies.push(body)
      answer.writeHead(bodies.length === 1 ? 201 : 422).end()
    })
  }).listen(0)
  const logged: string[] = []
  const file = join(folder, 'events.ndjson')
  const emit = lineageSink(file, `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/lineage`, (line) =>
    logged.push(line),
  )
  await emit({ n: 1 })
  await emit({ n: 2 })
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  await emit({ n: 3 })
  expect(readFileSync(file, 'utf8')).toBe('{"n":1}\n{"n":2}\n{"n":3}\n')
  expect(bodies).toEqual(['{"n":1}', '{"n":2}'])
  expect(logged).toEqual(['lineage.refused', 'lineage.unreachable'])
})
