import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Observe, openObserve } from '../../../observe/index.ts'
import { openAuthentication } from '../../../observe/ingest/index.ts'
import { both, openTestHouse, place, type TestHouse } from '../../../pipeline/testing.ts'
import { createApi, openSensorThings, type SensorThings } from '../../index.ts'

type Json = Record<string, unknown>

/** An entity as tests look into it. */
export interface Entity {
  readonly '@iot.id': number
  readonly [name: string]: unknown
}

/** A body, whatever it is of: a collection, an entity or an error. */
export interface Body extends Entity {
  readonly value: readonly Entity[]
  readonly '@iot.count': number
  readonly '@iot.nextLink'?: string
  readonly error: {
    readonly code: string
    readonly message: string
    readonly target?: string
    readonly details: readonly { readonly message: string }[]
  }
}

/** One answer, its body parsed when it is JSON. */
export interface Answered {
  readonly status: number
  readonly body: Body
  readonly text: string
  readonly headers: Headers
}

/** A SensorThings service on a real store, for the tests of a file. */
export interface Station {
  readonly house: TestHouse
  readonly observe: Observe
  readonly service: SensorThings
  readonly app: ReturnType<typeof createApi>
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  get(path: string, headers?: Record<string, string>): Promise<Answered>
  /** Makes an entity and gives its id; fails when it is not made. */
  make(set: string, body: Json): Promise<number>
  /** Deletes everything. */
  clear(): Promise<void>
}

export const root = 'http://localhost/sensorthings/v1.1'
export const secret = 'a long secret of the operator'
export const operator = { Authorization: `Bearer ${secret}` }

const datasets = [
  { id: 'sensors', title: both('Sensors'), access: 'open' as const },
  { id: 'works', title: both('Works'), access: 'restricted' as const },
  { id: 'homes', title: both('Homes'), access: 'personal' as const },
]

export function stationOfTests(writes: 'keys' | 'open' = 'open'): Station {
  const made = {} as { -readonly [K in keyof Station]: Station[K] }
  beforeAll(async () => {
    made.house = await openTestHouse(place([]))
    const { store, home, clock } = made.house.chain
    made.observe = await openObserve({ store, folder: join(home, 'observations'), datasets })
    const authenticate = openAuthentication(store, secret, clock)
    made.service = openSensorThings({ observe: made.observe, authenticate, writes, clock, log: made.house.chain.log })
    made.app = createApi({ chain: made.house.chain, secret, version: '0', sensorThings: made.service })
  })
  afterAll(async () => {
    await made.observe.close()
    await made.house.close()
  })
  made.ask = async (method, path, body, headers = {}) => {
    const address = path.startsWith('http') ? path : `${root}${path.startsWith('/') ? '' : '/'}${path}`
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await made.app.request(address, {
      method,
      headers: { ...(text !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(text !== undefined && { body: text }),
    })
    const given = await answer.text()
    const isJson = answer.headers.get('Content-Type')?.includes('json')
    const parsed = (isJson && given !== '' ? JSON.parse(given) : {}) as Body
    return { status: answer.status, body: parsed, text: given, headers: answer.headers }
  }
  made.get = (path, headers) => made.ask('GET', path, undefined, headers)
  made.make = async (set, body) => {
    const { status, headers, text: given } = await made.ask('POST', set, body)
    const id = /\((\d+)\)$/.exec(headers.get('Location') ?? '')?.[1]
    if (status !== 201 || !id) throw new Error(`POST ${set}: ${status} ${given}`)
    return Number(id)
  }
  made.clear = async () => {
    for (const set of ['Things', 'Locations', 'Sensors', 'ObservedProperties', 'FeaturesOfInterest'])
      for (;;) {
        const { body } = await made.get(`/${set}?$select=id`)
        if (body.value.length === 0) break
        for (const one of body.value) await made.ask('DELETE', `/${set}(${one['@iot.id']})`)
      }
  }
  return made
}
