import type { Context } from 'hono'
import Type from 'typebox'
import { columnOfRole } from '../../kernel/index.ts'
import type { Row } from '../../lake/index.ts'
import type { Deps } from '../deps.ts'
import { fromVersion } from '../http/cached.ts'
import { badParameter } from '../http/faults.ts'
import { hereWith } from '../http/page.ts'
import { pageParameters, textParameter } from '../http/query.ts'
import { part, route } from '../http/route.ts'
import { openTable } from '../read/datasets.ts'
import { rowsToLonLat } from '../read/lonlat.ts'
import { readRows, type Selection } from '../read/rows.ts'
import { readBbox, readColumns, readConditions, readSort } from '../read/selection.ts'
import type { Snapshot } from '../read/snapshots.ts'
import { FeaturePage, RowsPage } from './shapes.ts'

/** Rows of one page at most, and the characters of JSON after which a page is cut shorter: memory stays bounded. */
const MOST_ROWS = 10_000
const MOST_TEXT = 16_000_000

export const whereParameter = Type.Array(Type.String({ maxLength: 500 }), {
  maxItems: 10,
  description: 'Conditions, all of which must hold: `column:value`, `column>=value`, `column<=value`. Repeat it.',
})

const query = Type.Object({
  ...pageParameters(MOST_ROWS, 100),
  bbox: textParameter('Rows whose box meets `west,south,east,north`, in degrees (EPSG:4326).'),
  columns: textParameter('Columns, separated by commas. All of them by default.', 2000),
  sort: textParameter('A column; `-column` from the largest.'),
  where: whereParameter,
  format: Type.Enum(['json', 'geojson'], { default: 'json' }),
  pin: textParameter('The `pin` of an earlier page: the same content even if the data has changed since.'),
})

/** The rows of a dataset, page by page. */
export const rowsRoute = route({
  path: '/api/datasets/:id/rows',
  tag: 'datasets',
  summary: { fr: 'Les lignes d’un jeu de données, par pages', en: 'The rows of a dataset, by pages' },
  query,
  answer: Type.Union([RowsPage, FeaturePage]),
  problems: [403, 404, 410],
  async handle(deps, c, asked) {
    const snapshot = await openTable(deps, c, part(c, 'id'), asked.pin)
    const { shape } = snapshot.table
    const columns = readColumns(shape, asked.columns) ?? Object.keys(shape.columns)
    const geometry = columnOfRole(shape, 'geometry')
    if (asked.format === 'geojson' && !geometry)
      throw badParameter('format', 'ce jeu de données n’a pas de géométrie', 'this dataset has no geometry', {
        fr: 'Demandez format=json.',
        en: 'Ask for format=json.',
      })
    const id = shape.key.length === 1 ? shape.key[0] : undefined
    const isGeo = asked.format === 'geojson'
    const read = isGeo ? [...new Set([...columns, geometry!, ...(id ? [id] : [])])] : columns
    const selection: Selection = {
      columns: read,
      bbox: readBbox(shape, asked.bbox),
      where: readConditions(shape, asked.where),
      sort: readSort(shape, asked.sort),
      offset: asked.offset,
      // One more says whether there is a next page.
      limit: asked.limit + 1,
    }
    return fromVersion(c, snapshot, deps, () =>
      deps.reads.run(async () => {
        const write = isGeo ? featureOf(columns, geometry!, id) : JSON.stringify
        const { texts, more } = await collect(deps, snapshot, selection, write)
        const next = more ? hereWith(c, { offset: asked.offset + texts.length, pin: snapshot.pin }) : null
        const isWhole = !selection.bbox && selection.where.length === 0
        const about = { texts, next, total: isWhole ? snapshot.rows : undefined, snapshot, columns, asked }
        return isGeo ? features(c, about) : table(about)
      }),
    )
  },
})

/** The rows of a page as JSON texts. */
async function collect(
  { chain }: Deps,
  snapshot: Snapshot,
  selection: Selection,
  write: (row: Row) => string,
): Promise<{ texts: string[]; more: boolean }> {
  const convert = rowsToLonLat(snapshot.table.shape)
  const texts: string[] = []
  let size = 0
  for await (const rows of readRows(chain.lake, snapshot, selection)) {
    convert(rows)
    for (const row of rows) {
      if (texts.length === selection.limit - 1 || size > MOST_TEXT) return { texts, more: true }
      const text = write(row)
      size += text.length
      texts.push(text)
    }
  }
  return { texts, more: false }
}

interface About {
  readonly texts: readonly string[]
  readonly next: string | null
  readonly total: number | undefined
  readonly snapshot: Snapshot
  readonly columns: readonly string[]
  readonly asked: { readonly limit: number; readonly offset: number }
}

function table({ texts, next, total, snapshot, columns, asked }: About): Response {
  const { version, pin, node } = snapshot
  const { limit, offset } = asked
  const head = { dataset: node.name, version, pin, columns, limit, offset, total: total ?? null, next }
  return new Response(`${JSON.stringify(head).slice(0, -1)},"rows":[${texts.join(',\n')}]}`, {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
}

function features(c: Context, { texts, next, total, snapshot }: About): Response {
  const { pathname, search } = new URL(c.req.url)
  const type = 'application/geo+json'
  const head = {
    type: 'FeatureCollection',
    numberReturned: texts.length,
    ...(total !== undefined && { numberMatched: total }),
    version: snapshot.version,
    pin: snapshot.pin,
    links: [{ rel: 'self', href: `${pathname}${search}`, type }, ...(next ? [{ rel: 'next', href: next, type }] : [])],
  }
  return new Response(`${JSON.stringify(head).slice(0, -1)},"features":[${texts.join(',\n')}]}`, {
    headers: { 'Content-Type': `${type}; charset=utf-8` },
  })
}

function featureOf(columns: readonly string[], geometry: string, id: string | undefined): (row: Row) => string {
  return (row) => {
    const key = id === undefined ? undefined : row[id]
    const properties = Object.fromEntries(columns.filter((name) => name !== geometry).map((name) => [name, row[name]]))
    return JSON.stringify({
      type: 'Feature',
      ...((typeof key === 'string' || typeof key === 'number') && { id: key }),
      geometry: row[geometry] ?? null,
      properties,
    })
  }
}
