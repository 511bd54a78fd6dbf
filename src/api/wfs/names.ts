import type { Place, Table } from '../../kernel/index.ts'

// Names of XML may not hold all that names of columns and ids of features do: what they may not is written _xHHHH_, as SQL/XML
// (ISO 9075-14, 9.1) does, and so can be read back.

const START = /[A-Za-z_À-ÖØ-öø-ÿ]/u
const INSIDE = /[-.\w·À-ÖØ-öø-ÿ]/u

/** A name as XML can write it. */
export function xmlName(name: string): string {
  return [...name]
    .map((letter, i) => {
      const isMark = letter === '_' && /^_x[0-9A-F]{4,6}_/.test([...name].slice(i).join(''))
      return !isMark && (i === 0 ? START : INSIDE).test(letter) ? letter : marked(letter)
    })
    .join('')
}

const marked = (letter: string) => `_x${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}_`

/** The name that `xmlName` wrote. */
export const plainName = (name: string): string =>
  name.replace(/_x([0-9A-F]{4,6})_/g, (mark, code: string) => {
    const point = Number.parseInt(code, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : mark
  })

/** The namespace of the feature types of a territory. */
export const namespaceOf = ({ id }: Pick<Place, 'id'>): string => `urn:orchestra:features:${id}`

/** The prefix that our documents give to that namespace: `app` is what the examples of the standard use. */
export const PREFIX = 'app'

/** The id of a feature as an attribute of XML: its collection, a dot, its own id. */
export const gmlId = (collection: string, feature: string): string => `${collection}.${innerName(feature)}`
const innerName = (text: string) => [...text].map((letter) => (/[-\w]/.test(letter) ? letter : marked(letter))).join('')

/** The id of a feature without its collection. */
export function featureOf(collection: string, id: string): string | undefined {
  return id.startsWith(`${collection}.`) ? plainName(id.slice(collection.length + 1)) : undefined
}

/**
 * The column that a path to a property names: `height`, `app:height`, `/app:buildings/app:height`. What is none is given as it
 * stands, to be refused by name.
 */
export function columnNamed({ columns }: Table, path: string): string {
  const last = path.trim().split('/').at(-1)!
  const local = plainName(last.replace(/^[\w.-]+:/, '').replace(/\[\d+\]$/, ''))
  return local in columns ? local : last
}
