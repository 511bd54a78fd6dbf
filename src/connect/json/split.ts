import type { Chunks } from '../bytes/chunks.ts'
import { MAX_RECORD_BYTES } from '../bytes/limits.ts'
import { type Kind, malformed, problem, truncated } from '../bytes/problem.ts'

/** One element of the array that holds the records, as its UTF-8 text. */
export interface Element {
  readonly text: string
  /** Byte where it starts. */
  readonly offset: number
  /** True where its bytes are not UTF-8. */
  readonly damaged: boolean
}

interface SplitOptions {
  readonly kind: Kind
  readonly place: string
  /** Keys that lead to the array of records; none when the document is the array, or a sequence of records. */
  readonly path: readonly string[]
  /** Told each other member met on the way, in order. */
  readonly member?: (key: string, text: string) => void
}

// Deeper than any document we know of (GeoJSON collections reach 12), far below what exhausts a stack.
const MAX_DEPTH = 200
const BATCH_ELEMENTS = 1_000

// What decoding leaves where bytes are not UTF-8; a document may also spell it.
const REPLACEMENT = Buffer.from('\uFFFD')

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
// GeoJSON text sequences (RFC 8142) put a record separator before each record: one more blank.
const isBlank = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x1e

/**
 * Cuts a JSON document in its records without holding it whole: finds the array at a path, or takes each value of a
 * sequence (NDJSON), and gives the text of each element. What is inside an element is not verified here.
 */
export async function* splitJson(chunks: Chunks, options: SplitOptions): AsyncGenerator<Element[]> {
  const { kind, place, path } = options
  const cursor = openCursor(chunks, kind, place)
  const start = await cursor.next()
  if (start === OPEN_OBJECT && path.length > 0) {
    const found: string[] = []
    yield* members(cursor, options, 0, found)
    if (!found.includes(path.join('.'))) throw missingPath(options, found)
  } else if (start === OPEN_LIST) yield* elements(cursor, kind, place)
  else {
    yield* sequence(cursor)
    return
  }
  if ((await cursor.next()) !== undefined) throw cursor.bad()
}

type Cursor = ReturnType<typeof openCursor>

/** Walks the members of an object, down the path. */
async function* members(
  cursor: Cursor,
  options: SplitOptions,
  depth: number,
  found: string[],
): AsyncGenerator<Element[]> {
  const { kind, place, path } = options
  cursor.take(OPEN_OBJECT)
  if ((await cursor.next()) === CLOSE_OBJECT) return cursor.take(CLOSE_OBJECT)
  for (;;) {
    if ((await cursor.next()) !== QUOTE) throw cursor.bad()
    const key = cursor.parse((await cursor.value()).text)
    if ((await cursor.next()) !== COLON) throw cursor.bad()
    cursor.take(COLON)
    const at = await cursor.next()
    if (key === path[depth]) {
      found.push(path.slice(0, depth + 1).join('.'))
      const last = depth === path.length - 1
      if (at !== (last ? OPEN_LIST : OPEN_OBJECT)) throw notThere(options, depth)
      yield* last ? elements(cursor, kind, place) : members(cursor, options, depth + 1, found)
    } else {
      const { text } = await cursor.value()
      if (depth === 0) {
        if (found.length < 100) found.push(String(key))
        options.member?.(String(key), text)
      }
    }
    const after = await cursor.next()
    if (after === CLOSE_OBJECT) return cursor.take(CLOSE_OBJECT)
    if (after !== COMMA) throw cursor.bad()
    cursor.take(COMMA)
  }
}

/** The elements of an array. */
async function* elements(cursor: Cursor, kind: Kind, place: string): AsyncGenerator<Element[]> {
  cursor.take(OPEN_LIST)
  let batch: Element[] = []
  let at = await cursor.next()
  while (at !== CLOSE_LIST) {
    batch.push(await cursor.value())
    if (batch.length >= BATCH_ELEMENTS) {
      yield batch
      batch = []
    }
    at = await cursor.next()
    if (at === undefined) {
      if (batch.length > 0) yield batch
      throw truncated(kind, place, { byte: cursor.offset() })
    }
    if (at === COMMA) {
      cursor.take(COMMA)
      if ((await cursor.next()) === CLOSE_LIST) throw cursor.bad()
    } else if (at !== CLOSE_LIST) throw cursor.bad()
  }
  cursor.take(CLOSE_LIST)
  if (batch.length > 0) yield batch
}

