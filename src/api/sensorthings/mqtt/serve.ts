import { OrchestraError } from '../../../kernel/index.ts'
import type { Observation } from '../../../observe/index.ts'
import type { Broker, Caller } from '../../../observe/mqtt/index.ts'
import { typeNamed } from '../model.ts'
import { noOptions } from '../parse/ast.ts'
import { isCollection } from '../parse/path.ts'
import { walk } from '../read/address.ts'
import type { Context, Row } from '../read/context.ts'
import { readRow } from '../read/entities.ts'
import { readLevel } from '../read/level.ts'
import { readObservation, rowOf } from '../read/observations.ts'
import { propertyValue, shapeEntity } from '../read/shape.ts'
import { named, statusFor } from '../service/errors.ts'
import type { SensorThings } from '../service/service.ts'
import { readJson } from '../write/body.ts'
import type { Change } from '../write/writer.ts'
import { isCreation, prefix, readTopic, type Topic } from './topics.ts'

interface MqttOptions {
  readonly broker: Broker
  /** Address of the service over HTTP, for the links in what is sent. */
  readonly root: string
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** What waits to be sent: beyond, the oldest is let go, and that is told. */
const MOST_WAITING = 100_000
const MOST_TOPICS = 10_000
/** Bytes of an observation published to be made. */
const MOST_BYTES = 262_144
const observation = typeNamed('Observation')

/** Topics of every observation, for brokers that cannot tell which are heard. */
const usual = ({ datastream, foi }: Row): string[] => [
  `${prefix}Observations`,
  `${prefix}Datastreams(${datastream})/Observations`,
  ...(foi ? [`${prefix}FeaturesOfInterest(${foi})/Observations`] : []),
]

/**
 * SensorThings over MQTT: sends entities to whoever hears a topic that names them, and makes the observations published. Only
 * what anybody may read is sent: a topic is heard by all alike. To be called before the broker starts; the function given back
 * stops it.
 */
export function serveByMqtt(service: SensorThings, { broker, root, log }: MqttOptions): () => void {
  const { observe, clock } = service
  const anybody: Caller = { kind: 'anonymous' }
  const topics = new Map<string, Topic | undefined>()
  const waiting: (() => Promise<void>)[] = []
  let lost = 0
  let sending = false

  const topicOf = (name: string) => {
    if (!topics.has(name)) {
      if (topics.size >= MOST_TOPICS) topics.clear()
      topics.set(name, readTopic(name))
    }
    return topics.get(name)
  }
  /** The topics heard that are about a type; all those of observations when the broker does not know. */
  const heardOf = (type: Change['type'], row?: Row): Topic[] => {
    const names = broker.heard() ?? (row && type === observation ? usual(row) : [`${prefix}${type.set}`])
    return [...names].map(topicOf).filter((topic) => topic !== undefined && topic.type === type) as Topic[]
  }

  const later = (work: () => Promise<void>) => {
    if (waiting.length >= MOST_WAITING) {
      waiting.shift()
      lost += 1
      if (lost === 1 || lost % 10_000 === 0) log('sensorthings.mqtt-behind', { lost })
    }
    waiting.push(work)
    if (!sending) void drain()
  }
  const drain = async () => {
    sending = true
    for (let work = waiting.shift(); work; work = waiting.shift())
      await work().catch((error: unknown) => log('sensorthings.mqtt', { error: String(error) }))
    sending = false
  }

  const contextNow = async (): Promise<Context> => {
    const { visible } = await service.rightsOf(anybody)
    return { observe, sender: observe.store, visible, now: clock(), root }
  }

  async function sendObservations(observations: readonly Observation[]): Promise<void> {
    if (!observations.some((one) => heardOf(observation, rowOf(one)).length > 0)) return
    const context = await contextNow()
    const ids = [...new Set(observations.map(({ datastream }) => datastream))]
    const open = await observe.store.query<{ id: number }>(
      'select id from datastream where id = any ($1::bigint[]) and dataset = any ($2::text[])',
      [ids, context.visible],
    )
    const seen = new Set(open.map(({ id }) => id))
    for (const one of observations)
      if (seen.has(one.datastream)) await send(context, { type: observation, id: one.id }, rowOf(one))
  }

  async function sendChange(change: Change): Promise<void> {
    if (heardOf(change.type).length === 0) return
    const context = await contextNow()
    const { type, id } = change
    const row = type === observation ? await readObservation(context, id) : await readRow(context, type, id)
    if (row) await send(context, change, row)
  }

  async function send(context: Context, { type, properties }: Change, row: Row): Promise<void> {
    for (const topic of heardOf(type, row)) {
      const { property } = topic.path
      const isAbout =
        property === undefined || (typeof property === 'object' && (properties?.includes(property.name) ?? true))
      if (!isAbout || !(await names(context, topic, row))) continue
      const body =
        typeof property === 'object'
          ? { [property.name]: propertyValue(property, row) }
          : shapeEntity(
              root,
              type,
              { row, expanded: new Map() },
              { ...noOptions, ...(topic.options.select && { select: topic.options.select }) },
            )
      await broker.publish(topic.name, JSON.stringify(body))
    }
  }

  const stopChanges = service.onChange((change) => {
    // Observations just made are heard of as they are committed, whoever made them.
    if (change.type !== observation || change.properties) later(() => sendChange(change))
  })
  const stopObservations = observe.observations.heard((observations) => later(() => sendObservations(observations)))

  broker.allowHearing(`${prefix}#`, () => true)
  broker.onPublish(`${prefix}#`, {
    keeps: true,
    may: (caller, topic) =>
      isCreation(topic) && ((caller.kind === 'key' && caller.scope === 'sensorthings') || service.writes === 'open'),
    async take({ topic, payload, caller }) {
      try {
        if (!isCreation(topic) || payload.length > MOST_BYTES) throw notMade(topic)
        const rights = await service.rightsOf(caller)
        const body = readJson(new TextDecoder().decode(payload))
        await service.ask(rights, root, { method: 'POST', path: topic.slice(prefix.length), query: '', body })
      } catch (thrown) {
        const error = named(thrown)
        // What may pass is sent again by the client; what is wrong would be wrong again.
        if (statusFor(error) >= 500) throw error
        log('sensorthings.mqtt-refused', { topic, code: error.code, say: error.say.en, place: error.place })
      }
    },
  })

  return () => {
    stopChanges()
    stopObservations()
  }
}

/** Whether a topic names an entity: itself, or the collection it is in. */
async function names(context: Context, { path, type }: Topic, row: Row): Promise<boolean> {
  const last = path.steps.at(-1)!
  if (path.steps.length === 1) return last.id === undefined || last.id === row.id
  const [first] = path.steps
  if (path.steps.length === 2 && type === observation && isCollection(path)) {
    if (first!.type.name === 'Datastream') return row.datastream === first!.id
    if (first!.type.name === 'FeatureOfInterest') return row.foi === first!.id
  }
  try {
    const { property: _, ...entity } = path
    const target = await walk(context, { ...entity, inside: [] })
    if (target.kind === 'entity') return target.row.id === row.id
    const of = target.of!
    const sight = { visible: context.visible, now: context.now, observations: 'observation' }
    const pages = await readLevel(context.sender, { type, options: noOptions, top: 1, ids: [row.id], of }, sight)
    return (pages.get(of.ids[0]!)?.rows.length ?? 0) > 0
  } catch (error) {
    // What the topic names is not there (any more).
    if (error instanceof OrchestraError && statusFor(error) < 500) return false
    throw error
  }
}

const notMade = (topic: string) =>
  new OrchestraError({
    code: 'sensorthings.bad-path',
    say: {
      fr: 'Rien ne se crée par ce sujet, ou le message est trop gros.',
      en: 'Nothing is made by this topic, or the message is too large.',
    },
    place: topic,
  })
