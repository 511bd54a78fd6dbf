import { SaxesParser } from 'saxes'
import { owsFault } from '../../ows/index.ts'

/** An element of a request, without its prefix: clients choose their own. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  /** The text directly in it, as it stands. */
  readonly text: string
}

/** What a request may hold: far above what clients send, far below what would cost. */
const LIMITS = { characters: 1_000_000, depth: 100, elements: 20_000 } as const

/**
 * Reads a request. A document type is refused, and with it any entity but the five of XML: nothing is expanded, nothing is
 * fetched. Throws `OperationParsingFailed` with the line.
 */
export function parseXml(text: string): XmlNode {
  if (text.length > LIMITS.characters) throw refused('requête trop longue', 'request too long')
  const parser = new SaxesParser({ xmlns: true })
  const open: { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string }[] = []
  let root: XmlNode | undefined
  let elements = 0
  const stop = (fr: string, en: string): never => {
    throw refused(`${fr} (ligne ${parser.line})`, `${en} (line ${parser.line})`)
  }
  parser.on('doctype', () => stop('un type de document n’est pas accepté', 'a document type is not accepted'))
  parser.on('error', (error) => stop(`XML mal formé : ${error.message}`, `malformed XML: ${error.message}`))
  parser.on('opentag', ({ local, attributes }) => {
    elements++
    if (elements > LIMITS.elements) stop('trop d’éléments', 'too many elements')
    if (open.length >= LIMITS.depth) stop('éléments trop imbriqués', 'elements nested too deep')
    const plain = Object.values(attributes).flatMap(({ prefix, local: name, value }) =>
      prefix === 'xmlns' || name === 'xmlns' ? [] : [[name, value] as const],
    )
    open.push({ name: local, attributes: Object.fromEntries(plain), children: [], text: '' })
  })
  const heard = (piece: string) => {
    const last = open.at(-1)
    if (last) last.text += piece
  }
  parser.on('text', heard)
  parser.on('cdata', heard)
  parser.on('closetag', () => {
    const node = open.pop()!
    const around = open.at(-1)
    if (around) around.children.push(node)
    else root = node
  })
  parser.write(text).close()
  return root ?? stop('aucun élément', 'no element')
}

/** The first child of a name. */
export const childOf = ({ children }: XmlNode, name: string): XmlNode | undefined =>
  children.find((child) => child.name === name)

/** The children of any of some names. */
export const childrenOf = ({ children }: XmlNode, ...names: readonly string[]): XmlNode[] =>
  children.filter((child) => names.includes(child.name))

const refused = (fr: string, en: string) => owsFault('OperationParsingFailed', 'request', fr, en)
