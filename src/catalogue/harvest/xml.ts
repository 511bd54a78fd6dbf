import { SaxesParser } from 'saxes'
import { OrchestraError } from '../../kernel/index.ts'
import { unreadable } from './json.ts'
import type { Answer } from './types.ts'

/** An element of an XML document: its name without prefix, its attributes by their names without prefix. */
export interface Element {
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  /** Its own text, without that of its children. */
  readonly text: string
  readonly children: readonly Element[]
}

/** Elements inside one another, and in all: no record of metadata comes near it. */
const [DEEPEST, MOST_ELEMENTS] = [100, 5_000_000]

/** Characters given to the parser at once. */
const PIECE = 4_096

/** Refuses what declares entities: that is how a small document becomes an endless one, or reads files. Throws `harvest.entities`. */
export function refuseEntities({ text, address }: Pick<Answer, 'text' | 'address'>): void {
  const at = text.search(/<!DOCTYPE/i)
  const hasSubset = at >= 0 && /^[^>]*\[/.test(text.slice(at, at + 10_000))
  if (!hasSubset && !/<!ENTITY/i.test(text)) return
  throw new OrchestraError({
    code: 'harvest.entities',
    say: {
      fr: 'Ce document XML définit des entités : il est refusé, elles servent à épuiser qui le lit.',
      en: 'This XML document defines entities: it is refused, they serve to exhaust who reads it.',
    },
    remedy: { fr: 'Demandez à la source de l’écrire sans DTD.', en: 'Ask the source to write it without a DTD.' },
    place: address,
  })
}

/** Reads an XML document. Throws `harvest.unreadable` where it is malformed, `harvest.entities`. */
export function readXml(answer: Pick<Answer, 'text' | 'address'>): Element {
  refuseEntities(answer)
  const parser = new SaxesParser({ xmlns: true })
  interface Open {
    name: string
    namespace: string
    attributes: Record<string, string>
    text: string
    children: Open[]
  }
  const open: Open[] = []
  let root: Open | undefined
  let [count, failed] = [0, undefined as Error | undefined]
  parser.on('error', (error) => {
    failed ??= error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (failed) return
    const element: Open = { name: local, namespace: uri, attributes: {}, text: '', children: [] }
    for (const one of Object.values(attributes)) if (one.prefix !== 'xmlns') element.attributes[one.local] = one.value
    if (++count > MOST_ELEMENTS || open.length >= DEEPEST) failed = new Error('too many elements, or too deep')
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  const said = (text: string) => {
    const last = open.at(-1)
    if (last) last.text += text
  }
  parser.on('text', said)
  parser.on('cdata', said)
  parser.on('closetag', () => {
    open.pop()
  })
  try {
    // By pieces, so that what is malformed at its start is not read to its end.
    for (let at = 0; at < answer.text.length && !failed; at += PIECE) parser.write(answer.text.slice(at, at + PIECE))
    if (!failed) parser.close()
  } catch (error) {
    failed ??= error as Error
  }
  if (failed || !root) throw unreadable(answer.address, 'XML', answer.text, failed)
  return root
}

/** Refuses XML inside XML without end, which readers pay for dearly. Throws `harvest.unreadable`, `harvest.entities`. */
export function refuseDeep(answer: Pick<Answer, 'text' | 'address'>): void {
  refuseEntities(answer)
  const parser = new SaxesParser()
  let [depth, failed] = [0, undefined as Error | undefined]
  parser.on('error', (error) => {
    failed ??= error
  })
  parser.on('opentag', () => {
    if (++depth > DEEPEST) failed ??= new Error('too deep')
  })
  parser.on('closetag', () => {
    depth--
  })
  for (let at = 0; at < answer.text.length && !failed; at += PIECE) parser.write(answer.text.slice(at, at + PIECE))
  if (failed) throw unreadable(answer.address, 'XML', answer.text, failed)
}

/** The first element found by following names from child to child; `*` is any. */
export function find(from: Element | undefined, path: string): Element | undefined {
  return findAll(from, path)[0]
}

/** All the elements found by following names from child to child; `*` is any. */
export function findAll(from: Element | undefined, path: string): Element[] {
  let found = from ? [from] : []
  for (const name of path.split('/'))
    found = found.flatMap(({ children }) => children.filter((one) => name === '*' || one.name === name))
  return found
}

/** All the elements of a name, however deep. */
export function* everywhere(from: Element, name: string): Generator<Element> {
  const left = [from]
  for (let element = left.pop(); element; element = left.pop()) {
    if (element.name === name) yield element
    else left.push(...element.children.toReversed())
  }
}

/** Whether something is an element as this module makes them. */
export const isElement = (raw: unknown): raw is Element =>
  typeof raw === 'object' &&
  raw !== null &&
  typeof (raw as Element).name === 'string' &&
  typeof (raw as Element).text === 'string' &&
  Array.isArray((raw as Element).children) &&
  (raw as Element).children.every(isElement) &&
  typeof (raw as Element).attributes === 'object' &&
  (raw as Element).attributes !== null
