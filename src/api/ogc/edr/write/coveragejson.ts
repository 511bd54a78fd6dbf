import type { Language } from '../../../../kernel/index.ts'
import type { Crs } from '../../common/crs.ts'
import type { Answer, GridAnswer, SamplesAnswer, SeriesAnswer } from '../answer.ts'
import { describeParameter, type Parameter } from '../parameters.ts'
import { isDegrees, wayBetween } from '../places.ts'
import { positionIn, rounded } from './numbers.ts'

/** An answer as CoverageJSON (OGC 21-069r2). `home` is the address of the collection. */
export function coverageJson(answer: Answer, language: Language, home: string): object {
  const about = {
    parameters: Object.fromEntries(answer.parameters.map((one) => [one.id, describeParameter(one, language, home)])),
  }
  if (answer.kind === 'series') return ofSeries(answer, about)
  return answer.kind === 'grid' ? ofGrid(answer, about) : ofSamples(answer, about)
}

const TIME = { coordinates: ['t'], system: { type: 'TemporalRS', calendar: 'Gregorian' } }

/** The axes in the order of the authority of their CRS, as the standard asks. */
const referencing = ({ name, uri, axes }: Crs) => ({
  coordinates: axes === 'yx' ? ['y', 'x'] : ['x', 'y'],
  system: { type: isDegrees(name) ? 'GeographicCRS' : 'ProjectedCRS', id: uri },
})

type About = { readonly parameters: object }

function ndArray(
  { isWhole }: Parameter,
  axisNames: readonly string[],
  shape: readonly number[],
  values: readonly (number | null)[],
) {
  return { type: 'NdArray', dataType: isWhole ? 'integer' : 'float', axisNames, shape, values }
}

function ofSeries({ series, parameters, crs, isOne }: SeriesAnswer, about: About): object {
  const way = wayBetween('OGC:CRS84', crs.name)
  const system = [referencing(crs), TIME]
  const coverages = series.map(({ station, times, values }) => {
    const [x, y] = positionIn(station.point, way, crs)
    return {
      type: 'Coverage',
      id: station.id,
      domain: {
        type: 'Domain',
        domainType: 'PointSeries',
        axes: { x: { values: [x] }, y: { values: [y] }, t: { values: times } },
        ...(isOne && { referencing: system }),
      },
      ...(isOne && about),
      ranges: Object.fromEntries(parameters.map((one, i) => [one.id, ndArray(one, ['t'], [times.length], values[i]!)])),
    }
  })
  if (isOne && coverages.length === 1) return coverages[0]!
  return { type: 'CoverageCollection', domainType: 'PointSeries', ...about, referencing: system, coverages }
}

function ofGrid(answer: GridAnswer, about: About): object {
  const { origin, step, width, height, times, parameters, crs } = answer
  const axis = (start: number, side: number, num: number) => ({
    start: start + side / 2,
    stop: start + side * (num - 0.5),
    num,
  })
  return {
    type: 'Coverage',
    domain: {
      type: 'Domain',
      domainType: 'Grid',
      axes: {
        x: axis(origin[0], step[0], width),
        y: axis(origin[1], -step[1], height),
        ...(times && { t: { values: times } }),
      },
      referencing: [referencing(crs), ...(times ? [TIME] : [])],
    },
    ...about,
    ranges: Object.fromEntries(
      parameters.map((one, i) => [
        one.id,
        times
          ? ndArray(one, ['t', 'y', 'x'], [times.length, height, width], everyTime(answer))
          : ndArray(one, ['y', 'x'], [height, width], Array.from(answer.values[i]!, rounded)),
      ]),
    ),
  }
}

/** The values of the one parameter, time after time. */
const everyTime = ({ values }: GridAnswer | SamplesAnswer) => values.flatMap((one) => Array.from(one, rounded))

function ofSamples(answer: SamplesAnswer, about: About): object {
  const { along, places, values, times, parameters, crs } = answer
  const system = [referencing(crs), ...(along === 'track' || times ? [TIME] : [])]
  if (along !== 'points') {
    // A line without times is no trajectory of the standard, which needs them: it is the places along it.
    const isTrack = along === 'track'
    const tuples = places.map(({ x, y, at }) => (isTrack ? [at, x, y] : [x, y]))
    return {
      type: 'Coverage',
      domain: {
        type: 'Domain',
        domainType: isTrack ? 'Trajectory' : times ? 'MultiPointSeries' : 'MultiPoint',
        axes: {
          ...(times && { t: { values: times } }),
          composite: { dataType: 'tuple', coordinates: isTrack ? ['t', 'x', 'y'] : ['x', 'y'], values: tuples },
        },
        referencing: system,
      },
      ...about,
      ranges: Object.fromEntries(
        parameters.map((one, i) => [
          one.id,
          times
            ? ndArray(one, ['t', 'composite'], [times.length, places.length], everyTime(answer))
            : ndArray(one, ['composite'], [places.length], Array.from(values[i]!, rounded)),
        ]),
      ),
    }
  }
  const domainType = times ? 'PointSeries' : 'Point'
  const coverages = places.map(({ x, y }, k) => ({
    type: 'Coverage',
    domain: {
      type: 'Domain',
      domainType,
      axes: { x: { values: [x] }, y: { values: [y] }, ...(times && { t: { values: times } }) },
      ...(places.length === 1 && { referencing: system }),
    },
    ...(places.length === 1 && about),
    ranges: Object.fromEntries(
      parameters.map((one, i) => [
        one.id,
        times
          ? ndArray(
              one,
              ['t'],
              [times.length],
              values.map((band) => rounded(band[k]!)),
            )
          : ndArray(one, [], [], [rounded(values[i]![k]!)]),
      ]),
    ),
  }))
  if (coverages.length === 1) return coverages[0]!
  return { type: 'CoverageCollection', domainType, ...about, referencing: system, coverages }
}
