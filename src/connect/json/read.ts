import type { Piece } from '../bytes/open.ts'
import type { Kind } from '../bytes/problem.ts'
import { asUtf8, type Encoding } from '../bytes/text.ts'
import { type Records, Refused } from '../rows/rows.ts'
import { Unfit } from '../rows/unfit.ts'
import { type Element, splitJson } from './split.ts'

interface ReadJson {
  readonly kind: Kind
  readonly path: readonly string[]
  readonly encoding?: Encoding | undefined
  readonly member?: (key: string, text: string) => void
}

/** The parsed records of a JSON document. One that is not valid JSON is refused, and the next ones go on. */
export async function* readRecords(piece: Piece, options: ReadJson): AsyncGenerator<Records<object>> {
  const { name: place } = piece
  const { kind, path, member, encoding } = options
  const split = splitJson(asUtf8(piece.chunks, place, encoding), { kind, place, path, ...(member && { member }) })
  for await (const elements of split)
    yield { records: elements.map(parsed), place: (_, number) => `${place}#${number}` }
}

function parsed({ text, offset, damaged }: Element): object | Refused {
  const refused = (fr: string, en: string) =>
    new Refused(new Unfit(`octet ${offset} : ${fr}`, `byte ${offset}: ${en}`), text)
  if (damaged) return refused('caractères illisibles (encodage ?)', 'unreadable characters (encoding?)')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
    return refused('un objet était attendu', 'an object was expected')
  } catch (error) {
    const { message } = error as Error
    return refused(`JSON mal formé (${message})`, `malformed JSON (${message})`)
  }
}
