import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { OrchestraError, selectNodes } from '../../kernel/index.ts'
import { exportTable } from '../../lake/index.ts'
import { currentFiles, tableFiles } from '../../pipeline/index.ts'
import { type Call, usage } from '../args.ts'
import { formats } from '../format.ts'
import { openHouse } from '../open.ts'
import { words } from '../words.ts'

const FORMATS = { '.geojson': 'geojson', '.csv': 'csv', '.parquet': 'parquet' } as const

/** `orchestra export ASSET --to FILE`: the current version as a file, in the format of its ending. */
export async function exportAsset({ names, options }: Call): Promise<number> {
  const [name] = names
  if (!name || !options.to)
    throw usage({ fr: '`orchestra export ACTIF --to FICHIER`', en: '`orchestra export ASSET --to FILE`' })
  const format = FORMATS[extname(options.to).toLowerCase() as keyof typeof FORMATS]
  if (!format) {
    const known = Object.keys(FORMATS).join(', ')
    throw usage({ fr: `Formats d’export : ${known}.`, en: `Export formats: ${known}.` })
  }
  const house = await openHouse(options, () => {})
  try {
    const { store, lake, graph } = house.chain
    selectNodes(graph, [name])
    const node = graph.byName.get(name)!
    const { files } = await currentFiles(store, graph.territory.id, name)
    if (files.length === 0) throw neverMade(name)
    // Written beside and renamed, so that a stopped export leaves no half file under the name asked for.
    const partial = `${options.to}.part`
    const table = tableFiles(
      node,
      files.map((file) => file.object),
    )
    await pipeline(Readable.from(exportTable(lake, table, { format })), createWriteStream(partial))
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

const neverMade = (name: string) =>
  new OrchestraError({
    code: 'export.never-made',
    say: { fr: 'Cet actif n’a encore aucune version.', en: 'This asset has no version yet.' },
    remedy: { fr: `\`orchestra run ${name}\``, en: `\`orchestra run ${name}\`` },
    place: name,
  })
