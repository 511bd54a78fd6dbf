import { columnOfRole, projector, reproject, type Table } from '../../../kernel/index.ts'
import type { Crs } from '../../ogc/common/crs.ts'
import { operandOf } from '../../ogc/features/filters.ts'
import { keyOfFeature } from '../../ogc/features/identity.ts'
import { owsFault } from '../../ows/index.ts'
import { type GmlGeometry, isGeometry, readGml } from '../gml/read.ts'
import { columnNamed, featureOf } from '../names.ts'
import { childOf, childrenOf, type XmlNode } from '../xml/parse.ts'
import { likePattern } from './like.ts'
import { comparisons, logical, spatial, temporal } from './operators.ts'

/** A filter as CQL2 JSON, and the CRS of its geometries, x first. */
export interface ReadFilter {
  readonly document: unknown
  readonly crs: Crs
}

/** What a filter is about. */
interface Subject {
  readonly collection: string
  readonly shape: Table
  readonly known: readonly Crs[]
  /** The CRS of geometries that do not name theirs. */
  readonly usual: Crs
}

/** Reads a filter of FES 2.0 (09-026r2), or of the older encodings that look like it. Throws `OptionNotSupported`, `InvalidParameterValue`. */
export function readFes(filter: XmlNode, subject: Subject): ReadFilter {
  let crs: Crs | undefined

  /** Geometries of a CRS other than the first one's are taken to it. */
  const placed = ({ geometry, crs: own }: GmlGeometry): unknown => {
    crs ??= own
    if (own.name === crs.name) return geometry
    const plain = 'bbox' in geometry ? { type: 'Polygon' as const, coordinates: [cornersOf(geometry.bbox)] } : geometry
    return reproject(plain, projector(own.name, crs.name))
  }

  const condition = (node: XmlNode): unknown => {
    const { name, children } = node
    const operator = logical[name]
    if (operator === 'not') return { op: 'not', args: [condition(only(node))] }
    if (operator) return together(operator, children.map(condition))
    if (name in comparisons) return comparison(node)
    if (name in spatial || name === 'BBOX') return spatialCondition(node)
    if (name in temporal) return temporalCondition(node)
    switch (name) {
      case 'PropertyIsLike':
        return like(node)
      case 'PropertyIsNull':
      case 'PropertyIsNil':
        return { op: 'isNull', args: [{ property: property(node) }] }
      case 'PropertyIsBetween':
        return between(node)
      case 'ResourceId':
      case 'FeatureId':
      case 'GmlObjectId':
        return identity(node.attributes.rid ?? node.attributes.fid ?? node.attributes.id ?? '')
      default:
        throw unsupported(name)
    }
  }

  const property = (node: XmlNode): string => {
    const [reference] = childrenOf(node, 'ValueReference', 'PropertyName')
    if (!reference) throw bad(`<${node.name}> sans propriété`, `<${node.name}> without a property`)
    return columnNamed(subject.shape, reference.text)
  }

  const value = (column: string, text: string): unknown => {
    const facts = subject.shape.columns[column]
    if (!facts) return text
    const isText = facts.column === 'text' || facts.column === 'json'
    const operand = operandOf(facts, isText ? text : text.trim())
    if (operand !== undefined) return operand
    const shown = text.trim().slice(0, 40)
    throw bad(`« ${shown} » n’est pas une valeur de ${column}`, `'${shown}' is no value of ${column}`)
  }

  const comparison = (node: XmlNode): unknown => {
    const column = property(node)
    const isFolded = node.attributes.matchCase === 'false' && subject.shape.columns[column]?.column === 'text'
    const literal = childOf(node, 'Literal')
    const others = childrenOf(node, 'ValueReference', 'PropertyName')
    const right = literal
      ? value(column, literal.text)
      : { property: columnNamed(subject.shape, others[1]?.text ?? '') }
    const fold = (side: unknown) => (isFolded ? { op: 'casei', args: [side] } : side)
    // A literal may come first: the comparison then reads from right to left.
    const isTurned = node.children[0]?.name === 'Literal'
    const sides = [fold({ property: column }), fold(right)]
    return { op: comparisons[node.name], args: isTurned ? sides.toReversed() : sides }
  }

  const between = (node: XmlNode): unknown => {
    const column = property(node)
    const bound = (name: string) => {
      const literal = childOf(node, name)?.children[0]
      if (literal?.name !== 'Literal') throw bad(`<${name}> sans valeur`, `<${name}> without a value`)
      return value(column, literal.text)
    }
    const [low, high] = [bound('LowerBoundary'), bound('UpperBoundary')]
    const target = { property: column }
    return together('and', [
      { op: '>=', args: [target, low] },
      { op: '<=', args: [target, high] },
    ])
  }

  const like = (node: XmlNode): unknown => {
    const { wildCard = '*', singleChar = '?', escapeChar, escape: older = '\\', matchCase } = node.attributes
    const pattern = likePattern(childOf(node, 'Literal')?.text ?? '', {
      wildCard,
      singleChar,
      escapeChar: escapeChar ?? older,
    })
    const target = { property: property(node) }
    if (matchCase !== 'false') return { op: 'like', args: [target, pattern] }
    return {
      op: 'like',
      args: [
        { op: 'casei', args: [target] },
        { op: 'casei', args: [pattern] },
      ],
    }
  }

  const spatialCondition = (node: XmlNode): unknown => {
    const drawn = columnOfRole(subject.shape, 'geometry')
    const named = childrenOf(node, 'ValueReference', 'PropertyName').length > 0
    const column = named ? property(node) : drawn
    const shape = node.children.find(isGeometry)
    if (!column) throw bad('cette collection n’a pas de géométrie', 'this collection has no geometry')
    if (!shape) throw bad(`<${node.name}> sans géométrie lisible`, `<${node.name}> without a readable geometry`)
    const other = placed(readGml(shape, subject.known, subject.usual))
    return { op: spatial[node.name] ?? 's_intersects', args: [{ property: column }, other] }
  }

  const temporalCondition = (node: XmlNode): unknown => {
    const moment = node.children.map(momentOf).find((found) => found !== undefined)
    if (moment === undefined)
      throw bad(`<${node.name}> sans instant ni période`, `<${node.name}> without an instant or a period`)
    return { op: temporal[node.name], args: [{ property: property(node) }, moment] }
  }

  const identity = (id: string): unknown => {
    const { shape, collection } = subject
    const parts = keyOfFeature(shape, featureOf(collection, id) ?? id)
    if (shape.key.length === 0 || !parts)
      throw owsFault(
        'OptionNotSupported',
        'ResourceId',
        'dans un filtre, il faut une clé',
        'in a filter, a key is needed',
      )
    return together(
      'and',
      shape.key.map((column, i) => ({ op: '=', args: [{ property: column }, value(column, parts[i]!)] })),
    )
  }

  // Several conditions side by side are ids: any of them.
  const document = together('or', filter.children.map(condition))
  return { document, crs: crs ?? subject.usual }
}

