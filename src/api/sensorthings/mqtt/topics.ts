import type { EntityType } from '../model.ts'
import type { Options } from '../parse/ast.ts'
import { parseQuery } from '../parse/options.ts'
import { type Path, parsePath } from '../parse/path.ts'

/** What all topics of this API start with (OGC 18-088, 14). */
export const prefix = 'v1.1/'

/** A topic that somebody hears: the same path as over HTTP, with `$select` at most. */
export interface Topic {
  readonly name: string
  readonly path: Path
  /** The type of what is sent. */
  readonly type: EntityType
  readonly options: Options
}

/** Reads a topic; undefined for what is none of ours, or asks for what has no sense. */
export function readTopic(name: string): Topic | undefined {
  if (!name.startsWith(prefix) || /[+#]/.test(name)) return undefined
  const question = name.indexOf('?')
  try {
    const path = parsePath(name.slice(prefix.length, question < 0 ? undefined : question))
    const { type } = path.steps.at(-1)!
    const options = parseQuery(question < 0 ? '' : name.slice(question + 1), type)
    return path.form ? undefined : { name, path, type, options }
  } catch {
    // Whoever subscribed to it hears nothing, as with any topic where nothing is said.
    return undefined
  }
}

/** Where observations are published to be made. */
export const isCreation = (topic: string): boolean =>
  /^v1\.1\/(Observations|Datastreams\(\d+\)\/Observations|FeaturesOfInterest\(\d+\)\/Observations)$/.test(topic)
