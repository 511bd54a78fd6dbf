import { join } from 'node:path'
import { createApi, openSensorThings } from '../src/api/index.ts'
import { defineTerritory, resolveGraph } from '../src/kernel/index.ts'
import { openLake } from '../src/lake/index.ts'
import type { Observe } from '../src/observe/index.ts'
import { openAuthentication } from '../src/observe/ingest/index.ts'
import { count, type Line } from './measure.ts'

const REPEATS = 200
const both = (text: string) => ({ fr: text, en: text })

/** What maps and dashboards ask most of SensorThings, answered whole: parsed, decided, read, written as JSON. */
export async function sensorThingsLookUps(
  observe: Observe,
  home: string,
  datastreams: readonly number[],
  size: number,
): Promise<Line[]> {
  const lake = await openLake({ folder: join(home, 'lake') })
  try {
    const clock = () => new Date()
    const log = () => {}
    const graph = resolveGraph(
      defineTerritory({
        ...{ id: 'bench', title: both('bench'), description: both('bench'), organisation: { name: 'bench' } },
        ...{ bounds: [0, 0, 1, 1], crs: 'EPSG:3857', timezone: 'UTC', sources: [], use: [] },
      }),
    )
    const chain = { store: observe.store, lake, graph, clock, log, home, data: undefined, offline: true }
    const authenticate = openAuthentication(observe.store, undefined, clock)
    const app = createApi({
      chain: { ...chain, fetch: () => Promise.reject(new Error('nothing is fetched')), emit: async () => {} },
      version: 'bench',
      sensorThings: openSensorThings({ observe, authenticate, clock, log }),
    })
    const one = (i: number) => datastreams[(i * 7919) % datastreams.length]!
    const latest = '$expand=Observations($top=1;$orderby=phenomenonTime desc)'
    const asked: Record<string, (i: number) => string> = {
      'latest of 100 datastreams': (i) => `Datastreams?${latest}&$top=100&$skip=${(i % 19) * 100}`,
      'latest of one': (i) => `Datastreams(${one(i)})?${latest}`,
      'count of all': () => 'Observations?$count=true&$top=0',
      'count of one': (i) => `Datastreams(${one(i)})/Observations?$count=true&$top=0`,
      'a page of one': (i) => `Datastreams(${one(i)})/Observations?$top=100&$orderby=phenomenonTime desc`,
    }
    const lines: Line[] = []
    for (const [name, path] of Object.entries(asked)) {
      const times: number[] = []
      for (let i = 0; i < REPEATS + 10; i++) {
        const begin = performance.now()
        const answer = await app.request(`/sensorthings/v1.1/${path(i)}`)
        const text = await answer.text()
        if (answer.status !== 200) throw new Error(`${path(i)}: ${answer.status} ${text}`)
        if (i >= 10) times.push(performance.now() - begin)
      }
      times.sort((a, b) => a - b)
      const at = (share: number) => times[Math.floor(times.length * share)]!
      lines.push({
        name: `sensorthings: ${name}`,
        size: `${count(size)} obs, ${count(datastreams.length)} datastreams`,
        seconds: at(0.95) / 1000,
        rate: `p95; median ${at(0.5).toFixed(1)} ms`,
      })
    }
    return lines
  } finally {
    await lake.close()
  }
}
