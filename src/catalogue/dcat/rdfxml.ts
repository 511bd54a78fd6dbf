import type { Quad, Quad_Object } from 'n3'
import { prefixes } from './terms.ts'

/** Writes statements as RDF/XML (W3C, 2014): one element a subject, one inside it a statement. */
export function writeRdfXml(quads: readonly Quad[]): string {
  const bySubject = Map.groupBy(quads, ({ subject }) => `${subject.termType} ${subject.value}`)
  const names = Object.entries(prefixes).map(([prefix, address]) => ` xmlns:${prefix}="${escaped(address)}"`)
  const subjects = [...bySubject.values()].map((said) => {
    const { subject } = said[0]!
    const about = subject.termType === 'BlankNode' ? 'nodeID' : 'about'
    const lines = said.map(({ predicate, object }) => `  ${property(qualified(predicate.value), object)}`)
    return [` <rdf:Description rdf:${about}="${escaped(subject.value)}">`, ...lines, ' </rdf:Description>'].join('\n')
  })
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<rdf:RDF${names.join('')}>`, ...subjects, '</rdf:RDF>\n'].join(
    '\n',
  )
}

function property(name: string, object: Quad_Object): string {
  if (object.termType === 'NamedNode') return `<${name} rdf:resource="${escaped(object.value)}"/>`
  if (object.termType === 'BlankNode') return `<${name} rdf:nodeID="${escaped(object.value)}"/>`
  if (object.termType !== 'Literal') throw new RangeError(`no RDF/XML for a ${object.termType}`)
  const about = object.language
    ? ` xml:lang="${escaped(object.language)}"`
    : object.datatype.value === `${prefixes.xsd}string`
      ? ''
      : ` rdf:datatype="${escaped(object.datatype.value)}"`
  return `<${name}${about}>${escaped(object.value)}</${name}>`
}

/** An address as a name with a prefix: all our terms have one. */
function qualified(address: string): string {
  const found = Object.entries(prefixes).find(([, base]) => address.startsWith(base))
  if (!found) throw new RangeError(`no prefix for ${address}`)
  return `${found[0]}:${address.slice(found[1].length)}`
}

/** Text of an XML document: what has a meaning is escaped, what may not be there at all is left out. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
