import { expand } from '../../dcat/graph.ts'
import type { Mender } from '../mend.ts'
import { languageOf, type Told } from '../texts.ts'
import { isLiteral, type Literal, type Resource, type Value } from './tree.ts'

/** Values of a property by its short name, or of the first of several that has some. */
export function valuesOf(from: Resource | undefined, ...names: readonly string[]): readonly Value[] {
  for (const name of names) {
    const values = from?.said[expand(name)]
    if (values && values.length > 0) return values
  }
  return []
}

export const literalsOf = (from: Resource | undefined, ...names: readonly string[]): Literal[] =>
  valuesOf(from, ...names).filter(isLiteral)

export const resourcesOf = (from: Resource | undefined, ...names: readonly string[]): Resource[] =>
  valuesOf(from, ...names).filter((value): value is Resource => !isLiteral(value))

/** Texts of a property, cleaned, in their languages. */
export const textsOf = (from: Resource | undefined, { text }: Mender, ...names: readonly string[]): Told[] =>
  literalsOf(from, ...names).flatMap(({ value, language }) => {
    const read = text(value, names[0]!)
    return read ? [{ lang: languageOf(language), text: read }] : []
  })

/** The address or the text a property holds, whichever it is. */
export const anyOf = (from: Resource | undefined, ...names: readonly string[]): string | undefined =>
  valuesOf(from, ...names)
    .map((value) => (isLiteral(value) ? value.value : value.id))
    .find((one) => one !== undefined && one !== '')

/** What a resource is called: its label, else its address. */
export const labelOf = (resource: Resource | undefined): string | undefined =>
  literalsOf(
    resource,
    'skos:prefLabel',
    'rdfs:label',
    'foaf:name',
    'vcard:fn',
    'vcard:organization-name',
    'dct:title',
    'vcard:title',
  )[0]?.value ?? resource?.id
