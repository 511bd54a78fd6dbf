import Type from 'typebox'
import {
  type AssetRef,
  type GridWindow,
  geometrySchema,
  geometryTold,
  integer,
  number,
  type Position,
  type Process,
  process,
  processInput,
  projector,
  table,
} from '../../../src/kernel/index.ts'
import { GroundClass } from '../../../src/models/radiation/index.ts'
import type { Frame } from '../frame.ts'
import { widened } from '../frame.ts'
import { northOf } from '../maps/shade.ts'
import { type HeatHour, hoursOf } from '../maps/tables.ts'
import { marginOf, surfaceAround } from '../maps/window.ts'
import type { Tuned } from '../parameters.ts'
import { boxOfChange, type Change, drawChange, layersOf, tooManyTrees, wrongGeometry } from './change.ts'
import { feltOf } from './felt.ts'

/** UTCI over the places that the change touches, hour by hour. */
export const ChangedHour = table(
  'heat_changed_hour',
  {
    hour: integer({ title: { fr: 'Heure à l’horloge', en: 'Hour of the clock' }, unit: 'h' }),
    before: number({ title: { fr: 'UTCI avant', en: 'UTCI before' }, unit: 'Cel' }),
    after: number({ title: { fr: 'UTCI après', en: 'UTCI after' }, unit: 'Cel' }),
    cooler: number({
      title: { fr: 'Surface rafraîchie d’au moins 1 °C', en: 'Area cooler by 1 °C at least' },
      unit: 'm2',
    }),
  },
  { key: ['hour'] },
)

const Summary = Type.Object({
  planted: Type.Integer(),
  left_out: Type.Integer(),
  hour: Type.Integer(),
  touched: Type.Number(),
  before: Type.Number(),
  after: Type.Number(),
  change: Type.Number(),
  greatest: Type.Number(),
  cooler: Type.Number(),
})
const degrees = 'Cel'
const fields = {
  planted: { title: { fr: 'Arbres plantés', en: 'Trees planted' }, unit: '{tree}' },
  left_out: {
    title: { fr: 'Arbres impossibles là (bâtiment, eau)', en: 'Trees impossible there (building, water)' },
    unit: '{tree}',
  },
  hour: { title: { fr: 'Heure à l’horloge', en: 'Hour of the clock' }, unit: 'h' },
  touched: {
    title: { fr: 'Surface dont l’ombre change à cette heure', en: 'Area whose shade changes at that hour' },
    unit: 'm2',
  },
  before: {
    title: { fr: 'UTCI moyen avant, sur cette surface', en: 'Mean UTCI before, over that area' },
    unit: degrees,
  },
  after: { title: { fr: 'UTCI moyen après', en: 'Mean UTCI after' }, unit: degrees },
  change: { title: { fr: 'Différence moyenne', en: 'Mean difference' }, unit: degrees },
  greatest: { title: { fr: 'Plus grande baisse', en: 'Greatest drop' }, unit: degrees },
  cooler: { title: { fr: 'Surface rafraîchie d’au moins 1 °C', en: 'Area cooler by 1 °C at least' }, unit: 'm2' },
}

const Grid = Type.Object({
  crs: Type.String(),
  origin: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  step: Type.Number(),
  width: Type.Integer(),
  height: Type.Integer(),
  extent: Type.Array(Type.Number(), { minItems: 4, maxItems: 4, description: 'West, south, east, north, in degrees.' }),
  before: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  after: Type.Array(Type.Union([Type.Number(), Type.Null()])),
})

/** Trees of one computation, at most. */
const MOST_TREES = 200
/** A drop that a person may feel, and that counts as cooler, °C. */
const COOLER = 1
/** A place is touched when its UTCI moves by this much, °C: less is rounding. */
const TOUCHED = 0.1

