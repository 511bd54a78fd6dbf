import {
  type Bilingual,
  boxIn,
  columnOfRole,
  type DatasetStyle,
  type GeometryType,
  type Table,
} from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { unknownName } from '../../http/faults.ts'
import type { Statistics } from '../../json/shapes.ts'
import { spatialExtent } from '../../read/extent.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { readStatistics } from '../../read/statistics.ts'
import { crsOfCollection } from '../common/crs.ts'
import { crsOf } from '../tiles/draw.ts'
import { type Colourable, colourable, type Span } from './choose.ts'
import { type Classified, classifyCategories, classifyNumbers, spreadsOf } from './classify.ts'
import { noValueLabel, othersLabel, withUnit } from './labels.ts'
import { NO_VALUE, OTHERS, PLAIN } from './palettes.ts'
import { sizesOf } from './sizes.ts'
import type { Form, LegendClass, Symbology } from './symbology.ts'

/** The last part of the name of the style where all objects are alike. */
const ONE_COLOUR = 'one-colour'
const oneColour: Bilingual = { fr: 'Une seule couleur', en: 'One colour' }

/** The styles of a dataset: the usual one, one a column that can colour it, and one of a single colour. */
export async function stylesOf(deps: Deps, snapshot: Snapshot): Promise<Symbology[]> {
  const { node } = snapshot
  const columns = colourable(node.rows, await statisticsOf(deps, snapshot), await spansOf(deps, snapshot))
  const names = ['', ...columns.map(({ column }) => `.${column.name}`), `.${ONE_COLOUR}`]
  return Promise.all(names.map((name) => styleOf(deps, snapshot, `${node.name}${name}`)))
}

/** The name of the dataset that a style draws. */
export const datasetOfStyle = (id: string): string => id.split('.', 1)[0]!

/** A style of a version of a dataset, worked out once. Throws `api.unknown-style`. */
export function styleOf(deps: Deps, snapshot: Snapshot, id: string): Promise<Symbology> {
  return deps.kept.styles(`${id.slice(0, 200)} ${snapshot.pin}`, () => workOut(deps, snapshot, id))
}

async function workOut(deps: Deps, snapshot: Snapshot, id: string): Promise<Symbology> {
  const { node } = snapshot
  const asked = id === node.name ? undefined : id.slice(node.name.length + 1)
  const stated = deps.chain.graph.territory.styles?.find(({ dataset }) => dataset === node.name)?.style
  const statistics = await statisticsOf(deps, snapshot)
  const columns = colourable(node.rows, statistics, await spansOf(deps, snapshot))
  const summary = (await deps.summaries()).get(node.name)!
  const box = spatialExtent(node, summary) ?? undefined
  const plain = (colour: string, title = node.title): Symbology => ({
    id,
    dataset: node.name,
    title,
    form: formOf(node.rows),
    colouring: { by: 'nothing', colour },
    unit: undefined,
    legend: [{ label: node.title, colour }],
    sizes: sizesOf(box && [box[0]!, box[1]!, box[2]!, box[3]!], snapshot.rows),
  })
  if (asked === ONE_COLOUR) return plain(stated && 'colour' in stated ? stated.colour : PLAIN, oneColour)
  if (asked === undefined && stated && 'colour' in stated) return plain(stated.colour, stated.title)

  const applies = stated && 'column' in stated && (asked === undefined || asked === stated.column) ? stated : undefined
  const chosen = applies ? statedColumn(statistics, applies) : chosenColumn(columns, asked)
  if (!chosen) {
    if (asked === undefined) return plain(PLAIN)
    throw unknownStyle(id, [
      node.name,
      ...columns.map(({ column }) => `${node.name}.${column.name}`),
      `${node.name}.${ONE_COLOUR}`,
    ])
  }
  const { column, as } = chosen
  const wanted = applies && 'categories' in applies ? applies : undefined
  const classified =
    as === 'category'
      ? classifyCategories(column, wanted)
      : await classifyNumbers(
          () => spreadOf(deps, snapshot, columns, column.name),
          column,
          applies && !('categories' in applies) ? applies : {},
        )
  if (!classified) return plain(PLAIN)
  return {
    ...plain(PLAIN, applies?.title ?? withUnit(column.title, column.unit)),
    colouring: classified.colouring,
    unit: column.unit,
    legend: wholeLegend(classified, column.missing > 0),
  }
}

/** Rows up to which the numbers of a table are read together: most of what a reading takes is then the asking. */
const FEW_ROWS = 100_000

/** Some values of a column, from the lowest; in a small table, read with those of the others that can colour it. */
async function spreadOf(
  { chain, kept }: Deps,
  snapshot: Snapshot,
  columns: readonly Colourable[],
  name: string,
): Promise<readonly number[]> {
  const numbers = columns.filter(({ as }) => as === 'number').map(({ column }) => column.name)
  const spreads =
    snapshot.rows <= FEW_ROWS && numbers.includes(name)
      ? await kept.spreads(`${snapshot.node.name} ${snapshot.pin}`, () => spreadsOf(chain.lake, snapshot, numbers))
      : await spreadsOf(chain.lake, snapshot, [name])
  return spreads.get(name)!
}

/** Where a dataset lies along each axis of the CRS it is given in. */
async function spansOf(deps: Deps, { node }: Snapshot): Promise<Span[]> {
  const box = (await deps.summaries()).get(node.name)?.current?.bbox
  if (!box) return []
  return crsOfCollection(node.rows, deps.chain.graph.territory).flatMap(({ name }): Span[] => {
    const [minx, miny, maxx, maxy] = boxIn(box, crsOf(node.rows), name)
    return [
      [minx, maxx],
      [miny, maxy],
    ]
  })
}

/** A column that the territory chose: whatever it holds. */
function statedColumn(
  { columns }: Statistics,
  style: Extract<DatasetStyle, { column: string }>,
): Colourable | undefined {
  const column = columns.find(({ name }) => name === style.column)
  return column && { column, as: 'categories' in style ? 'category' : 'number' }
}

const chosenColumn = (columns: readonly Colourable[], asked: string | undefined): Colourable | undefined =>
  asked === undefined ? columns[0] : columns.find(({ column }) => column.name === asked)

function wholeLegend({ legend, colouring }: Classified, gaps: boolean): LegendClass[] {
  return [
    ...legend,
    ...(colouring.by === 'category' && colouring.others
      ? [{ label: othersLabel, colour: OTHERS, of: 'others' as const }]
      : []),
    ...(gaps ? [{ label: noValueLabel, colour: NO_VALUE, of: 'missing' as const }] : []),
  ]
}

function statisticsOf({ chain, kept }: Deps, snapshot: Snapshot): Promise<Statistics> {
  return kept.statistics(`${snapshot.node.name} ${snapshot.pin}`, () => readStatistics(chain.lake, snapshot))
}

function formOf(shape: Table): Form {
  const types = shape.columns[columnOfRole(shape, 'geometry')!]!.geometryTypes ?? []
  const [first, ...others] = new Set(types.map(formOfType))
  return first !== undefined && others.length === 0 ? first : 'mixed'
}

const formOfType = (type: GeometryType): Form =>
  type.endsWith('Point') ? 'point' : type.endsWith('LineString') ? 'line' : type.endsWith('Polygon') ? 'area' : 'mixed'

const unknownStyle = (id: string, known: readonly string[]) =>
  unknownName('api.unknown-style', id.slice(0, 64), 'Aucun style ne s’appelle', 'No style is called', known)
