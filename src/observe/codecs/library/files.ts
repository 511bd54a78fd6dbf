import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import { OrchestraError } from '../../../kernel/index.ts'

/** No file of a device definition is larger: codecs with their tables reach 300 kB. */
const largest = 1_048_576

/** The files of a library. Every path is below its folder, symbolic links followed. */
export interface Files {
  text(path: string): Promise<string>
  yaml(path: string): Promise<Record<string, unknown>>
  toml(path: string): Promise<Record<string, unknown>>
  json(path: string): Promise<unknown>
  exists(path: string): Promise<boolean>
  folders(path: string): Promise<string[]>
}

export async function openFiles(folder: string): Promise<Files> {
  const root = await realpath(folder).catch(() => {
    throw problem('library.no-folder', folder, {
      fr: 'Ce dossier n’existe pas.',
      en: 'There is no such folder.',
    })
  })
  const confined = async (path: string) => {
    const found = await realpath(join(root, path)).catch(() => {
      throw problem('library.no-file', path, { fr: 'Ce fichier manque.', en: 'This file is missing.' })
    })
    if (found !== root && !found.startsWith(root + sep))
      throw problem('library.outside', path, {
        fr: 'Ce fichier est hors du dossier.',
        en: 'This file is outside of the folder.',
      })
    return found
  }
  const text = async (path: string) => {
    const found = await confined(path)
    const { size } = await stat(found)
    if (size > largest)
      throw problem('library.too-large', path, {
        fr: `Ce fichier fait ${size} octets ; la limite est de ${largest}.`,
        en: `This file is ${size} bytes long; the limit is ${largest}.`,
      })
    return readFile(found, 'utf8')
  }
  const parsed = async <T>(path: string, parse: (text: string) => T): Promise<T> => {
    const content = await text(path)
    try {
      return parse(content)
    } catch (cause) {
      const why = (cause as Error).message.split('\n')[0]
      throw problem(
        'library.malformed',
        path,
        { fr: `Fichier mal formé : ${why}`, en: `Malformed file: ${why}` },
        cause,
      )
    }
  }
  return {
    text,
    // Published libraries do hold the same key twice: the last one counts.
    yaml: (path) => parsed(path, (content) => recordOf(parseYaml(content, { uniqueKeys: false, maxAliasCount: 100 }))),
    toml: (path) => parsed(path, (content) => recordOf(parseToml(content))),
    json: (path) => parsed(path, (content) => JSON.parse(content) as unknown),
    exists: (path) =>
      confined(path).then(
        () => true,
        () => false,
      ),
    folders: async (path) =>
      (await readdir(await confined(path), { withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort(),
  }
}

/** An error of a library: which file, what is wrong. */
export const problem = (code: string, place: string, say: { fr: string; en: string }, cause?: unknown) =>
  new OrchestraError({ code, say, place, cause })

/** An object, or an empty one where there is something else. */
export const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
