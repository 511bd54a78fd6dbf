import { setTimeout as sleep } from 'node:timers/promises'
import Type from 'typebox'
import {
  bboxSchema,
  bboxTold,
  geometrySchema,
  geometryTold,
  type ProcessInput,
  processInput,
} from '../../kernel/index.ts'
import type { Offered } from './types.ts'

/** Base64 (RFC 4648), its padding optional. */
const BASE64 = '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3}={0,2})?$'
const MOST_PAUSE_S = 60

const anyObject = Type.Record(Type.String(), Type.Unknown())
const bytesTold = { type: 'string', contentEncoding: 'base64', contentMediaType: 'application/octet-stream' }
const mixedTold = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'object' }] }

/** One of each kind of value. The order is told to clients. */
const values = {
  text: processInput.optional(Type.String({ maxLength: 10_000 }), { title: { fr: 'Un texte', en: 'A text' } }),
  mixed: processInput.optional(Type.Union([Type.String({ maxLength: 10_000 }), Type.Number(), anyObject]), {
    title: { fr: 'Un texte, un nombre ou un objet', en: 'A text, a number or an object' },
    told: mixedTold,
  }),
  number: processInput.optional(Type.Number(), { title: { fr: 'Un nombre', en: 'A number' } }),
  flag: processInput.optional(Type.Boolean(), { title: { fr: 'Oui ou non', en: 'Yes or no' } }),
  list: processInput.optional(Type.Array(Type.Integer(), { maxItems: 1000 }), {
    title: { fr: 'Une liste de nombres entiers', en: 'A list of whole numbers' },
  }),
  bbox: processInput.optional(bboxSchema, { title: { fr: 'Une emprise', en: 'A bounding box' }, told: bboxTold }),
  geometry: processInput.optional(geometrySchema, {
    title: { fr: 'Une géométrie GeoJSON', en: 'A GeoJSON geometry' },
    told: geometryTold,
  }),
  object: processInput.optional(anyObject, {
    title: { fr: 'Un objet JSON', en: 'A JSON object' },
    told: { type: 'object' },
  }),
  bytes: processInput.optional(Type.String({ pattern: BASE64 }), {
    title: { fr: 'Des octets', en: 'Bytes' },
    told: bytesTold,
  }),
} satisfies Record<string, ProcessInput>

/** Gives back what it is given: for whoever tries a client, and for the test suite of the OGC. */
export const echoProcess: Offered = {
  id: 'echo',
  title: { fr: 'Écho', en: 'Echo' },
  description: {
    fr: 'Rend les valeurs reçues, une sortie pour chaque entrée donnée. Sert à essayer un client : ses exécutions sont dans la liste que tous voient, n’y donnez rien de personnel.',
    en: 'Gives back the values received, an output for each input given. Meant for trying a client: its jobs are in the list that all can see, give it nothing personal.',
  },
  keywords: [{ fr: 'essai', en: 'test' }],
  version: '1.0.0',
  inputs: {
    ...values,
    pause: processInput.preset(Type.Integer({ minimum: 0, maximum: MOST_PAUSE_S }), 0, {
      title: { fr: 'Attente avant de répondre', en: 'Wait before the answer' },
      unit: 's',
    }),
  },
  outputs: Object.fromEntries(
    Object.entries(values as Record<string, ProcessInput>).map(([name, { title, schema, told }]) => [
      name,
      { title, schema, ...(told && { told }) },
    ]),
  ),
  reads: [],
  // The test suite of the OGC looks for its jobs in the list.
  listed: true,
  async perform(_, { pause, ...given }, { signal, progress }) {
    const seconds = pause as number
    for (let done = 0; done < seconds; done++) {
      await sleep(1000, undefined, { signal })
      progress(done + 1, seconds)
    }
    return { results: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }])), reads: [] }
  },
}
