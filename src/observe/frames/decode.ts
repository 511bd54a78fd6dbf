import { asOrchestraError, type Bilingual, OrchestraError } from '../../kernel/index.ts'
import type { Codec, Sandbox } from '../codecs/index.ts'
import type { Frame, Json } from '../types.ts'
import type { DeviceProfile, KnownDevice } from './devices.ts'
import { type Value, valuesOf } from './measures.ts'

/** Why a frame gave no observation. */
export interface Reason {
  readonly code: string
  readonly fr: string
  readonly en: string
}

/** What became of a frame. */
export type Outcome =
  | {
      readonly state: 'decoded'
      readonly decoded: Json
      readonly codec: string | undefined
      readonly values: readonly Value[]
    }
  | { readonly state: 'quarantined'; readonly reason: Reason }
  | { readonly state: 'ignored'; readonly reason: Reason }

export const reasonOf = (code: string, { fr, en }: Bilingual): Reason => ({ code, fr, en })

const unknownDevice = reasonOf('unknown-device', {
  fr: 'Appareil non déclaré. Déclarez-le avec son profil, puis rejouez ses trames.',
  en: 'Device not declared. Declare it with its profile, then replay its frames.',
})
const noProfile = reasonOf('no-profile', {
  fr: 'Appareil sans profil : rien ne dit comment lire ses trames.',
  en: 'Device without profile: nothing says how to read its frames.',
})
const noCodec = reasonOf('no-codec', {
  fr: 'Le profil n’a pas de codec, et le réseau n’a pas décodé la trame.',
  en: 'The profile has no codec, and the network did not decode the frame.',
})
const notAnUplink = reasonOf('not-an-uplink', {
  fr: 'Message de service du réseau : gardé, sans mesure à en tirer.',
  en: 'Service message of the network: kept, with no measure to take from it.',
})
const noPayload = reasonOf('no-payload', {
  fr: 'Trame sans contenu : elle ne porte que la présence de l’appareil.',
  en: 'Frame without content: it only tells that the device is there.',
})

/** Decodes frames. */
export interface Decoder {
  decode(frame: Frame, device: KnownDevice | undefined): Promise<Outcome>
}

/** Codecs opened are kept, by profile and text: a mended one is another. */
export function openDecoder(sandbox: Sandbox): Decoder {
  const codecs = new Map<string, { source: string; codec: Promise<Codec> }>()
  const codecOf = ({ id, codecJs, codecKind }: DeviceProfile & { codecJs: string }): Promise<Codec> => {
    const known = codecs.get(id)
    if (known?.source === codecJs) return known.codec
    const codec = sandbox.openCodec(codecJs, codecKind)
    codecs.set(id, { source: codecJs, codec })
    // One that can't be read now may be later: the thread of the sandbox may have been ending.
    codec.catch(() => codecs.delete(id))
    return codec
  }

  async function decode(frame: Frame, device: KnownDevice | undefined): Promise<Outcome> {
    if (frame.kind !== 'uplink') return { state: 'ignored', reason: notAnUplink }
    if (!device) return { state: 'quarantined', reason: unknownDevice }
    const { profile } = device
    if (!profile) return { state: 'quarantined', reason: noProfile }
    // LoRaWAN 1.0.4, 4.3.2: port 0 carries commands between the device and its network.
    if (frame.port === 0 || (frame.payload.length === 0 && !frame.decodedByNetwork))
      return { state: 'ignored', reason: noPayload }
    if (profile.codecJs === null || frame.payload.length === 0)
      return frame.decodedByNetwork
        ? decodedAs(profile, frame.decodedByNetwork, undefined)
        : { state: 'quarantined', reason: noCodec }
    const codec = await codecOf({ ...profile, codecJs: profile.codecJs })
    const variables = variablesOf(device)
    const input = {
      bytes: frame.payload,
      fPort: frame.port ?? 0,
      recvTime: frame.time,
      ...(variables && { variables }),
    }
    return decodedAs(profile, (await codec.decodeUplink(input)).data, codec.sha256)
  }

  return {
    async decode(frame, device) {
      try {
        return await decode(frame, device)
      } catch (error) {
        if (error instanceof OrchestraError && error.retry === 'transient') throw error
        const { code, say } = asOrchestraError(error)
        return { state: 'quarantined', reason: reasonOf(code, say) }
      }
    },
  }
}

const decodedAs = (profile: DeviceProfile, decoded: Json, codec: string | undefined): Outcome => ({
  state: 'decoded',
  decoded,
  codec,
  values: valuesOf(profile.measures, decoded),
})

/** What the codec must know of how the device is installed: texts by name. */
function variablesOf({ properties }: KnownDevice): Readonly<Record<string, string>> | undefined {
  const variables = properties?.variables
  if (typeof variables !== 'object' || variables === null) return undefined
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]))
}