function together(op: 'and' | 'or', args: readonly unknown[]): unknown {
  if (args.length === 0) throw bad('filtre vide', 'empty filter')
  return args.length === 1 ? args[0] : { op, args }
}

function only(node: XmlNode): XmlNode {
  const [child] = node.children
  if (child && node.children.length === 1) return child
  throw bad(`<${node.name}> prend une condition`, `<${node.name}> takes one condition`)
}

/** An instant or a period of GML, or a literal, as CQL2 writes it. */
function momentOf(node: XmlNode): unknown {
  if (node.name === 'Literal' && node.children[0]) return momentOf(node.children[0])
  if (node.name === 'Literal') return single(node.text)
  if (node.name === 'TimeInstant') return single(childOf(node, 'timePosition')?.text ?? '')
  if (node.name !== 'TimePeriod') return undefined
  const end = (position: string, instant: string): string => {
    const inner = childOf(node, instant)?.children[0]
    const text = childOf(node, position)?.text ?? (inner && childOf(inner, 'timePosition')?.text) ?? ''
    return text.trim() === '' ? '..' : momentText(text)
  }
  return { interval: [end('beginPosition', 'begin'), end('endPosition', 'end')] }
}

function single(text: string): unknown {
  const moment = momentText(text)
  return moment.length === 10 ? { date: moment } : { timestamp: moment }
}

function momentText(text: string): string {
  const plain = text.trim()
  const time = Date.parse(plain)
  if (Number.isNaN(time))
    throw bad(`« ${plain.slice(0, 40)} » n’est pas un instant`, `'${plain.slice(0, 40)}' is no instant`)
  return /^\d{4}-\d{2}-\d{2}$/.test(plain) ? plain : new Date(time).toISOString()
}

const cornersOf = ([a, b, c, d]: readonly [number, number, number, number]) => [
  [a, b],
  [c, b],
  [c, d],
  [a, d],
  [a, b],
]

const bad = (fr: string, en: string) => owsFault('InvalidParameterValue', 'filter', fr, en)
const unsupported = (name: string) =>
  owsFault(
    'OptionNotSupported',
    'filter',
    `<${name.slice(0, 40)}> n’est pas géré`,
    `<${name.slice(0, 40)}> is not supported`,
  )
