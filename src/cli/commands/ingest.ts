import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { OrchestraError } from '../../kernel/index.ts'
import type { Ingest, Taken } from '../../observe/ingest/index.ts'
import type { Call } from '../args.ts'
import { formats } from '../format.ts'
import { usage } from '../usage.ts'
import { withSensors } from '../with-sensors.ts'

/** Messages being taken at once: one transaction. */
const AT_ONCE = 500

/**
 * `orchestra ingest FILE --connection ID`: takes the messages of a file (one JSON a line, `.gz` or not) as if the connection
 * had just brought them. What was taken before is not taken twice.
 */
export function ingest({ names, options }: Call, signal: AbortSignal): Promise<number> {
  const [file] = names
  const { connection } = options.sensors
  if (!file || !connection)
    throw usage({
      fr: 'Attendu : « orchestra ingest FICHIER --connection NOM ».',
      en: "Expected: 'orchestra ingest FILE --connection NAME'.",
    })
  return withSensors(options, async ({ ingest: door }) => {
    const began = performance.now()
    const done = await takeFile(door, connection, file, signal)
    const seconds = (performance.now() - began) / 1000
    const { duplicates } = door.stats
    if (options.json) console.log(JSON.stringify({ ...done, duplicates, seconds }))
    else {
      const f = formats(options.language)
      const rate = f.count(done.messages / seconds)
      console.log(
        options.language === 'fr'
          ? `${f.count(done.messages)} messages en ${f.seconds(seconds)} (${rate} par seconde) : ${f.count(done.frames)} trames dont ${f.count(duplicates)} copies, ${f.count(done.setAside)} illisibles.`
          : `${f.count(done.messages)} messages in ${f.seconds(seconds)} (${rate} a second): ${f.count(done.frames)} frames of which ${f.count(duplicates)} copies, ${f.count(done.setAside)} unreadable.`,
      )
    }
    return done.setAside > 0 ? 1 : 0
  })
}

async function takeFile(door: Ingest, connection: string, file: string, signal: AbortSignal) {
  const total = { messages: 0, frames: 0, setAside: 0 }
  const waiting: Promise<Taken>[] = []
  const settle = async () => {
    for (const { frames, setAside } of await Promise.all(waiting.splice(0))) {
      total.frames += frames
      total.setAside += setAside
    }
  }
  for await (const line of linesOf(file)) {
    if (line.trim() === '') continue
    signal.throwIfAborted()
    total.messages++
    // ChirpStack names the event of a message in its topic or address: files hold uplinks.
    waiting.push(door.take(connection, '?event=up', Buffer.from(line)))
    if (waiting.length === AT_ONCE) await settle()
  }
  await settle()
  return total
}

/** Bytes of one line: a message. */
const MOST_LINE = 1_048_576

async function* linesOf(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file)
  const input: Readable = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
  raw.on('error', (error) => input.destroy(error))
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.length > MOST_LINE) throw tooLong(file)
      yield line
    }
  } catch (cause) {
    if (cause instanceof OrchestraError) throw cause
    throw new OrchestraError({
      code: 'ingest.no-file',
      say: { fr: 'Ce fichier est illisible.', en: 'This file cannot be read.' },
      place: file,
      cause,
    })
  }
}

const tooLong = (file: string) =>
  new OrchestraError({
    code: 'ingest.line-too-long',
    say: { fr: 'Une ligne dépasse 1 Mio.', en: 'A line is longer than 1 MiB.' },
    remedy: { fr: 'Attendu : un message JSON par ligne.', en: 'Expected: one JSON message a line.' },
    place: file,
  })
