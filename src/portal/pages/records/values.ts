import type { CatalogueWords, RecordEditing } from '../../../api/json/shapes.ts'
import type { Bilingual } from '../../../kernel/index.ts'
import { ApiProblem } from '../../ask.ts'
import { recordFormTexts } from '../../text/records.ts'

/** What a form holds, by the names of its inputs. */
export type Values = Readonly<Record<string, string>>

/** Fields told in both languages, each with an input for one. */
export const bilingualFields = ['title', 'description', 'synopsis', 'provenance', 'limits'] as const
/** Fields that are one of a list. */
export const listFields = ['typology', 'production', 'storage', 'frequency', 'access'] as const
/** Fields that are some of a list: an input each, `themes.TRAN`. */
export const tickedFields = ['themes', 'highValue'] as const
export const OTHER = 'other'

type Field = RecordEditing['fields'][number]
interface Licence {
  readonly id: string
  readonly title: string
  readonly url?: string
}

/** What a field holds, as its inputs show it. */
export function inputsOf({ name, value }: Pick<Field, 'name' | 'value'>, words: CatalogueWords): Values {
  if (value === null || value === undefined) return {}
  if (is(bilingualFields, name)) {
    const { fr, en } = value as Bilingual
    return { [`${name}.fr`]: fr, [`${name}.en`]: en === fr ? '' : en }
  }
  if (is(tickedFields, name)) return Object.fromEntries((value as string[]).map((one) => [`${name}.${one}`, 'on']))
  if (name === 'keywords')
    return { keywords: (value as Bilingual[]).map(({ fr, en }) => (fr === en ? fr : `${fr} = ${en}`)).join('\n') }
  if (name === 'contacts')
    return {
      contacts: (value as { name: string; email?: string }[])
        .map((one) => (one.email ? `${one.name} <${one.email}>` : one.name))
        .join('\n'),
    }
  if (name === 'licence') {
    const { id, title, url = '' } = value as Licence
    return words.licences.some((one) => one.value === id)
      ? { licence: id }
      : { licence: OTHER, 'licence.title': title, 'licence.url': url }
  }
  if (name === 'temporal') {
    const { from = '', to = '' } = value as { from?: string; to?: string }
    return { 'temporal.from': from.slice(0, 10), 'temporal.to': to.slice(0, 10) }
  }
  if (name === 'spatial') return { spatial: (value as number[]).join(', ') }
  if (name === 'files')
    return {
      files: (value as { title: Bilingual; path: string; mediaType: string }[])
        .map(({ title, path, mediaType }) => `${title.fr} | ${path} | ${mediaType}`)
        .join('\n'),
    }
  return { [name]: String(value) }
}

/** What was typed for a field; null for nothing. Throws ApiProblem for what cannot be read. */
export function typed(name: string, values: Values, words: CatalogueWords): unknown {
  const text = (input: string) => (values[input] ?? '').replaceAll('\r\n', '\n').trim()
  const lines = () =>
    text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  if (is(bilingualFields, name)) {
    const [fr, en] = [text(`${name}.fr`), text(`${name}.en`)]
    return fr || en ? { fr: fr || en, en: en || fr } : null
  }
  if (is(tickedFields, name)) {
    const ticked = Object.keys(values).flatMap((input) =>
      input.startsWith(`${name}.`) ? [input.slice(name.length + 1)] : [],
    )
    return ticked.length > 0 ? ticked : null
  }
  if (name === 'keywords') {
    const keywords = lines().map((line) => {
      const [fr = '', en = fr] = line.split(/\s+=\s+/)
      return { fr, en }
    })
    return keywords.length > 0 ? keywords : null
  }
  if (name === 'contacts') {
    const contacts = lines().map((line) => {
      const [, who = '', email] = /^(.*?)\s*<([^<>]*)>$/.exec(line) ?? [line, line]
      return { name: who || email, ...(email && { email }) }
    })
    return contacts.length > 0 ? contacts : null
  }
  if (name === 'licence') return typedLicence(text('licence'), text('licence.title'), text('licence.url'), words)
  if (name === 'temporal') {
    const [from, to] = [text('temporal.from'), text('temporal.to')]
    return from || to ? { ...(from && { from }), ...(to && { to }) } : null
  }
  if (name === 'spatial') {
    if (text(name) === '') return null
    const numbers = text(name)
      .split(/[,;\s]+/)
      .map(Number)
    if (numbers.length !== 4 || numbers.some(Number.isNaN))
      throw unreadable(name, recordFormTexts.badExtent, recordFormTexts.spatialHint)
    return numbers
  }
  if (name === 'files') {
    const files = lines().map((line) => {
      const [title, path, mediaType] = line.split('|').map((one) => one.trim())
      if (!title || !path || !mediaType) throw unreadable(name, recordFormTexts.badFile, recordFormTexts.filesHint)
      return { title: { fr: title, en: title }, path, mediaType }
    })
    return files.length > 0 ? files : null
  }
  return text(name) === '' ? null : text(name)
}

function typedLicence(id: string, title: string, url: string, words: CatalogueWords): Licence | null {
  const known = words.licences.find(({ value }) => value === id)
  if (known) return { id: known.value, title: known.title, url: known.url }
  return id === OTHER && title ? { id: '', title, ...(url && { url }) } : null
}

/** The inputs of a field, those of a form alone. */
const inputsNamed = (name: string, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values)
      .map(([input, value]) => [input, value.replaceAll('\r\n', '\n').trim()] as const)
      .filter(([input, value]) => value !== '' && (input === name || input.startsWith(`${name}.`))),
  )

/** What somebody changed in a form: the fields whose inputs are not as they were shown. */
export function changes(fields: readonly Field[], values: Values, words: CatalogueWords): Record<string, unknown> {
  const changed = fields.filter((field) => {
    const [before, after] = [inputsNamed(field.name, inputsOf(field, words)), inputsNamed(field.name, values)]
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names].some((input) => before[input] !== after[input])
  })
  return Object.fromEntries(changed.map(({ name }) => [name, typed(name, values, words)]))
}

const unreadable = (place: string, say: Bilingual, remedy: Bilingual) =>
  new ApiProblem(400, 'portal.unreadable', say, remedy, place)

const is = <T extends string>(names: readonly T[], name: string): name is T =>
  (names as readonly string[]).includes(name)
