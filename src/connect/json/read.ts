import type { Making } from '../../kernel/index.ts'
import type { Piece } from '../bytes/open.ts'
import type { Kind } from '../bytes/problem.ts'
import { asUtf8, type Encoding } from '../bytes/text.ts'
import { type Records, rejected } from '../rows/rows.ts'
import { Unfit } from '../rows/unfit.ts'
import { splitJson } from './split.ts'

export interface ReadJson {
  readonly kind: Kind
  readonly path: readonly string[]
  readonly encoding?: Encoding | undefined
  readonly member?: (key: string, text: string) => void
  /** Number of the first record. */
  readonly first: number
}

/** The parsed records of a JSON document. One that is not valid JSON is rejected, and the next ones go on. */
export async function* readRecords(piece: Piece, options: ReadJson, run: Making): AsyncGenerator<Records<object>> {
  const { name: place } = piece
  const { kind, path, member } = options
  let first = options.first
  const split = splitJson(asUtf8(piece.chunks, place, options.encoding), {
    kind,
    place,
    path,
    ...(member && { member }),
  })
  for await (const elements of split) {
    const at = first
    const records = elements.map(({ text, offset }, i) => {
      const record = parsed(text, offset)
      if (!(record instanceof Unfit)) return record
      run.reject(rejected(`${place}#${at + i}`, record, text))
      return undefined
    })
    yield { records, first: at, place: (i) => `${place}#${at + i}` }
    first += elements.length
  }
}

function parsed(text: string, offset: number): object | Unfit {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
    return new Unfit(`octet ${offset} : un objet était attendu`, `byte ${offset}: an object was expected`)
  } catch (error) {
    const { message } = error as Error
    return new Unfit(`octet ${offset} : JSON mal formé (${message})`, `byte ${offset}: malformed JSON (${message})`)
  }
}
