import { DataFactory, type Quad, type Term } from 'n3'
import type { Bilingual } from '../../kernel/index.ts'
import { prefixes } from './terms.ts'

const { namedNode, literal, blankNode, quad } = DataFactory

type Subject = ReturnType<typeof namedNode> | ReturnType<typeof blankNode>
type Value = Subject | ReturnType<typeof literal>

/** A name like `dct:title` as an address. Throws on a prefix we do not know. */
export function expand(name: string): string {
  const [prefix = '', local = ''] = name.split(/:(.*)/s)
  if (!(prefix in prefixes)) throw new RangeError(`unknown prefix in ${name}`)
  return prefixes[prefix as keyof typeof prefixes] + local
}

export const iri = (address: string): Subject => namedNode(address)
export const typed = (value: string | number, type: string): Value => literal(String(value), namedNode(expand(type)))
export const plain = (value: string): Value => literal(value)
/** A text in each of our languages, or in the languages it was written in: those that are not ours stand in both. */
export function texts({ fr, en }: Bilingual, written: readonly string[] = ['fr', 'en']): Value[] {
  const ours = written.filter((tag) => tag === 'fr' || tag === 'en')
  if (ours.length > 0) return ours.map((tag) => literal(tag === 'en' ? en : fr, tag))
  return written[0] ? [literal(fr, written[0])] : [literal(fr)]
}

/** Statements being gathered. */
export interface Graph {
  readonly quads: Quad[]
  /** Says something of a subject, once for each value. */
  add(subject: Subject, name: string, ...values: readonly (Value | undefined)[]): void
  /** A node without a name, of a class. */
  node(type: string): Subject
  /** A named node of a class: things named elsewhere are given their class, as the shapes of DCAT-AP ask. */
  named(address: string, type: string): Subject
}

/** Starts an empty graph. Statements said twice are kept once. */
export function openGraph(): Graph {
  const quads: Quad[] = []
  const said = new Set<string>()
  let blanks = 0
  const add: Graph['add'] = (subject, name, ...values) => {
    for (const value of values) {
      if (value === undefined) continue
      const key = [subject, name, value].map((term) => (typeof term === 'string' ? term : keyOf(term))).join(' ')
      if (said.has(key)) continue
      said.add(key)
      quads.push(quad(subject, namedNode(expand(name)), value))
    }
  }
  return {
    quads,
    add,
    node(type) {
      const made = blankNode(`b${blanks++}`)
      add(made, 'rdf:type', iri(expand(type)))
      return made
    },
    named(address, type) {
      const made = iri(address)
      add(made, 'rdf:type', iri(expand(type)))
      return made
    },
  }
}

const keyOf = (term: Term) => `${term.termType} ${term.value} ${'language' in term ? term.language : ''}`
