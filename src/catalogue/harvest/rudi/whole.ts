import { Check, Clean } from 'typebox/value'
import { keptRecord } from '../../records/shape.ts'
import type { KeptRecord } from '../../records/write.ts'
import { shapeOf } from '../geography.ts'
import { type Fields, fieldsOf, type Mender, written } from '../mend.ts'

/** How a node of ours is asked for records whole; others do not know it and give plain ones. */
export const WHOLE_RECORDS = 'application/json; profile="urn:orchestra:record", application/json;q=0.9'

/** Characters of a record, at most. */
const MOST = 1_000_000
/** Characters that JSON must escape and no text of ours holds: control characters but ends of lines and tabs, lone surrogates. */
const UNREADABLE = /\\u(00(0[0-8bcef]|1)|d[89a-f])|\\[bf]/i

/**
 * The record that a service like this one gives beside RUDI's: all that RUDI has no word for. Read when it is one in every part, of
 * the same dataset; else told, and RUDI's stands alone.
 */
export function wholeRecord(given: Fields, mender: Mender): KeptRecord | undefined {
  const told = mender.fields(given.ext_metadata, 'ext_metadata').orchestra_record
  if (told === undefined) return undefined
  const text = written(told)
  const isReadable = text.startsWith('{') && text.length <= MOST && !UNREADABLE.test(text)
  const read = isReadable ? fieldsOf(JSON.parse(text)) : {}
  const shape = shapeOf(read.shape, 'ext_metadata.orchestra_record.shape', mender)
  const record: unknown = Clean(keptRecord, { ...read, shape: undefined })
  if (isRecord(record) && record.identifiers?.includes(String(given.global_id).toLowerCase()))
    return { ...defined(record), ...(shape && { shape }) }
  mender.mended('ERR-307', 'ext_metadata.orchestra_record', {
    fr: 'Fiche entière illisible : celle de RUDI seule est retenue.',
    en: 'Unreadable whole record: that of RUDI alone is kept.',
  })
  return undefined
}

const isRecord = (value: unknown): value is KeptRecord => Check(keptRecord, value)
const defined = (record: KeptRecord): KeptRecord =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as unknown as KeptRecord
