import { readChirpstack } from './chirpstack.ts'
import { openFiles, problem } from './files.ts'
import { readThingsNetwork } from './things-network.ts'
import type { Library } from './types.ts'

export { bundledLibrary } from './bundled.ts'
export { type Checked, checkCodec, type Failed } from './check.ts'
export { difference } from './difference.ts'
export type { CodecSource, DeviceDefinition, Example, Library, Unusable } from './types.ts'

/**
 * Reads a folder of device definitions, in the layout of The Things Network (`vendor/index.yaml`) or of ChirpStack
 * (`vendors/<vendor>/vendor.toml`). What cannot be used is set aside with its reason. Throws `library.no-folder`,
 * `library.unknown-layout`.
 */
export async function readLibrary(folder: string): Promise<Library> {
  const files = await openFiles(folder)
  if (await files.exists('vendor/index.yaml')) return readThingsNetwork(files)
  if (await files.exists('vendors')) return readChirpstack(files)
  throw problem('library.unknown-layout', folder, {
    fr: 'Ce dossier n’a ni « vendor/index.yaml » (The Things Network) ni « vendors » (ChirpStack).',
    en: "This folder has neither 'vendor/index.yaml' (The Things Network) nor 'vendors' (ChirpStack).",
  })
}
