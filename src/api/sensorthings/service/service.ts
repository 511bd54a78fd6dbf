import type { Viewer } from '../../../govern/index.ts'
import type { Observe } from '../../../observe/index.ts'
import type { Authenticate } from '../../../observe/ingest/index.ts'
import type { Caller } from '../../../observe/mqtt/index.ts'
import type { Sender } from '../../../store/index.ts'
import { openLimit } from '../../http/limit.ts'
import { fault } from '../faults.ts'
import { type EntityType, typeNamed } from '../model.ts'
import { noOptions } from '../parse/ast.ts'
import { isCollection, parsePath } from '../parse/path.ts'
import { type Target, walk } from '../read/address.ts'
import { type Answer, answerRead } from '../read/answer.ts'
import type { Context } from '../read/context.ts'
import { selfLink, shapeEntity } from '../read/shape.ts'
import { type Body, isObject, objectOf } from '../write/body.ts'
import { change, remove } from '../write/change.ts'
import { backOf, create, type Known } from '../write/create.ts'
import { openGathering } from '../write/gather.ts'
import { patched } from '../write/json-patch.ts'
import { isPlainObservation, readDataArrays, writeObservations } from '../write/observations.ts'
import { type Change, checkDataset, type Writer, type Writing } from '../write/writer.ts'
import { openRights, type Rights, writerOf } from './caller.ts'

/** One request, from HTTP, a batch or MQTT. `path` is what follows the root. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  readonly query: string
  /** Parsed JSON. */
  readonly body?: unknown
  readonly isJsonPatch?: boolean
  readonly idempotencyKey?: string
}

export interface Given {
  readonly status: number
  readonly answer: Answer
  readonly location?: string
}

/** What happened to entities, told after the commit. */
type Listener = (change: Change) => void

/** SensorThings over things and observations, whatever brings the requests. */
export interface SensorThings {
  readonly observe: Observe
  readonly authenticate: Authenticate
  readonly clock: () => Date
  readonly writes: 'keys' | 'open'
  rightsOf(caller: Caller, viewer?: Viewer): Promise<Rights>
  /** Answers one request. Throws the faults of this API. */
  ask(rights: Rights, root: string, asked: Asked): Promise<Given>
  /** Runs requests in one transaction: all of them happen or none. */
  together<T>(rights: Rights, root: string, work: (ask: (asked: Asked) => Promise<Given>) => Promise<T>): Promise<T>
  /** Tells of entities made or changed by this service, until the function given back is called. */
  onChange(listener: Listener): () => void
}

