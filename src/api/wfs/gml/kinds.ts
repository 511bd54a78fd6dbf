import type { ColumnFacts } from '../../../kernel/index.ts'

/** How the geometries of a column are written: all as parts of many where some have several parts. */
interface GmlKind {
  /** Type of the property in the schema of GML 3.2. */
  readonly property: string
  readonly isMulti: boolean
}

const single: Readonly<Record<string, string>> = { Point: 'Point', LineString: 'Curve', Polygon: 'Surface' }

/** The kind of a column of geometries. */
export function kindOf({ geometryTypes = [] }: Pick<ColumnFacts, 'geometryTypes'>): GmlKind {
  const bases = new Set(geometryTypes.map((type) => type.replace('Multi', '')))
  const [base] = bases
  const name = bases.size === 1 ? single[base!] : undefined
  if (!name) return { property: 'gml:GeometryPropertyType', isMulti: false }
  const isMulti = geometryTypes.some((type) => type.startsWith('Multi'))
  return { property: `gml:${isMulti ? 'Multi' : ''}${name}PropertyType`, isMulti }
}
