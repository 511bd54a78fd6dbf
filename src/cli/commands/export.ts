import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, rename } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Language, type Node, OrchestraError, selectNodes } from '../../kernel/index.ts'
import { exportAbout, exportFormats, exportTable, formatIds, formatOfName } from '../../lake/index.ts'
import { type Chain, type CurrentFiles, currentFiles, keyOf, tableFiles } from '../../pipeline/index.ts'
import { type Call, usage } from '../args.ts'
import { formats } from '../format.ts'
import { openHouse } from '../open.ts'
import { isFile } from '../watch.ts'
import { words } from '../words.ts'

/** `orchestra export ASSET --to FILE`: the current version as a file, in the format of its ending. */
export async function exportAsset({ names, options }: Call): Promise<number> {
  const [name] = names
  if (!name || !options.to)
    throw usage({ fr: '`orchestra export ACTIF --to FICHIER`', en: '`orchestra export ASSET --to FILE`' })
  const house = await openHouse(options, () => {})
  try {
    const { store, lake, graph } = house.chain
    selectNodes(graph, [name])
    const node = graph.byName.get(name)!
    const { files } = await currentFiles(store, graph.territory.id, name)
    if (files.length === 0) throw neverMade(name)
    if (isFile(node)) return await copyFiles(house.chain, node, files, options)
    const format = formatOfName(options.to) ?? unknownFormat()
    // Written beside and renamed, so that a stopped export leaves no half file under the name asked for.
    const partial = `${options.to}.part`
    const table = tableFiles(
      node,
      files.map((file) => file.object),
    )
    const bytes = exportTable(lake, table, {
      format,
      name,
      language: options.language,
      timezone: graph.territory.timezone,
      about: exportAbout(graph, node),
    })
    await pipeline(Readable.from(bytes), createWriteStream(partial))
    await rename(partial, options.to)
    const rows = files.reduce((sum, file) => sum + file.rows, 0)
    const { count } = formats(options.language)
    if (options.json) console.log(JSON.stringify({ asset: name, file: options.to, format, rows }))
    else console.log(`${options.to} : ${count(rows)} ${words.rows[options.language]}`)
    return 0
  } finally {
    await house.close()
  }
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
