import type { Context } from 'hono'
import type { ColumnType, Language, Node } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { speechOf } from '../http/language.ts'
import { element, leaf, XML_HEAD } from '../ows/index.ts'
import { kindOf } from './gml/kinds.ts'
import { namespaceOf, PREFIX, xmlName } from './names.ts'
import { typeNamed, typesFor } from './types.ts'

const types: Readonly<Record<Exclude<ColumnType, 'geometry'>, string>> = {
  text: 'xsd:string',
  integer: 'xsd:long',
  number: 'xsd:double',
  boolean: 'xsd:boolean',
  instant: 'xsd:dateTime',
  date: 'xsd:date',
  json: 'xsd:string',
}

/** DescribeFeatureType: the schema of some feature types, or of all. It tells no value of the data. */
export function describeFeatureType(deps: Deps, c: Context, names: readonly string[]): Response {
  const { language } = speechOf(c)
  const nodes = names.length > 0 ? names.map((name) => typeNamed(deps, name)) : typesFor(deps, c)
  const namespace = namespaceOf(deps.chain.graph.territory)
  const schema = element(
    'xsd:schema',
    {
      'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
      'xmlns:gml': 'http://www.opengis.net/gml/3.2',
      [`xmlns:${PREFIX}`]: namespace,
      targetNamespace: namespace,
      elementFormDefault: 'qualified',
      version: '1.0',
    },
    element('xsd:import', {
      namespace: 'http://www.opengis.net/gml/3.2',
      schemaLocation: 'http://schemas.opengis.net/gml/3.2.1/gml.xsd',
    }),
    ...[...new Set(nodes)].map((node) => typeSchema(node, language)),
  )
  return new Response(XML_HEAD + schema, {
    headers: { 'Content-Type': 'application/gml+xml; version=3.2', 'Cache-Control': 'no-cache' },
  })
}

function typeSchema({ name, title, rows }: Node, language: Language): string {
  const properties = Object.entries(rows.columns).map(([column, facts]) =>
    element(
      'xsd:element',
      {
        name: xmlName(column),
        type: facts.column === 'geometry' ? kindOf(facts).property : types[facts.column],
        minOccurs: facts.nullable ? 0 : 1,
        maxOccurs: 1,
      },
      note(facts.title[language], facts.unit),
    ),
  )
  return [
    element(
      'xsd:complexType',
      { name: `${name}Type` },
      element(
        'xsd:complexContent',
        {},
        element('xsd:extension', { base: 'gml:AbstractFeatureType' }, element('xsd:sequence', {}, ...properties)),
      ),
    ),
    element(
      'xsd:element',
      { name, type: `${PREFIX}:${name}Type`, substitutionGroup: 'gml:AbstractFeature' },
      note(title[language], undefined),
    ),
  ].join('')
}

const note = (title: string, unit: string | undefined): string =>
  element('xsd:annotation', {}, leaf('xsd:documentation', unit ? `${title} (${unit})` : title))
