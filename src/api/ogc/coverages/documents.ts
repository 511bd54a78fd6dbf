import type { Language } from '../../../kernel/index.ts'
import { crsOf } from '../common/crs.ts'
import type { Coverage } from './open.ts'
import { axisNames } from './subset.ts'
import { timedOf } from './times.ts'

/** The bands as a JSON Schema: what each cell holds. */
export function coverageSchema({ snapshot, bands }: Coverage, language: Language, id: string) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    type: 'object' as const,
    title: snapshot.node.title[language],
    properties: Object.fromEntries(
      bands.map(({ id: name, place, title, description, unit, isCode, at }) => [
        name,
        {
          type: isCode ? 'integer' : 'number',
          title: title[language],
          ...(description && { description: description[language] }),
          'x-ogc-propertySeq': place + 1,
          ...(unit && { 'x-ogc-unit': unit, 'x-ogc-unitLang': 'UCUM' }),
          ...(at && { 'x-orchestra-datetime': at }),
        },
      ]),
    ),
    additionalProperties: false,
  }
}

/** Gregorian dates and times, as coverages name them in a compound CRS. */
const ANSI_DATE = 'http://www.opengis.net/def/crs/OGC/0/AnsiDate'

/** Where the cells are, and when: a general grid of OGC 09-146r8 (CIS 1.1), its axes east first, then time. */
export function domainSet({ raster, bands }: Coverage) {
  const times = timedOf(bands)?.map(({ at }) => at)
  const [west, south, east, north] = raster.bbox
  const [x, y] = axisNames(raster.crs)
  const uomLabel = x === 'Lon' ? 'deg' : 'm'
  return {
    type: 'DomainSet' as const,
    generalGrid: {
      type: 'GeneralGrid' as const,
      srsName: times
        ? `http://www.opengis.net/def/crs-compound?1=${crsOf(raster.crs).uri}&2=${ANSI_DATE}`
        : crsOf(raster.crs).uri,
      axisLabels: [x, y, ...(times ? ['time'] : [])],
      axis: [
        {
          type: 'RegularAxis' as const,
          axisLabel: x,
          lowerBound: west,
          upperBound: east,
          resolution: raster.step[0],
          uomLabel,
        },
        {
          type: 'RegularAxis' as const,
          axisLabel: y,
          lowerBound: south,
          upperBound: north,
          resolution: raster.step[1],
          uomLabel,
        },
        ...(times
          ? [{ type: 'IrregularAxis' as const, axisLabel: 'time', uomLabel: 'ISO8601', coordinate: times }]
          : []),
      ],
      gridLimits: {
        type: 'GridLimits' as const,
        axisLabels: ['i', 'j', ...(times ? ['k'] : [])],
        axis: [
          { type: 'IndexAxis' as const, axisLabel: 'i', lowerBound: 0, upperBound: raster.width - 1 },
          { type: 'IndexAxis' as const, axisLabel: 'j', lowerBound: 0, upperBound: raster.height - 1 },
          ...(times
            ? [{ type: 'IndexAxis' as const, axisLabel: 'k', lowerBound: 0, upperBound: times.length - 1 }]
            : []),
        ],
      },
    },
  }
}
