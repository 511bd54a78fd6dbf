import type { MeasureSpec } from '../../../kernel/index.ts'
import { OrchestraError } from '../../../kernel/index.ts'
import { examplesOf, normalisedExamplesOf } from './examples.ts'
import { type Files, listOf, recordOf, textOf } from './files.ts'
import { guessMeasures } from './guess.ts'
import { measuresOf } from './properties.ts'
import type { CodecSource, DeviceDefinition, Example, Library, Unusable } from './types.ts'

/**
 * Reads a folder in the layout of The Things Network's device repository: `vendor/index.yaml`, then in the folder of each vendor
 * its `index.yaml`, a YAML a device, a YAML a codec beside its JavaScript. Ours carry three keys more in the YAML of a device:
 * `family`, `expectedEvery` (seconds) and `measures`.
 */
export async function readThingsNetwork(files: Files): Promise<Library> {
  const unusable: Unusable[] = []
  const codecs = new Map<string, CodecSource | undefined>()
  const devices: DeviceDefinition[] = []
  const orSetAside = async <T>(place: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof OrchestraError)) throw error
      unusable.push({ place: error.place ?? place, reason: error.say })
      return undefined
    }
  }

  const codecOf = async (vendor: string, name: string): Promise<CodecSource | undefined> => {
    const id = `${vendor}/${name}`
    if (!codecs.has(id)) codecs.set(id, await orSetAside(id, () => readCodec(files, vendor, name)))
    return codecs.get(id)
  }

  const index = await files.yaml('vendor/index.yaml')
  for (const entry of listOf(index.vendors).map(recordOf)) {
    const id = textOf(entry.id)
    // The repository lists vendors of the LoRa Alliance that brought no device.
    if (!id || !(await files.exists(`vendor/${id}/index.yaml`))) continue
    const vendor = { id, name: textOf(entry.name) ?? id }
    const own = await orSetAside(id, () => files.yaml(`vendor/${id}/index.yaml`))
    for (const device of listOf(own?.endDevices).map(textOf)) {
      if (!device) continue
      const place = `vendor/${id}/${device}.yaml`
      const definition = await orSetAside(place, () => readDevice(files, vendor, device, place, codecOf))
      if (definition) devices.push(definition)
    }
  }
  const used = [...codecs.values()].filter((codec) => codec !== undefined)
  return { layout: 'things-network', devices, codecs: used, unusable }
}

async function readDevice(
  files: Files,
  vendor: DeviceDefinition['vendor'],
  device: string,
  place: string,
  codecOf: (vendor: string, name: string) => Promise<CodecSource | undefined>,
): Promise<DeviceDefinition> {
  const yaml = await files.yaml(place)
  const latest = recordOf(listOf(yaml.firmwareVersions).at(-1))
  const profiles = Object.entries(recordOf(latest.profiles)).map(([region, profile]) => ({
    region,
    ...recordOf(profile),
  }))
  const named = profiles.map((profile) => textOf(recordOf(profile).codec)).find((name) => name !== undefined)
  const codec = named ? await codecOf(vendor.id, named) : undefined
  const [description, family] = [textOf(yaml.description), textOf(yaml.family)]
  const guessed = yaml.measures === undefined && codec !== undefined
  const measures: MeasureSpec[] = guessed ? guessMeasures(codec) : measuresOf(recordOf(yaml.measures), place)
  return {
    id: `${vendor.id}/${device}`,
    vendor,
    name: textOf(yaml.name) ?? device,
    ...(description && { description }),
    ...(family && { family }),
    ...(typeof yaml.expectedEvery === 'number' && { expectedEvery: yaml.expectedEvery }),
    regions: profiles.map(({ region }) => region),
    measures,
    ...(guessed && { guessed }),
    ...(codec && { codec }),
    place,
  }
}

async function readCodec(files: Files, vendor: string, name: string): Promise<CodecSource> {
  const place = `vendor/${vendor}/${name}.yaml`
  const yaml = await files.yaml(place)
  const parts = (['uplinkDecoder', 'downlinkEncoder', 'downlinkDecoder'] as const).map((part) => recordOf(yaml[part]))
  const fileNames = [...new Set(parts.map((part) => textOf(part.fileName)).filter((file) => file !== undefined))]
  const sources = await Promise.all(fileNames.map((file) => files.text(`vendor/${vendor}/${file}`)))
  const [uplink, encode, decode] = parts as [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]
  const examples: Example[] = [
    ...examplesOf('decodeUplink', uplink.examples, 'output'),
    ...normalisedExamplesOf(uplink.examples),
    ...examplesOf('encodeDownlink', encode.examples, 'output'),
    ...examplesOf('decodeDownlink', decode.examples, 'output'),
  ]
  return {
    id: `${vendor}/${name}`,
    source: sources.join('\n'),
    kind: 'auto',
    examples,
    place: `vendor/${vendor}/${fileNames[0] ?? `${name}.yaml`}`,
  }
}