/** What planting trees or hanging awnings would change for people outdoors, on the day of the maps. */
export function heatWhatIfProcess(
  from: { surface: AssetRef; day: AssetRef<typeof HeatHour> },
  frame: Frame,
  tuned: Tuned,
): Process {
  const { crs, step } = frame
  return process({
    id: 'heat-what-if',
    title: {
      fr: 'Chaleur : et si l’on plantait, ou ombrait ?',
      en: 'Heat: what if trees were planted, or shade hung?',
    },
    description: {
      fr: 'Le confort thermique (UTCI) avant et après avoir planté des arbres ou tendu des ombrières, heure par heure, avec les modèles des cartes de chaleur : ombre, vue du ciel, rayonnement. L’air et le vent ne changent pas : l’évaporation des arbres n’est pas comptée. Une ombrière laisse passer autant de lumière qu’un houppier.',
      en: 'Thermal comfort (UTCI) before and after planting trees or hanging awnings, hour by hour, with the models of the heat maps: shade, sky view, radiation. Air and wind do not change: what trees evaporate is not counted. An awning lets as much light through as a crown.',
    },
    keywords: [
      { fr: 'chaleur', en: 'heat' },
      { fr: 'végétalisation', en: 'greening' },
    ],
    code: import.meta.url,
    from,
    inputs: {
      trees: processInput.optional(geometrySchema, {
        title: { fr: 'Arbres à planter : un point ou plusieurs', en: 'Trees to plant: a point or several' },
        told: geometryTold,
      }),
      height: processInput.preset(Type.Number({ minimum: 2, maximum: 40 }), tuned.tree_height, {
        title: { fr: 'Hauteur de ces arbres', en: 'Height of these trees' },
        unit: 'm',
      }),
      crown: processInput.preset(Type.Number({ minimum: 1, maximum: 30 }), tuned.crown, {
        title: { fr: 'Diamètre de leur houppier', en: 'Diameter of their crowns' },
        unit: 'm',
      }),
      awnings: processInput.optional(geometrySchema, {
        title: { fr: 'Ombrières : une ligne ou plusieurs', en: 'Awnings: a line or several' },
        told: geometryTold,
      }),
      awning_height: processInput.preset(Type.Number({ minimum: 2, maximum: 20 }), 4, {
        title: { fr: 'Hauteur des ombrières', en: 'Height of the awnings' },
        unit: 'm',
      }),
      awning_width: processInput.preset(Type.Number({ minimum: 1, maximum: 30 }), 4, {
        title: { fr: 'Largeur des ombrières', en: 'Width of the awnings' },
        unit: 'm',
      }),
      hour: processInput.preset(Type.Integer({ minimum: 0, maximum: 23 }), 15, {
        title: { fr: 'Heure montrée', en: 'Hour shown' },
        unit: 'h',
      }),
    },
    outputs: {
      summary: {
        title: { fr: 'Ce qui change à cette heure', en: 'What changes at that hour' },
        schema: Summary,
        fields,
      },
      hours: {
        title: { fr: 'Heure par heure, là où l’UTCI change', en: 'Hour by hour, where UTCI changes' },
        rows: ChangedHour,
      },
      grid: {
        title: { fr: 'UTCI à cette heure, maille par maille', en: 'UTCI at that hour, cell by cell' },
        schema: Grid,
      },
    },
    async execute(values, inputs, run) {
      const project = projector('EPSG:4326', crs)
      const change: Change = {
        trees: pointsOf(values.trees).map((p) => project(p)),
        awnings: linesGiven(values.awnings).map((line) => line.map((p) => project(p))),
        ...{ height: values.height, crown: values.crown },
        ...{ awningHeight: values.awning_height, awningWidth: values.awning_width },
      }
      const box = boxOfChange(change, step)
      const around = await surfaceAround(inputs.surface, box, frame, tuned)
      const { surface, core } = around
      const cover = await inputs.surface.grid({ bbox: box, bands: ['cover'] })
      const ground = Uint8Array.from(cover.bands[0]!, (code) => (Number.isNaN(code) ? 0 : code))
      const hours = await hoursOf(inputs.day)
      const onMap = northOf(run, crs)
      const suns = hours.map((hour) => hour && { azimuth: onMap(hour.sun.azimuth), elevation: hour.sun.elevation })
      const given = { core, ground, hours, suns, shade: tuned }
      run.progress(0, 2)
      const before = feltOf({ ...given, surface })
      run.progress(1, 2)
      run.signal.throwIfAborted()
      const canopy = Float32Array.from(surface.canopy)
      const layers = layersOf(widened(box, marginOf(frame, tuned)), step, canopy)
      const planted = drawChange(layers, change, tuned.trunk, (i) => isPlantable(surface.buildings, i) && !isWater(i))
      const after = feltOf({ ...given, surface: { ...surface, canopy } })

      const cell = step * step
      const rows = hours.flatMap((_, hour) =>
        before[hour] ? [{ hour, ...compared(before[hour], after[hour]!, cell) }] : [],
      )
      const shown = rows.find(({ hour }) => hour === values.hour)
      return {
        summary: {
          ...{ planted, left_out: change.trees.length - planted, hour: values.hour },
          touched: shown?.touched ?? 0,
          ...{
            before: tenth(shown?.before),
            after: tenth(shown?.after),
            change: tenth((shown?.after ?? 0) - (shown?.before ?? 0)),
          },
          ...{ greatest: tenth(shown?.greatest), cooler: shown?.cooler ?? 0 },
        },
        hours: rows.map(({ hour, before, after, cooler }) => ({
          hour,
          before: tenth(before),
          after: tenth(after),
          cooler,
        })),
        grid: told(cover, crs, before[values.hour], after[values.hour]),
      }

      function isWater(index: number): boolean {
        const [column, row] = [(index % surface.width) - core.left, Math.floor(index / surface.width) - core.top]
        return ground[row * core.width + column] === GroundClass.water
      }
    },
  })
}

