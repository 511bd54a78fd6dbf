import type { Child } from 'hono/jsx'
import type { ApiProblem } from '../ask.ts'
import type { Sent } from '../outcome.ts'
import type { Page } from '../page.ts'
import { formTexts } from '../text/forms.ts'
import { speak } from '../text/speak.ts'

interface FieldProps {
  readonly page: Page
  readonly sent: Sent
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'number' | 'url' | 'search'
  /** Lines of a text of several; one by default. */
  readonly lines?: number
  readonly required?: boolean
  /** Of a filter of a list, where nothing is required and nothing needs saying so. */
  readonly isFilter?: boolean
  /** What it holds until something is typed. */
  readonly value?: string | undefined
  readonly autocomplete?: string
  readonly min?: string | number
  readonly max?: string | number
  readonly maxlength?: number
  /** Choices, instead of a text. */
  readonly options?: readonly (readonly [value: string, title: string])[]
}

/** A field with its label, its hint and what is wrong with it. */
export function Field(props: FieldProps) {
  const {
    page,
    sent,
    name,
    label,
    hint,
    type = 'text',
    lines = 1,
    required = false,
    isFilter = false,
    options,
    ...rest
  } = props
  const t = speak(formTexts, page.language)
  const problem = sent.problem?.place === name ? sent.problem : undefined
  const value = type === 'password' ? undefined : (sent.values[name] ?? props.value)
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ') || undefined
  const common = {
    id: name,
    name,
    required,
    'aria-describedby': described,
    'aria-invalid': problem ? 'true' : undefined,
    autocomplete: rest.autocomplete ?? 'off',
    maxlength: rest.maxlength,
  }
  return (
    <div class="field">
      <label for={name}>
        {label}
        {!required && !options && !isFilter && <span class="quiet"> {t.optional}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="wrong" id={`${name}-problem`}>
          {problem.say[page.language]} {problem.remedy?.[page.language]}
        </p>
      )}
      {options ? (
        <select {...common}>
          {options.map(([option, title]) => (
            <option value={option} selected={option === (value ?? '')}>
              {title}
            </option>
          ))}
        </select>
      ) : lines > 1 ? (
        <textarea {...common} rows={lines}>
          {value ?? ''}
        </textarea>
      ) : (
        <input {...common} type={type} value={value} min={rest.min} max={rest.max} />
      )}
    </div>
  )
}

/** What is wrong with a form, said first; nothing when it was not sent. */
export function FormProblem({ page, sent }: { readonly page: Page; readonly sent: Sent }) {
  if (!sent.problem) return null
  return <ProblemNote page={page} problem={sent.problem} />
}

export function ProblemNote({ page, problem }: { readonly page: Page; readonly problem: ApiProblem }) {
  const t = speak(formTexts, page.language)
  return (
    <div class="note refusal" role="alert">
      <h2>{t.wrong}</h2>
      <p>
        {problem.say[page.language]} {problem.remedy?.[page.language]}
      </p>
    </div>
  )
}

/** What was just done: `?done=` names it. */
export function Done({ page, said }: { readonly page: Page; readonly said: Readonly<Record<string, string>> }) {
  const done = page.url.searchParams.get('done')
  const text = done !== null && Object.hasOwn(said, done) ? said[done] : undefined
  return text ? (
    <p class="note" role="status">
      {text}
    </p>
  ) : null
}

interface ActionProps {
  readonly action: string
  readonly children?: Child
  /** Fields sent along. */
  readonly values?: Readonly<Record<string, string>>
  readonly second?: boolean
}

/** A button that does one thing. */
export const Action = ({ action, values = {}, second = false, children }: ActionProps) => (
  <form method="post" action={action} class="act">
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={second ? 'second' : undefined}>
      {children}
    </button>
  </form>
)
