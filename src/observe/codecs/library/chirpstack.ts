import { OrchestraError } from '../../../kernel/index.ts'
import { examplesOf } from './examples.ts'
import { type Files, listOf, recordOf, textOf } from './files.ts'
import { guessMeasures } from './guess.ts'
import type { CodecSource, DeviceDefinition, Library, Unusable } from './types.ts'

/**
 * Reads a folder in the layout of ChirpStack's device profiles: for each vendor a `vendor.toml`, `devices/*.toml`,
 * `profiles/*.toml`, `codecs/*.js`, and beside a codec its `test_decode_*.json` and `test_encode_*.json`.
 */
export async function readChirpstack(files: Files): Promise<Library> {
  const unusable: Unusable[] = []
  const codecs = new Map<string, CodecSource>()
  const devices: DeviceDefinition[] = []
  const setAside = (place: string, error: unknown) => {
    if (!(error instanceof OrchestraError)) throw error
    unusable.push({ place: error.place ?? place, reason: error.say })
  }

  for (const folder of await files.folders('vendors')) {
    const base = `vendors/${folder}`
    if (!(await files.exists(`${base}/vendor.toml`))) continue
    try {
      const about = recordOf((await files.toml(`${base}/vendor.toml`)).vendor)
      const vendor = { id: folder, name: textOf(about.name) ?? folder }
      for (const file of listOf(about.devices).map(textOf)) {
        if (!file) continue
        const place = `${base}/devices/${file}`
        try {
          devices.push(await readDevice(files, vendor, base, place, codecs))
        } catch (error) {
          setAside(place, error)
        }
      }
    } catch (error) {
      setAside(base, error)
    }
  }
  return { layout: 'chirpstack', devices, codecs: [...codecs.values()], unusable }
}

async function readDevice(
  files: Files,
  vendor: DeviceDefinition['vendor'],
  base: string,
  place: string,
  codecs: Map<string, CodecSource>,
): Promise<DeviceDefinition> {
  const about = recordOf((await files.toml(place)).device)
  const firmware = recordOf(listOf(about.firmware).at(-1))
  const file = textOf(firmware.codec)
  if (file && !codecs.has(`${vendor.id}/${file}`))
    codecs.set(`${vendor.id}/${file}`, await readCodec(files, vendor.id, base, file))
  const codec = file ? codecs.get(`${vendor.id}/${file}`) : undefined
  const description = textOf(about.description)
  const regions = new Set<string>()
  for (const profile of listOf(firmware.profiles).map(textOf)) {
    if (!profile || !(await files.exists(`${base}/profiles/${profile}`))) continue
    const region = textOf(recordOf((await files.toml(`${base}/profiles/${profile}`)).profile).region)
    if (region) regions.add(region)
  }
  return {
    id: `${vendor.id}/${place
      .split('/')
      .at(-1)!
      .replace(/\.toml$/, '')}`,
    vendor,
    name: textOf(about.name) ?? place,
    ...(description && { description }),
    regions: [...regions],
    measures: codec ? guessMeasures(codec) : [],
    ...(codec && { codec, guessed: true }),
    place,
  }
}

async function readCodec(files: Files, vendor: string, base: string, file: string): Promise<CodecSource> {
  const place = `${base}/codecs/${file}`
  const tests = async (kind: 'decode' | 'encode') => {
    const path = `${base}/codecs/test_${kind}_${file.replace(/\.js$/, '.json')}`
    if (!(await files.exists(path))) return []
    return examplesOf(kind === 'decode' ? 'decodeUplink' : 'encodeDownlink', await files.json(path), 'expected')
  }
  return {
    id: `${vendor}/${file.replace(/\.js$/, '')}`,
    source: await files.text(place),
    kind: 'auto',
    examples: [...(await tests('decode')), ...(await tests('encode'))],
    place,
  }
}