const isPlantable = (buildings: Float32Array, index: number) => !(buildings[index]! > 0)
const tenth = (value = 0) => Math.round(value * 10) / 10

/** Means over the cells that change, and how much of them is cooler. */
function compared(before: Float32Array, after: Float32Array, cell: number) {
  let [count, sumBefore, sumAfter, cooler, greatest] = [0, 0, 0, 0, 0]
  for (let i = 0; i < before.length; i++) {
    const drop = before[i]! - after[i]!
    if (!(Math.abs(drop) >= TOUCHED)) continue
    count++
    sumBefore += before[i]!
    sumAfter += after[i]!
    if (drop >= COOLER) cooler++
    greatest = Math.max(greatest, drop)
  }
  const mean = (sum: number) => (count > 0 ? sum / count : 0)
  return { before: mean(sumBefore), after: mean(sumAfter), touched: count * cell, cooler: cooler * cell, greatest }
}

/** The cells of the window, in tenths of a degree. */
function told({ origin, step, width, height }: GridWindow, crs: string, before?: Float32Array, after?: Float32Array) {
  const [west, north] = origin
  const way = projector(crs, 'EPSG:4326')
  const corners = [0, width * step[0]].flatMap((dx) => [0, height * step[1]].map((dy) => way([west + dx, north - dy])))
  const [xs, ys] = [corners.map(([x]) => x!), corners.map(([, y]) => y!)]
  const rounded = (values: Float32Array | undefined) =>
    Array.from({ length: width * height }, (_, i) => {
      const value = values?.[i] ?? Number.NaN
      return Number.isNaN(value) ? null : tenth(value)
    })
  return {
    ...{ crs, origin, step: step[0], width, height },
    extent: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
    ...{ before: rounded(before), after: rounded(after) },
  }
}

type Given = { readonly type: string; readonly coordinates: unknown } | undefined

function pointsOf(given: Given): Position[] {
  if (!given) return []
  if (given.type === 'Point') return [given.coordinates as Position]
  if (given.type !== 'MultiPoint') throw wrongGeometry('trees', given.type, 'Point, MultiPoint')
  const points = given.coordinates as Position[]
  if (points.length > MOST_TREES) throw tooManyTrees(points.length, MOST_TREES)
  return points
}

function linesGiven(given: Given): Position[][] {
  if (!given) return []
  if (given.type === 'LineString') return [given.coordinates as Position[]]
  if (given.type !== 'MultiLineString') throw wrongGeometry('awnings', given.type, 'LineString, MultiLineString')
  return given.coordinates as Position[][]
}
