import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, matchesGlob } from 'node:path'
import type { Making, SourceFile } from '../../kernel/index.ts'
import { type Chunks, fileChunks } from '../bytes/chunks.ts'
import { defaultLimits } from '../bytes/limits.ts'
import { problem } from '../bytes/problem.ts'
import { isZip } from '../bytes/sniff.ts'
import { openZip } from '../bytes/zip.ts'

/** One file of a shapefile. */
export interface Part {
  readonly name: string
  chunks(): Chunks
}

/** The files that together are one shapefile. */
export interface Parts {
  readonly shp: Part
  readonly dbf: Part | undefined
  readonly prj: Part | undefined
  readonly cpg: Part | undefined
  close(): void
}

/** Finds the files of a shapefile: in a zip, or beside the `.shp`. */
export async function openParts(file: SourceFile, inside: string | undefined, run: Making): Promise<Parts> {
  return (await startsAsZip(file.path)) ? inZip(file, inside, run) : beside(file, run)
}

async function startsAsZip(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return isZip(buffer)
  } finally {
    await handle.close()
  }
}

async function inZip(file: SourceFile, inside: string | undefined, run: Making): Promise<Parts> {
  const { entries, close } = await openZip(file.path, file.name, defaultLimits, run)
  const shapes = entries.filter(({ name }) => /\.shp$/i.test(name) && (!inside || matchesGlob(name, inside)))
  if (shapes.length !== 1) {
    close()
    throw notOne(file.name, inside, shapes.length === 0 ? entries.map((e) => e.name) : shapes.map((e) => e.name))
  }
  const shp = shapes[0]!
  const part = (extension: string): Part | undefined => {
    const name = shp.name.slice(0, -4) + extension
    const entry = entries.find((e) => e.name.toLowerCase() === name.toLowerCase())
    return entry && { name: `${file.name}!${entry.name}`, chunks: () => entry.chunks() }
  }
  return { shp: part('.shp')!, dbf: part('.dbf'), prj: part('.prj'), cpg: part('.cpg'), close }
}

async function beside(file: SourceFile, run: Making): Promise<Parts> {
  const folder = dirname(file.path)
  const stem = basename(file.path, extname(file.path)).toLowerCase()
  const names = await readdir(folder)
  const part = async (extension: string): Promise<Part | undefined> => {
    const name = names.find((n) => n.toLowerCase() === stem + extension)
    if (name === undefined) return undefined
    const path = join(folder, name)
    const { size } = await stat(path)
    return { name, chunks: () => fileChunks(path, size, run) }
  }
  const shp: Part = { name: file.name, chunks: () => fileChunks(file.path, file.bytes, run) }
  return { shp, dbf: await part('.dbf'), prj: await part('.prj'), cpg: await part('.cpg'), close: () => {} }
}

function notOne(place: string, inside: string | undefined, found: readonly string[]) {
  const some = found.slice(0, 10).join(', ')
  return problem(
    'shapefile.no-shp',
    place,
    {
      fr: `L’archive n’a pas un seul fichier « ${inside ?? '*.shp'} ».`,
      en: `The archive does not hold exactly one file '${inside ?? '*.shp'}'.`,
    },
    {
      remedy: {
        fr: `Nommez-le avec l’option \`inside\`, parmi : ${some}.`,
        en: `Name it with the \`inside\` option, among: ${some}.`,
      },
      facts: { found: found.slice(0, 50) },
    },
  )
}