/** Values one after the other: NDJSON, or a single record. */
async function* sequence(cursor: Cursor): AsyncGenerator<Element[]> {
  let batch: Element[] = []
  while ((await cursor.next()) !== undefined) {
    batch.push(await cursor.value())
    if (batch.length >= BATCH_ELEMENTS) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** A position in the bytes, and what comes next. */
function openCursor(chunks: Chunks, kind: Kind, place: string) {
  const iterator = chunks[Symbol.asyncIterator]()
  let buffer: Buffer = Buffer.alloc(0)
  let at = 0
  let before = 0

  /** Brings more bytes, forgetting those before `keep`. False at the end. */
  const fill = async (keep: number): Promise<boolean> => {
    const { value, done } = await iterator.next()
    if (done) return false
    buffer =
      keep === buffer.length
        ? Buffer.from(value.buffer, value.byteOffset, value.length)
        : Buffer.concat([buffer.subarray(keep), value])
    before += keep
    at -= keep
    return true
  }
  const offset = () => before + at
  const bad = () => {
    const found = at < buffer.length ? JSON.stringify(buffer.toString('utf8', at, at + 20)) : ''
    return malformed(
      kind,
      place,
      { fr: `inattendu à l’octet ${offset()} : ${found}`, en: `unexpected at byte ${offset()}: ${found}` },
      { byte: offset() },
    )
  }

  const taken = (end: number, offset: number): Element => {
    const bytes = buffer.subarray(at, end)
    at = end
    const text = bytes.toString('utf8')
    return { text, offset, damaged: text.includes('\uFFFD') && !bytes.includes(REPLACEMENT) }
  }

  return {
    offset,
    bad,
    /** The next byte that is not blank, left there; `undefined` at the end. */
    async next(): Promise<number | undefined> {
      for (;;) {
        while (at < buffer.length) {
          if (!isBlank(buffer[at]!)) return buffer[at]
          at++
        }
        if (!(await fill(at))) return undefined
      }
    },
    take(byte: number): void {
      if (buffer[at] !== byte) throw bad()
      at++
    },
    parse(text: string): unknown {
      try {
        return JSON.parse(text)
      } catch {
        throw bad()
      }
    },
    /** The text of the value that starts here, whatever it is. */
    async value(): Promise<Element> {
      const state: Scan = { depth: 0, inString: false, bare: false }
      const offset = before + at
      let scanned = 0
      for (;;) {
        const end = scan(buffer, at + scanned, state)
        if (end === TOO_DEEP)
          throw malformed(
            kind,
            place,
            { fr: 'imbrication trop profonde', en: 'nested too deep' },
            { byte: offset, limit: MAX_DEPTH },
          )
        if (end === NOT_A_VALUE) throw bad()
        if (end >= 0) {
          return taken(end, offset)
        }
        // A quote as the last byte may be escaped by the one before: the scan restarts at a whole character.
        scanned = -end - 1 - at
        if (buffer.length - at > MAX_RECORD_BYTES)
          throw malformed(
            kind,
            place,
            { fr: 'un élément est démesuré', en: 'an element is oversized' },
            { byte: offset, limit: MAX_RECORD_BYTES },
          )
        if (!(await fill(at))) {
          if (!state.bare) throw truncated(kind, place, { byte: before + buffer.length })
          return taken(buffer.length, offset)
        }
      }
    },
  }
}

interface Scan {
  depth: number
  inString: boolean
  /** In a number, `true`, `false` or `null` outside any bracket. */
  bare: boolean
}

const TOO_DEEP = Number.MAX_SAFE_INTEGER
const NOT_A_VALUE = TOO_DEEP - 1

/** Index after the value, or −(index to go on from) − 1 when it does not end here. */
function scan(buffer: Buffer, from: number, state: Scan): number {
  let { depth, inString } = state
  let i = from
  for (; i < buffer.length; i++) {
    const byte = buffer[i]!
    if (inString) {
      if (byte === BACKSLASH) {
        if (i + 1 === buffer.length) break
        i++
      } else if (byte === QUOTE) {
        inString = false
        if (depth === 0) return i + 1
      }
    } else if (byte === QUOTE) {
      if (state.bare) return NOT_A_VALUE
      inString = true
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (state.bare) return NOT_A_VALUE
      if (++depth > MAX_DEPTH) return TOO_DEEP
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (depth === 0) return state.bare ? i : NOT_A_VALUE
      if (--depth === 0) return i + 1
    } else if (depth === 0) {
      if (byte === COMMA || byte === COLON || isBlank(byte)) return state.bare ? i : NOT_A_VALUE
      state.bare = true
    }
  }
  state.depth = depth
  state.inString = inString
  return -i - 1
}

function missingPath({ kind, place, path }: SplitOptions, found: readonly string[]) {
  const wanted = path.join('.')
  return problem(
    `${kind}.missing-records`,
    place,
    { fr: `Le document n’a pas de liste « ${wanted} ».`, en: `The document has no list '${wanted}'.` },
    {
      remedy: {
        fr: `Ses membres : ${found.slice(0, 20).join(', ')}.`,
        en: `Its members: ${found.slice(0, 20).join(', ')}.`,
      },
      facts: { wanted, found },
    },
  )
}

function notThere({ kind, place, path }: SplitOptions, depth: number) {
  const key = path.slice(0, depth + 1).join('.')
  const last = depth === path.length - 1
  return malformed(
    kind,
    place,
    {
      fr: `« ${key} » n’est pas ${last ? 'une liste' : 'un objet'}`,
      en: `'${key}' is not ${last ? 'a list' : 'an object'}`,
    },
    { key },
  )
}
