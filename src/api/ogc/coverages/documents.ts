import type { Language } from '../../../kernel/index.ts'
import { crsOf } from '../common/crs.ts'
import type { Coverage } from './open.ts'
import { axisNames } from './subset.ts'

/** The bands as a JSON Schema: what each cell holds. */
export function coverageSchema({ snapshot, bands }: Coverage, language: Language, id: string) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    type: 'object' as const,
    title: snapshot.node.title[language],
    properties: Object.fromEntries(
      bands.map(({ id: name, place, title, description, unit, isCode }) => [
        name,
        {
          type: isCode ? 'integer' : 'number',
          title: title[language],
          ...(description && { description: description[language] }),
          'x-ogc-propertySeq': place + 1,
          ...(unit && { 'x-ogc-unit': unit, 'x-ogc-unitLang': 'UCUM' }),
        },
      ]),
    ),
    additionalProperties: false,
  }
}

/** Where the cells are: a general grid of OGC 09-146r8 (CIS 1.1), its axes east first. */
export function domainSet({ raster }: Coverage) {
  const [west, south, east, north] = raster.bbox
  const [x, y] = axisNames(raster.crs)
  const uomLabel = x === 'Lon' ? 'deg' : 'm'
  return {
    type: 'DomainSet' as const,
    generalGrid: {
      type: 'GeneralGrid' as const,
      srsName: crsOf(raster.crs).uri,
      axisLabels: [x, y],
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
      ],
      gridLimits: {
        type: 'GridLimits' as const,
        axisLabels: ['i', 'j'],
        axis: [
          { type: 'IndexAxis' as const, axisLabel: 'i', lowerBound: 0, upperBound: raster.width - 1 },
          { type: 'IndexAxis' as const, axisLabel: 'j', lowerBound: 0, upperBound: raster.height - 1 },
        ],
      },
    },
  }
}
