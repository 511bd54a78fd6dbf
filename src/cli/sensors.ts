import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OrchestraError, type Sensing } from '../kernel/index.ts'
import { openSandbox } from '../observe/codecs/index.ts'
import { bundledLibrary, readLibrary } from '../observe/codecs/library/index.ts'
import { importDevices, importProfiles } from '../observe/fleet/index.ts'
import { type Observe, openObserve } from '../observe/index.ts'
import { type Authenticate, type Ingest, openAuthentication, openIngest } from '../observe/ingest/index.ts'
import { type Broker, type EmbeddedBroker, openEmbeddedBroker, openOutsideBroker } from '../observe/mqtt/index.ts'
import type { Log } from '../pipeline/index.ts'
import type { Options } from './args.ts'
import { datasetsOf } from './datasets.ts'
import type { House } from './open.ts'

/** The sensors of a house: observations, and what takes frames in. */
export interface Sensors {
  readonly observe: Observe
  readonly ingest: Ingest
  readonly authenticate: Authenticate
  close(): Promise<void>
}

const MQTT_PORT = 1883

/** Opens the sensors that a territory declares, its profiles and devices brought in. */
export async function openSensors({ chain }: House, sensing: Sensing, options: Options): Promise<Sensors> {
  const { store, log, clock, home, graph } = chain
  const opened: { close(): Promise<void> }[] = []
  const close = async () => {
    for (const part of opened.reverse()) await part.close()
  }
  try {
    const observe = await openObserve({
      ...{ store, log, folder: join(home, 'observations'), datasets: datasetsOf(graph.territory) },
    })
    opened.push(observe)
    await bringIn(observe, sensing, options, log)
    const sandbox = openSandbox()
    opened.push(sandbox)
    const ingest = await openIngest({ observe, sandbox, sensing, clock, log })
    opened.push(ingest)
    return { observe, ingest, authenticate: openAuthentication(store, options.secret, clock), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Brings in the profiles that come with the product, those of the territory, and its devices. */
async function bringIn(observe: Observe, sensing: Sensing, { secret }: Options, log: Log): Promise<void> {
  const { store, registry } = observe
  for (const folder of [bundledLibrary(), ...(sensing.profiles ?? []).map(pathOf)]) {
    const { devices, unusable } = await readLibrary(folder)
    await store.transaction((tx) => importProfiles(tx, devices))
    for (const { place, reason } of unusable) log('sensors.profile-refused', { place, reason: reason.en })
  }
  if (!sensing.devices) return
  const { place, text } = await readDevices(sensing.devices)
  const { refused } = await importDevices({ store, registry, text, secret, now: new Date() })
  for (const { line, reason } of refused)
    log('sensors.device-refused', { place: `${place}:${line}`, reason: reason.en })
}

async function readDevices(devices: NonNullable<Sensing['devices']>): Promise<{ place: string; text: string }> {
  if (typeof devices === 'object' && 'csv' in devices) return { place: 'sensing.devices', text: devices.csv() }
  const place = pathOf(devices)
  const text = await readFile(place, 'utf8').catch((cause: unknown) => {
    throw new OrchestraError({
      code: 'sensing.no-file',
      say: { fr: 'Le fichier des appareils est illisible.', en: 'The file of devices cannot be read.' },
      remedy: {
        fr: 'Corrigez `sensing.devices` du territoire.',
        en: 'Correct `sensing.devices` of the territory.',
      },
      place,
      cause,
    })
  })
  return { place, text }
}

const pathOf = (place: string | URL) => (/^file:/.test(String(place)) ? fileURLToPath(place) : String(place))

/** The broker of the house, or somebody's that the territory names. Not started: its topics have to be told first. */
export async function openBroker(
  { authenticate }: Sensors,
  sensing: Sensing,
  territory: string,
  options: Options,
  log: Log,
): Promise<{ readonly broker: Broker; readonly embedded: EmbeddedBroker | undefined }> {
  const { mqtt } = sensing
  if (mqtt && 'url' in mqtt) {
    const { url, username, passwordEnv } = mqtt
    const password = passwordEnv === undefined ? undefined : process.env[passwordEnv]
    if (passwordEnv !== undefined && !password) throw noPassword(passwordEnv)
    const broker = openOutsideBroker({
      ...{ url, clientId: `city-orchestra-${territory}`, log },
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
    })
    return { broker, embedded: undefined }
  }
  const port = options.mqttPort ?? mqtt?.port ?? MQTT_PORT
  const isChosen = options.mqttPort !== undefined || mqtt?.port !== undefined
  const embedded = await openEmbeddedBroker({ port, isPortNeeded: isChosen, authenticate, log })
  return { broker: embedded, embedded }
}

const noPassword = (name: string) =>
  new OrchestraError({
    code: 'sensing.no-password',
    say: {
      fr: `La variable ${name}, qui donne le mot de passe du serveur MQTT, est vide.`,
      en: `The variable ${name}, which gives the password of the MQTT broker, is empty.`,
    },
    remedy: {
      fr: 'Donnez-lui une valeur, ou corrigez `sensing.mqtt.passwordEnv` du territoire.',
      en: 'Give it a value, or correct `sensing.mqtt.passwordEnv` of the territory.',
    },
    place: 'sensing.mqtt.passwordEnv',
  })
