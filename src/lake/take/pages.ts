import { readStruct, type Struct } from './thrift.ts'

// Fields of headers and numbers of encodings: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
const [TYPE, SIZE, COMPRESSED_SIZE, DATA_HEADER, DICTIONARY_HEADER] = [1, 2, 3, 5, 7]
const [COUNT, ENCODING] = [1, 2]
const [DATA_PAGE, DICTIONARY_PAGE] = [0, 2]
const [PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY] = [0, 2, 8]

/** A page of a column, still compressed. */
export interface Page {
  readonly kind: 'dictionary' | 'values'
  /** Values are places in the dictionary. */
  readonly isIndexed: boolean
  /** Values, missing ones included. */
  readonly count: number
  /** Bytes, once decompressed. */
  readonly size: number
  readonly compressed: Buffer
}

/** The pages of a column of a group of rows. Throws RangeError where they are written in another way than the lake does. */
export function pagesOf(chunk: Buffer): Page[] {
  const pages: Page[] = []
  for (let at = 0; at < chunk.length; ) {
    const { struct, end } = readStruct(chunk, at)
    at = end + (struct[COMPRESSED_SIZE] as number)
    pages.push(pageOf(struct, chunk.subarray(end, at)))
  }
  return pages
}

function pageOf(header: Struct, compressed: Buffer): Page {
  const isDictionary = header[TYPE] === DICTIONARY_PAGE
  if (!isDictionary && header[TYPE] !== DATA_PAGE) throw new RangeError(`page of type ${header[TYPE]}`)
  const about = header[isDictionary ? DICTIONARY_HEADER : DATA_HEADER] as Struct
  const encoding = about[ENCODING] as number
  const isIndexed = !isDictionary && (encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY)
  if (!isIndexed && encoding !== PLAIN && !(isDictionary && encoding === PLAIN_DICTIONARY))
    throw new RangeError(`values of encoding ${encoding}`)
  const kind = isDictionary ? 'dictionary' : 'values'
  return { kind, isIndexed, count: about[COUNT] as number, size: header[SIZE] as number, compressed }
}