interface SensorThingsDeps {
  readonly observe: Observe
  /** The one check of tokens and passwords. */
  readonly authenticate: Authenticate
  /** `open` lets anybody write. Default: keys. */
  readonly writes?: 'keys' | 'open'
  readonly clock: () => Date
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** Change sets at once: each may take two of the ten connections. */
const [GROUPS, GROUPS_WAITING] = [4, 200]

export function openSensorThings({
  observe,
  authenticate,
  writes = 'keys',
  clock,
  log,
}: SensorThingsDeps): SensorThings {
  const listeners = new Set<Listener>()
  const groups = openLimit(GROUPS, GROUPS_WAITING)
  const gather = openGathering(observe, clock)
  const tell = (changes: readonly Change[]) => {
    for (const change of changes)
      for (const listener of listeners)
        try {
          listener(change)
        } catch (error) {
          // What was committed is committed: a listener that fails is its own affair.
          log('sensorthings.listener', { error: String(error) })
        }
  }

  const contextOf = (rights: Rights, root: string, sender: Sender): Context => ({
    observe,
    sender,
    visible: rights.visible,
    now: clock(),
    root,
  })

  /** Runs writes in a transaction and tells what they changed once it is committed. */
  async function writing<T>(work: (tx: Sender, into: Pick<Writing, 'changes' | 'after'>) => Promise<T>): Promise<T> {
    let into: Pick<Writing, 'changes' | 'after'> = { changes: [], after: [] }
    const result = await observe.store.transaction((tx) => {
      // A conflict makes the transaction start again: what was noted of the failed one never was.
      into = { changes: [], after: [] }
      return work(tx, into)
    })
    for (const then of into.after) then()
    tell(into.changes)
    return result
  }

  async function ask(rights: Rights, root: string, asked: Asked): Promise<Given> {
    if (asked.method === 'GET') return read(contextOf(rights, root, observe.store), asked)
    const writer = await checkedWriter(rights, asked)
    const quick = asked.method === 'POST' ? await createObservations(rights, root, asked, writer) : undefined
    if (quick) return quick
    // Found before the transaction opens: looking for an observation takes a connection of its own.
    const target = await targetOf(rights, contextOf(rights, root, observe.store), asked)
    const given = await writing((tx, into) => write(tx, root, target, asked, writer, into))
    if (target.kind === 'collection' || asked.method === 'DELETE') return given
    const after = await walk(await reaching(rights, contextOf(rights, root, observe.store)), {
      steps: [{ type: target.type, id: target.row.id }],
      inside: [],
    })
    return { ...given, answer: { kind: 'json', body: shaped(root, after) } }
  }

  async function checkedWriter(rights: Rights, { query }: Asked): Promise<Writer> {
    const dataset = new URLSearchParams(query).get('dataset') ?? undefined
    const writer = writerOf(rights, dataset)
    if (dataset !== undefined) await checkDataset(observe, writer)
    return writer
  }

  /** Observations that need no transaction of their own; undefined for anything else. */
  async function createObservations(
    rights: Rights,
    root: string,
    asked: Asked,
    writer: Writer,
  ): Promise<Given | undefined> {
    const { path, body, idempotencyKey } = asked
    const key = idempotencyKey === undefined ? {} : { idempotencyKey }
    if (/^\/?CreateObservations\/?$/.test(path)) {
      const outcomes = await writeObservations(observe, writer, readDataArrays(body, idempotencyKey), clock())
      const lines = outcomes.map((one) =>
        'id' in one ? selfLink(root, observation, one.id) : `error: ${one.error.say.en} (${one.error.place ?? ''})`,
      )
      return { status: 201, answer: { kind: 'json', body: lines } }
    }
    const asks = parsePath(path)
    const { type, navigation } = asks.steps.at(-1)!
    if (type.name !== 'Observation' || !isCollection(asks) || asks.form || !isObject(body) || !isPlainObservation(body))
      return undefined
    const context = await reaching(rights, contextOf(rights, root, observe.store))
    const target = navigation ? await walk(context, asks) : undefined
    const parent = target?.kind === 'collection' ? target.of : undefined
    const given = !parent
      ? key
      : { ...key, ...(parent.type.name === 'Datastream' ? { datastream: parent.ids[0]! } : { foi: parent.ids[0]! }) }
    const outcome = await gather(writer, body, given)
    if ('error' in outcome) throw outcome.error
    return named(root, observation, outcome.id, 201)
  }

  /** The datasets whose entities an address may go through: those read, and those written to. */
  async function reach({ visible, writable }: Rights, sender: Sender): Promise<readonly string[]> {
    if (!writable) return visible
    if (writable.datasets) return [...new Set([...visible, ...writable.datasets])]
    return (await observe.registry.datasets(sender)).map(({ id }) => id)
  }

  /** A context whose addresses go through what the caller reads or writes. */
  const reaching = async (rights: Rights, context: Context): Promise<Context> => ({
    ...context,
    visible: await reach(rights, context.sender),
  })

  async function targetOf(rights: Rights, context: Context, { path, method }: Asked): Promise<Target> {
    const asks = parsePath(path)
    if (asks.property || asks.form || isCollection(asks) !== (method === 'POST')) throw wrongMethod(method)
    return walk(await reaching(rights, context), asks)
  }

  async function write(
    tx: Sender,
    root: string,
    target: Target,
    { method, body, isJsonPatch }: Asked,
    writer: Writer,
    { changes, after }: Pick<Writing, 'changes' | 'after'>,
  ): Promise<Given> {
    const state: Writing = { tx, observe, writer, now: clock(), changes, after, made: 0 }
    if (target.kind === 'collection') {
      const known: Known = target.of ? { [backOf(target.of.type, target.of.navigation.name)]: target.of.ids } : {}
      return named(root, target.type, await create(state, target.type, objectOf(body, 'body'), '', known), 201)
    }
    const { type, row } = target
    if (method === 'DELETE') {
      await remove(state, type, row)
      return { status: 200, answer: { kind: 'nothing' } }
    }
    const fields = isJsonPatch && method === 'PATCH' ? patched(plainBody(root, target), body) : objectOf(body, 'body')
    await change(state, type, row, fields, method === 'PUT' ? 'replace' : 'change')
    return named(root, type, row.id, 200)
  }

  return {
    ...{ observe, authenticate, clock, writes },
    rightsOf: openRights(observe, writes, clock),
    ask,
    together: (rights, root, work) =>
      groups.run(() =>
        writing(async (tx, into) =>
          work(async (asked) => {
            if (asked.method === 'GET') return read(contextOf(rights, root, tx), asked)
            const writer = await checkedWriter(rights, asked)
            const target = await targetOf(rights, contextOf(rights, root, tx), asked)
            return write(tx, root, target, asked, writer, into)
          }),
        ),
      ),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const observation = typeNamed('Observation')

async function read(context: Context, { path, query }: Asked): Promise<Given> {
  const answer = await answerRead(context, path, query)
  return { status: answer.kind === 'nothing' ? 204 : 200, answer }
}

/** The answer that names an entity. */
function named(root: string, type: EntityType, id: number, status: number): Given {
  const location = selfLink(root, type, id)
  return { status, location, answer: { kind: 'json', body: { '@iot.id': id, '@iot.selfLink': location } } }
}

function shaped(root: string, target: Target): Body {
  return target.kind === 'entity'
    ? shapeEntity(root, target.type, { row: target.row, expanded: new Map() }, noOptions)
    : {}
}

/** An entity without its annotations: what a JSON Patch is about. */
const plainBody = (root: string, target: Target): Body =>
  Object.fromEntries(Object.entries(shaped(root, target)).filter(([name]) => !name.includes('@')))

const wrongMethod = (method: string) =>
  fault(
    'sensorthings.method',
    { fr: `Cette adresse n’accepte pas ${method}.`, en: `This address does not take ${method}.` },
    {
      remedy: {
        fr: 'On crée (POST) dans une collection ; on change (PATCH, PUT) et supprime (DELETE) une entité.',
        en: 'One creates (POST) in a collection; changes (PATCH, PUT) and deletes (DELETE) an entity.',
      },
    },
  )
