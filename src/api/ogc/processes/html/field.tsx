import type { Language, ProcessInput } from '../../../../kernel/index.ts'
import { fieldOf } from '../form.ts'
import { wanted } from '../wanted.ts'
import { unitAfter } from './units.ts'

interface FieldProps {
  readonly name: string
  readonly input: ProcessInput
  readonly language: Language
  /** What stood in the field when it was sent. */
  readonly text: string | undefined
}

/** The facts of a schema that a field needs. */
interface Facts {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly default?: unknown
}

/** The field of one input: a number, a choice, a text, or JSON for all the rest. */
export function Field({ name, input, language, text }: FieldProps) {
  const { title, description, unit, required } = input
  const id = `input-${name}`
  return (
    <p class="field">
      <label for={id}>
        {title[language]}
        {unitAfter(unit, language)}
        {required && ' *'}
      </label>
      <Entry name={name} input={input} language={language} text={text} />
      <span class="quiet" id={`${id}-help`}>
        {wanted(input)[language]}
        {description && `. ${description[language]}`}
      </span>
    </p>
  )
}

function Entry({ name, input, text }: FieldProps) {
  const facts = { ...input.schema, ...input.told } as Facts
  const { default: usual } = input.schema as Facts
  const value = text ?? (usual === undefined ? '' : typeof usual === 'string' ? usual : JSON.stringify(usual))
  const common = {
    ...{ id: `input-${name}`, name: fieldOf(name), 'aria-describedby': `input-${name}-help` },
    ...(input.required && { required: true }),
  }
  const choices = facts.enum ?? (facts.type === 'boolean' ? [true, false] : undefined)
  if (choices)
    return (
      <select {...common}>
        {!input.required && usual === undefined && <option value="">—</option>}
        {choices.map((choice) => (
          <option value={String(choice)} selected={String(choice) === value}>
            {String(choice)}
          </option>
        ))}
      </select>
    )
  if (facts.type === 'number' || facts.type === 'integer') {
    const { minimum: min, maximum: max } = facts
    const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
    return <input type="number" step={facts.type === 'integer' ? 1 : 'any'} value={value} {...limits} {...common} />
  }
  if (facts.type === 'string' && (facts.maxLength ?? 201) <= 200)
    return <input type="text" value={value} maxlength={facts.maxLength} {...common} />
  return (
    <textarea rows={3} {...common}>
      {value}
    </textarea>
  )
}
