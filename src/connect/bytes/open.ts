import { open as openFile } from 'node:fs/promises'
import { matchesGlob } from 'node:path'
import type { Making, SourceFile } from '../../kernel/index.ts'
import { type Chunks, fileChunks, limited, peek } from './chunks.ts'
import { gunzip } from './gzip.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { fetchAgain, type Kind, problem } from './problem.ts'
import { HEAD_BYTES, isGzip, isTar, isZip, refuseHtml } from './sniff.ts'
import { tarEntries } from './tar.ts'
import { openZip } from './zip.ts'

/** What a connector wants of the file of a source. */
export interface Wanted {
  /** Prefix of error codes. */
  readonly kind: Kind
  /** Extensions that tell the data from what surrounds it in an archive: `['.csv', '.txt']`. */
  readonly extensions: readonly string[]
  /** Entries of the archive to read, as a glob: `data/*.csv`. */
  readonly inside?: string | undefined
  readonly limits?: Limits
}

/** One piece of a source: the file itself, or a file inside it. */
export interface Piece {
  /** `traffic.zip!feb.csv`: where problems are said to be. */
  readonly name: string
  readonly chunks: Chunks
}

/**
 * Opens the file of a source, whatever it is packed in (zip, gzip, tar or tar.gz, told by their first bytes), and gives
 * the pieces to read, one after the other. Throws a named error for an empty file, an HTML page, a damaged or hostile
 * archive, or an archive where the wanted entry is not clear.
 */
export async function* openPieces(file: SourceFile, wanted: Wanted, run: Making): AsyncGenerator<Piece> {
  for await (const { name, chunks } of unpacked(file, wanted, run)) {
    const { head, chunks: all } = await peek(chunks, HEAD_BYTES)
    if (head.length === 0) throw empty(wanted.kind, name)
    refuseHtml(wanted.kind, head, name)
    yield { name, chunks: all }
  }
}

async function* unpacked(file: SourceFile, wanted: Wanted, run: Making): AsyncGenerator<Piece> {
  const { kind, inside, limits = defaultLimits } = wanted
  const start = await headOf(file)
  if (start.length === 0) throw empty(kind, file.name)
  if (isZip(start)) return yield* zipPieces(file, wanted, limits, run)

  const gzipped = isGzip(start)
  const bytes = fileChunks(file.path, file.bytes, run)
  const { head, chunks } = await peek(gzipped ? gunzip(bytes, file.name, limits) : bytes, HEAD_BYTES)
  if (isTar(head)) return yield* tarPieces({ name: file.name, chunks }, wanted, limits)
  refuseHtml(kind, head, file.name)
  if (inside !== undefined && !gzipped)
    throw problem(
      'archive.not-an-archive',
      file.name,
      {
        fr: `Une archive contenant « ${inside} » était attendue ; ce fichier n’en est pas une.`,
        en: `An archive holding '${inside}' was expected; this file is not one.`,
      },
      { remedy: fetchAgain, facts: { inside } },
    )
  yield { name: file.name.replace(/\.gz$/i, ''), chunks: limited(chunks, file.name, limits) }
}

async function* zipPieces(file: SourceFile, wanted: Wanted, limits: Limits, run: Making): AsyncGenerator<Piece> {
  const zip = await openZip(file.path, file.name, limits, run)
  try {
    const names = zip.entries.map((e) => e.name)
    const chosen = new Set(choose(names, wanted, file.name))
    const entries = zip.entries.filter((e) => chosen.has(e.name)).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) yield { name: `${file.name}!${entry.name}`, chunks: entry.chunks() }
  } finally {
    zip.close()
  }
}

/** A tar has no directory: entries are taken as they pass, and a second one that nobody named stops the reading. */
async function* tarPieces(tar: Piece, wanted: Wanted, limits: Limits): AsyncGenerator<Piece> {
  const seen: string[] = []
  let taken = 0
  const isWanted = (name: string) => {
    seen.push(name)
    return wanted.inside === undefined ? hasExtension(name, wanted.extensions) : matchesGlob(name, wanted.inside)
  }
  for await (const { name, chunks } of tarEntries(tar.chunks, tar.name, limits, isWanted)) {
    if (wanted.inside === undefined && ++taken > 1) throw several(seen, tar.name)
    yield { name: `${tar.name}!${name}`, chunks }
    taken = Math.max(taken, 1)
  }
  if (taken === 0) throw noEntry(seen, wanted, tar.name)
}

function choose(names: readonly string[], wanted: Wanted, place: string): readonly string[] {
  const { inside, extensions } = wanted
  if (inside !== undefined) {
    const found = names.filter((name) => matchesGlob(name, inside))
    if (found.length === 0) throw noEntry(names, wanted, place)
    return found
  }
  const likely = names.filter((name) => hasExtension(name, extensions))
  if (likely.length > 1) throw several(likely, place)
  if (likely.length === 1) return likely
  if (names.length === 1) return names
  throw noEntry(names, wanted, place)
}

const hasExtension = (name: string, extensions: readonly string[]) =>
  extensions.some((extension) => name.toLowerCase().endsWith(extension))

async function headOf(file: SourceFile): Promise<Uint8Array> {
  const handle = await openFile(file.path)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function empty(kind: Kind, place: string) {
  return problem(
    `${kind}.empty`,
    place,
    { fr: 'Le fichier est vide.', en: 'The file is empty.' },
    { remedy: fetchAgain },
  )
}

function several(names: readonly string[], place: string) {
  return problem(
    'archive.several',
    place,
    { fr: 'L’archive contient plusieurs fichiers possibles.', en: 'The archive holds several possible files.' },
    {
      remedy: {
        fr: 'Nommez celui à lire avec l’option `inside`.',
        en: 'Name the one to read with the `inside` option.',
      },
      facts: { found: names.slice(0, 50) },
    },
  )
}

function noEntry(names: readonly string[], { inside, extensions }: Wanted, place: string) {
  const what = inside ?? extensions.map((e) => `*${e}`).join(', ')
  return problem(
    'archive.no-entry',
    place,
    { fr: `L’archive ne contient pas « ${what} ».`, en: `The archive does not hold '${what}'.` },
    {
      remedy: {
        fr: `Elle contient : ${names.slice(0, 10).join(', ')}.`,
        en: `It holds: ${names.slice(0, 10).join(', ')}.`,
      },
      facts: { found: names.slice(0, 50) },
    },
  )
}
