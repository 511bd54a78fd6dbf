import type { CatalogueWords, RecordEditing } from '../../../api/json/shapes.ts'
import type { Bilingual } from '../../../kernel/index.ts'
import type { Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { Field } from '../../parts/form.tsx'
import { recordFormTexts } from '../../text/records.ts'
import { speak } from '../../text/speak.ts'
import { bilingualFields, inputsOf, listFields, OTHER, tickedFields, type Values } from './values.ts'

interface FieldsProps {
  readonly page: Page
  readonly sent: Sent
  readonly words: CatalogueWords
  /** Those of the record, as they are now; for a new one, without values. */
  readonly fields: RecordEditing['fields']
  /** Those that a record cannot do without. */
  readonly needed: readonly string[]
}

/** Lines of the texts that have several. */
const lines: Readonly<Record<string, number>> = { description: 6, synopsis: 2, provenance: 3, limits: 3 }
const accesses = ['open', 'restricted', 'personal'] as const

/** The inputs of a record, a group a field. Only the fields that are given are asked for. */
export function RecordFields({ page, sent, words, fields, needed }: FieldsProps) {
  const t = speak(recordFormTexts, page.language)
  const wasSent = Object.keys(sent.values).length > 0
  const now: Values = Object.assign({}, ...fields.map((field) => inputsOf(field, words)))
  const common = { page, sent }
  const one = (name: string) => fields.find((field) => field.name === name)
  const hintOf = (name: string, hint?: string) => {
    const field = one(name)
    if (!field?.edited) return hint
    const said = Object.values(inputsOf({ name, value: field.source }, words)).filter(
      (text) => text !== 'on' && text !== '',
    )
    const told = said.join(' · ').slice(0, 300) || t.nothing
    return hint ? `${hint} ${t.sourceSays(told)}` : t.sourceSays(told)
  }
  const choicesOf = (name: (typeof listFields)[number]): (readonly [string, string])[] =>
    name === 'access'
      ? accesses.map((access) => [access, t[access]] as const)
      : [['', '—'] as const, ...words[name].map(({ value, title }) => [value, pick(page, title)] as const)]

  const draw = (name: string) => {
    if (!one(name)) return null
    const required = needed.includes(name)
    if ((bilingualFields as readonly string[]).includes(name)) {
      const shared = { ...common, lines: lines[name] ?? 1, maxlength: name === 'title' ? 300 : 20_000 }
      const label = t[name as (typeof bilingualFields)[number]]
      return (
        <>
          <Field
            {...shared}
            name={`${name}.fr`}
            label={`${label}, ${t.inFrench}`}
            value={now[`${name}.fr`]}
            required={required}
            hint={hintOf(name, name === 'title' ? t.oneIsEnough : undefined)}
          />
          <Field {...shared} name={`${name}.en`} label={`${label}, ${t.inEnglish}`} value={now[`${name}.en`]} />
        </>
      )
    }
    if ((listFields as readonly string[]).includes(name))
      return (
        <Field
          {...common}
          name={name}
          label={t[name as (typeof listFields)[number]]}
          value={now[name]}
          options={choicesOf(name as (typeof listFields)[number])}
          hint={hintOf(name)}
        />
      )
    if ((tickedFields as readonly string[]).includes(name)) {
      const ticked = wasSent ? sent.values : now
      return (
        <Ticked
          page={page}
          name={name}
          legend={t[name as (typeof tickedFields)[number]]}
          hint={hintOf(name)}
          choices={words[name as (typeof tickedFields)[number]]}
          ticked={ticked}
        />
      )
    }
    if (name === 'licence')
      return (
        <>
          <Field
            {...common}
            name="licence"
            label={t.licence}
            value={now.licence}
            options={[
              ['', '—'],
              ...words.licences.map(({ value, title }) => [value, title] as const),
              [OTHER, t.otherLicence],
            ]}
            hint={hintOf('licence')}
          />
          <Field {...common} name="licence.title" label={t.licenceName} value={now['licence.title']} maxlength={300} />
          <Field
            {...common}
            name="licence.url"
            type="url"
            label={t.licenceUrl}
            value={now['licence.url']}
            maxlength={2000}
          />
        </>
      )
    if (name === 'temporal')
      return (
        <>
          <Field {...common} name="temporal.from" type="date" label={t.from} value={now['temporal.from']} />
          <Field {...common} name="temporal.to" type="date" label={t.to} value={now['temporal.to']} />
        </>
      )
    const texts = { keywords: 6, contacts: 3, files: 4, spatial: 1 } as const
    if (!(name in texts)) return null
    const plain = name as keyof typeof texts
    return (
      <Field
        {...common}
        name={plain}
        label={t[plain]}
        value={now[plain]}
        lines={texts[plain]}
        required={required}
        hint={hintOf(plain, t[`${plain}Hint`])}
      />
    )
  }
  return <>{fields.map(({ name }) => draw(name))}</>
}

interface TickedProps {
  readonly page: Page
  readonly name: string
  readonly legend: string
  readonly hint: string | undefined
  readonly choices: readonly { readonly value: string; readonly title: Bilingual }[]
  readonly ticked: Values
}

/** Some of a list. */
const Ticked = ({ page, name, legend, hint, choices, ticked }: TickedProps) => (
  <fieldset class="ticked">
    <legend>{legend}</legend>
    {hint && <p class="hint">{hint}</p>}
    {choices.map(({ value, title }) => (
      <label>
        <input type="checkbox" name={`${name}.${value}`} checked={ticked[`${name}.${value}`] !== undefined} />{' '}
        {pick(page, title)}
      </label>
    ))}
  </fieldset>
)
