import type { Context } from 'hono'
import Type from 'typebox'
import { OrchestraError } from '../../kernel/index.ts'
import { mayBring } from '../../observe/ingest/index.ts'
import type { Caller } from '../../observe/mqtt/index.ts'
import { part, type Route, route } from '../http/route.ts'
import { IngestTaken } from '../json/shapes.ts'
import type { IngestDoor } from './door.ts'

/** A message may hold many frames, or many entities (bytes). */
const MOST_BYTES = 1_048_576

export const ingestRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/ingest/:connection',
    tag: 'sensors',
    summary: {
      fr: 'Reçoit un message d’un serveur de réseau ou d’un contexte NGSI-LD ; 202 quand il est gardé',
      en: 'Takes a message of a network server or of an NGSI-LD context; 202 once it is kept',
    },
    query: Type.Object({
      event: Type.Optional(
        Type.String({ maxLength: 20, description: 'ChirpStack: the event that the message tells: up, join, status…' }),
      ),
    }),
    body: Type.Unknown({ description: 'As the network server writes it: JSON, or Protobuf of ChirpStack.' }),
    mostBytes: MOST_BYTES,
    answer: IngestTaken,
    problems: [401, 404, 413, 429],
    secured: true,
    async handle({ door }, c, { event }) {
      const connection = part(c, 'connection')
      if (!door) throw noDoor(c.req.path)
      await checkCaller(door, c)
      const body = new Uint8Array(await c.req.arrayBuffer())
      const path = event === undefined ? '' : `?event=${encodeURIComponent(event)}`
      const taken = await door.limit.run(() => door.ingest.take(connection, path, body))
      return c.json(taken satisfies IngestTaken, 202)
    },
  }),
]

/** Lets the operator and the holders of keys for frames through. Throws `ingest.no-key`, `ingest.too-fast`. */
async function checkCaller(door: IngestDoor, c: Context): Promise<void> {
  const password = passwordOf(c.req.header('Authorization'))
  const caller: Caller | undefined = password === undefined ? undefined : await door.authenticate(password)
  if (!caller || !mayBring(caller)) {
    slowDown(door.wrong.take('wrong'))
    throw noKey()
  }
  slowDown(door.rate.take(caller.kind === 'key' ? String(caller.id) : caller.kind))
}

function slowDown(seconds: number): void {
  if (seconds === 0) return
  throw new OrchestraError({
    code: 'ingest.too-fast',
    say: { fr: 'Trop de demandes en peu de temps.', en: 'Too many requests in a short time.' },
    remedy: {
      fr: 'Attendez le temps dit par Retry-After, ou envoyez plusieurs trames par message.',
      en: 'Wait for the time that Retry-After says, or send several frames in a message.',
    },
    facts: { seconds: Math.ceil(seconds) },
    retry: 'transient',
  })
}

/** A bearer token, or the password of Basic with any user name: what webhooks can be set to send. */
function passwordOf(header: string | undefined): string | undefined {
  const [, scheme, value] = /^(Bearer|Basic) +(.+)$/i.exec(header ?? '') ?? []
  if (!scheme || !value) return undefined
  if (/^bearer$/i.test(scheme)) return value
  const pair = Buffer.from(value, 'base64').toString()
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined
}

const noKey = () =>
  new OrchestraError({
    code: 'ingest.no-key',
    say: { fr: 'Cette adresse attend une clé de trames.', en: 'This address needs a key for frames.' },
    remedy: {
      fr: 'Faites-en une par `orchestra key add`, et envoyez-la : « Authorization: Bearer … ».',
      en: 'Make one with `orchestra key add`, and send it: "Authorization: Bearer …".',
    },
    place: 'Authorization',
  })

const noDoor = (path: string) =>
  new OrchestraError({
    code: 'ingest.no-connection',
    say: {
      fr: 'Ce territoire ne déclare aucune connexion de capteurs.',
      en: 'This territory declares no connection of sensors.',
    },
    remedy: {
      fr: 'Déclarez-la dans `sensing.connections` du territoire.',
      en: 'Declare it in `sensing.connections` of the territory.',
    },
    place: path,
  })
