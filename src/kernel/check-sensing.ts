import { OrchestraError } from './errors.ts'
import type { ConnectionSpec, FrameMapping, Sensing } from './sensing.ts'

const NAME = /^[a-z][a-z0-9-]{0,62}$/
const NETWORKS: readonly string[] = ['chirpstack', 'tts', 'mapped', 'plain', 'ngsi-ld']
const ACCESSES: readonly string[] = ['open', 'restricted', 'personal']

/**
 * Checks what types alone can't: a territory may be written in JavaScript. Throws `sensing.bad-field` naming the field.
 */
export function checkSensing(sensing: Sensing): void {
  const { mqtt, connections = [], datasets = [], defaultAccess, writes } = sensing
  if (mqtt && 'url' in mqtt) checkUrl(mqtt.url)
  else if (mqtt?.port !== undefined && !(Number.isInteger(mqtt.port) && mqtt.port >= 0 && mqtt.port < 65_536))
    throw bad('mqtt.port', mqtt.port, 'un port de 0 à 65535', 'a port from 0 to 65535')
  if (writes !== undefined && writes !== 'keys' && writes !== 'open')
    throw bad('writes', writes, 'keys ou open', 'keys or open')
  if (defaultAccess !== undefined) checkAccess('defaultAccess', defaultAccess)
  eachNamed('datasets', datasets, (at, { access, retentionDays }) => {
    checkAccess(`${at}.access`, access)
    if (retentionDays !== undefined && !(Number.isInteger(retentionDays) && retentionDays > 0))
      throw bad(`${at}.retentionDays`, retentionDays, 'un nombre entier de jours', 'a whole number of days')
  })
  const known = new Set(['sensors', ...datasets.map(({ id }) => id)])
  const checkDataset = (at: string, dataset: string | undefined) => {
    if (dataset !== undefined && !known.has(dataset))
      throw bad(at, dataset, `l’un de : ${[...known].join(', ')}`, `one of: ${[...known].join(', ')}`)
  }
  eachNamed('connections', connections, (at, connection) => {
    if (!NETWORKS.includes(connection.network))
      throw bad(
        `${at}.network`,
        connection.network,
        `l’un de : ${NETWORKS.join(', ')}`,
        `one of: ${NETWORKS.join(', ')}`,
      )
    checkDataset(`${at}.autoProvision.dataset`, connection.autoProvision?.dataset)
    if (connection.network === 'ngsi-ld') checkDataset(`${at}.dataset`, connection.dataset)
    if (connection.network === 'mapped') checkMapping(`${at}.mapping`, connection.mapping)
    if (connection.network === 'plain') checkPlain(at, connection)
  })
}

function eachNamed<T extends { readonly id: string }>(
  field: string,
  list: readonly T[],
  check: (at: string, one: T) => void,
): void {
  const seen = new Set<string>()
  for (const [i, one] of list.entries()) {
    const at = `${field}[${i}]`
    if (!NAME.test(one.id))
      throw bad(`${at}.id`, one.id, 'lettres minuscules, chiffres et -', 'lower case letters, digits and -')
    if (seen.has(one.id)) throw bad(`${at}.id`, one.id, 'un nom encore libre', 'a name not taken yet')
    seen.add(one.id)
    check(at, one)
  }
}

function checkUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !['mqtt:', 'mqtts:', 'ws:', 'wss:'].includes(parsed.protocol))
    throw bad(
      'mqtt.url',
      url,
      'une adresse mqtt://, mqtts://, ws:// ou wss://',
      'an mqtt://, mqtts://, ws:// or wss:// address',
    )
  if (parsed.password)
    throw bad(
      'mqtt.url',
      '…',
      'une adresse sans mot de passe : voyez passwordEnv',
      'an address without password: see passwordEnv',
    )
}

function checkAccess(at: string, access: string): void {
  if (!ACCESSES.includes(access)) throw bad(at, access, 'open, restricted ou personal', 'open, restricted or personal')
}

function checkMapping(at: string, mapping: unknown): void {
  if (mapping === 'helium' || mapping === 'actility') return
  if (typeof mapping !== 'object' || mapping === null)
    throw bad(at, mapping, 'helium, actility ou un objet', 'helium, actility or an object')
  const { gateways, payloadEncoding, timeUnit, ...pointers } = mapping as FrameMapping
  if (!pointers.device) throw bad(`${at}.device`, pointers.device, 'un pointeur JSON', 'a JSON pointer')
  if (!pointers.payload && !pointers.decoded)
    throw bad(`${at}.payload`, undefined, 'un pointeur vers payload ou decoded', 'a pointer to payload or decoded')
  checkPointers(at, pointers)
  checkPointers(`${at}.gateways`, gateways ?? {})
  if (payloadEncoding !== undefined && payloadEncoding !== 'base64' && payloadEncoding !== 'hex')
    throw bad(`${at}.payloadEncoding`, payloadEncoding, 'base64 ou hex', 'base64 or hex')
  checkTimeUnit(at, timeUnit)
}

function checkPlain(at: string, { topics, mapping = {}, measures }: ConnectionSpec & { network: 'plain' }): void {
  const { timeUnit, ...pointers } = mapping
  checkPointers(`${at}.mapping`, pointers)
  checkTimeUnit(`${at}.mapping`, timeUnit)
  if (!mapping.device)
    for (const [i, topic] of (topics ?? []).entries())
      if (!topic.split('/').includes('{device}'))
        throw bad(
          `${at}.topics[${i}]`,
          topic,
          'un sujet avec {device}, ou mapping.device',
          'a topic with {device}, or mapping.device',
        )
  if (!Array.isArray(measures) || measures.length === 0)
    throw bad(`${at}.measures`, measures, 'au moins une mesure', 'at least one measure')
  for (const [i, { key, unit, observedProperty }] of measures.entries())
    if (!key || !unit?.definition || !observedProperty?.definition)
      throw bad(
        `${at}.measures[${i}]`,
        key,
        'key, unit et observedProperty avec leur definition',
        'key, unit and observedProperty with their definition',
      )
}

function checkPointers(at: string, pointers: object): void {
  for (const [name, pointer] of Object.entries(pointers))
    if (typeof pointer !== 'string' || !pointer.startsWith('/'))
      throw bad(`${at}.${name}`, pointer, 'un pointeur JSON, comme /devEui', 'a JSON pointer, like /devEui')
}

function checkTimeUnit(at: string, unit: unknown): void {
  if (unit !== undefined && unit !== 'ms' && unit !== 's') throw bad(`${at}.timeUnit`, unit, 'ms ou s', 'ms or s')
}

const bad = (field: string, got: unknown, fr: string, en: string) =>
  new OrchestraError({
    code: 'sensing.bad-field',
    say: {
      fr: `sensing.${field} ne convient pas : ${JSON.stringify(got) ?? 'rien'}.`,
      en: `sensing.${field} will not do: ${JSON.stringify(got) ?? 'nothing'}.`,
    },
    remedy: { fr: `Attendu : ${fr}.`, en: `Expected: ${en}.` },
    place: `sensing.${field}`,
  })
