import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Language, type Node, OrchestraError, selectNodes } from '../../kernel/index.ts'
import { exportAbout, exportFormats, exportTable, formatIds, formatOfName } from '../../lake/index.ts'
import { type Chain, type CurrentFiles, currentFiles, keyOf } from '../../pipeline/index.ts'
import type { Call, Options } from '../args.ts'
import { formats } from '../format.ts'
import { openHouse } from '../open.ts'
import { progressLine } from '../progress.ts'
import { refuseSelection, selected } from '../selection.ts'
import { usage } from '../usage.ts'
import { isFile } from '../watch.ts'
import { words } from '../words.ts'

/** `orchestra export ASSET --to FILE`: a version as a file, whole or filtered, in the format of its ending. */
export async function exportAsset({ names, options }: Call): Promise<number> {
  const [name] = names
  if (!name || !options.to)
    throw usage({ fr: '`orchestra export ACTIF --to FICHIER`', en: '`orchestra export ASSET --to FILE`' })
  const house = await openHouse(options, () => {})
  try {
    const { store, graph } = house.chain
    selectNodes(graph, [name])
    const node = graph.byName.get(name)!
    const { files } = await currentFiles(store, graph.territory.id, name)
    if (files.length === 0) throw neverMade(name)
    if (isFile(node)) {
      refuseSelection(options)
      return await copyFiles(house.chain, node, files, options)
    }
    return await exportRows(house.chain, node, { ...options, to: options.to })
  } finally {
    await house.close()
  }
}

async function exportRows(chain: Chain, node: Node, options: Options & { readonly to: string }): Promise<number> {
  const { lake, graph } = chain
  const { to, language, json } = options
  const format = formatOfName(to) ?? unknownFormat()
  const { snapshot, isWhole, open } = await selected(chain, node, options)
  const { options: selection, free } = await open()
  const progress = json ? undefined : progressLine(language, isWhole ? snapshot.rows : undefined)
  let rows = 0
  // Written beside and renamed, so that a stopped export leaves no half file under the name asked for.
  const partial = `${to}.part`
  try {
    const bytes = exportTable(lake, snapshot.table, {
      format,
      name: node.name,
      language,
      timezone: graph.territory.timezone,
      about: exportAbout(graph, node),
      made: snapshot.made,
      progress(done) {
        // Some formats read the rows twice.
        rows = Math.max(rows, done)
        progress?.show(done)
      },
      ...selection,
    })
    await pipeline(Readable.from(bytes), createWriteStream(partial))
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    progress?.clear()
    free()
  }
  await rename(partial, to)
  // A file handed out as it is goes through nobody's hands.
  if (rows === 0 && isWhole) rows = snapshot.rows
  const { count } = formats(language)
  if (json) console.log(JSON.stringify({ asset: node.name, file: to, format, rows }))
  else console.log(`${to} : ${count(rows)} ${words.rows[language]}`)
  return 0
}

/** A raster or file as it is; where it has several parts, `--to` is the folder that takes them, one a partition. */
async function copyFiles(
  { lake }: Chain,
  node: Node,
  files: CurrentFiles['files'],
  { to, json }: Call['options'],
): Promise<number> {
  const many = files.length > 1
  if (many) await mkdir(to!, { recursive: true })
  const copies = files.map(({ object, partition }) => ({
    from: lake.path(object),
    to: many ? join(to!, `${node.name}_${keyOf(node, partition)}${extname(lake.path(object))}`) : to!,
  }))
  for (const copy of copies) await copyFile(copy.from, copy.to)
  if (json) console.log(JSON.stringify({ asset: node.name, files: copies.map((copy) => copy.to) }))
  else for (const copy of copies) console.log(copy.to)
  return 0
}

function unknownFormat(): never {
  const known = (language: Language) =>
    formatIds.map((id) => `${exportFormats[id].extension} (${exportFormats[id].title[language]})`).join(', ')
  throw usage({
    fr: `La fin du nom du fichier dit le format : ${known('fr')}.`,
    en: `The ending of the file’s name says the format: ${known('en')}.`,
  })
}

const neverMade = (name: string) =>
  new OrchestraError({
    code: 'export.never-made',
    say: { fr: 'Cet actif n’a encore aucune version.', en: 'This asset has no version yet.' },
    remedy: { fr: `\`orchestra run ${name}\``, en: `\`orchestra run ${name}\`` },
    place: name,
  })
