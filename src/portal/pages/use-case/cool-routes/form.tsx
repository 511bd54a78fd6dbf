import type { Child } from 'hono/jsx'
import type { Page } from '../../../page.ts'
import { askTexts } from '../../../text/cool-routes.ts'
import { hoursTexts } from '../../../text/hours.ts'
import { type Spoken, speak } from '../../../text/speak.ts'
import type { Found, Told } from './ask.ts'
import { durations, MOST_LETTERS, modes, profiles, sensitivities, writeAt } from './asked.ts'

type Words = Spoken<typeof askTexts>

/** What is asked, as a form that works without JavaScript. Its hour stands with the answer: see `HourField`. */
export function RoutesForm({ page, told }: { readonly page: Page; readonly told: Told }) {
  const t = speak(askTexts, page.language)
  const { asked, from, to } = told
  return (
    <form method="get" action="#routes-when" class="routes-form" id="routes-form" aria-label={t.ask}>
      <Choice t={t} name="mode" title={t.modes} values={modes} chosen={asked.mode} kind="routes-modes" hideTitle />
      <PlaceField t={t} name="from" letter="A" title={t.from} found={from} />
      <PlaceField t={t} name="to" letter="B" title={t.to} found={to} />
      <label class="routes-minutes">
        <span>{t.duration}</span>
        <select name="minutes">
          {durations.map((value) => (
            <option value={value} selected={value === asked.minutes}>
              {t.minutes(`${value}`)}
            </option>
          ))}
        </select>
      </label>
      <details class="routes-settings">
        <summary>
          {t.settings}
          <span class="quiet"> {settingsSaid(t, told)}</span>
        </summary>
        <Choice t={t} name="profile" title={t.profile} values={profiles} chosen={asked.profile} />
        <Choice t={t} name="sensitivity" title={t.sensitivity} values={sensitivities} chosen={asked.sensitivity} />
        <label class="routes-day">
          <span>
            {t.day} <span class="quiet">({t.dayHint})</span>
          </span>
          <input type="date" name="day" value={asked.day} />
        </label>
      </details>
      <button type="submit" class="routes-search">
        {t.search}
      </button>
    </form>
  )
}

const settingsSaid = (t: Words, { asked }: Told) =>
  [t[asked.profile], asked.day].filter((part) => part !== '').join(', ')

interface ChoiceProps<T extends string> {
  readonly t: Words
  readonly name: string
  readonly title: string
  readonly values: readonly (T & keyof Words)[]
  readonly chosen: T
  readonly kind?: string
  readonly hideTitle?: boolean
}

/** One of a few, each under a finger. */
const Choice = <T extends string>({ t, name, title, values, chosen, kind = '', hideTitle }: ChoiceProps<T>) => (
  <fieldset class={`choices routes-choice ${kind}`}>
    <legend class={hideTitle ? 'hidden' : undefined}>{title}</legend>
    {values.map((value) => (
      <label>
        <input type="radio" name={name} value={value} checked={value === chosen} />
        <span>{t[value] as unknown as string}</span>
      </label>
    ))}
  </fieldset>
)

interface PlaceProps {
  readonly t: Words
  readonly name: 'from' | 'to'
  readonly letter: string
  readonly title: string
  readonly found: Found
}

/** An end: what was typed or chosen, and in a hidden field where it is. */
const PlaceField = ({ t, name, letter, title, found: { end } }: PlaceProps) => (
  <div class={`routes-end routes-${name}`} data-end={name}>
    <label for={`routes-${name}`}>
      <span class="routes-letter" aria-hidden="true">
        {letter}
      </span>
      <span class="hidden">{title}</span>
    </label>
    <input
      id={`routes-${name}`}
      name={name}
      type="text"
      value={end.text}
      placeholder={`${title} : ${t.placeHint.toLowerCase()}`}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      enterkeyhint="search"
      maxlength={MOST_LETTERS}
    />
    <input type="hidden" name={`${name}_at`} value={writeAt(end) ?? ''} />
  </div>
)

/** The hour of the departure, beside the answer it changes. The island makes it a slider. */
export function HourField({ page, told, children }: { page: Page; told: Told; children?: Child }) {
  const t = speak(askTexts, page.language)
  const { asked } = told
  const two = (value: number) => String(value).padStart(2, '0')
  const halves = Array.from({ length: 48 }, (_, i) => `${two(Math.floor(i / 2))}:${i % 2 ? '30' : '00'}`)
  const known = asked.hour === '' || halves.includes(asked.hour) ? halves : [...halves, asked.hour].toSorted()
  return (
    <div class="routes-when" id="routes-when">
      <label class="routes-hour">
        <span>{t.hour}</span>
        <select name="hour" form="routes-form">
          <option value="" selected={asked.hour === ''}>
            {t.now}
          </option>
          {known.map((value) => (
            <option value={value} selected={value === asked.hour}>
              {clockSaid(page, value)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" form="routes-form" class="second routes-show">
        {speak(hoursTexts, page.language).show}
      </button>
      {children}
    </div>
  )
}

/** `15:30` as people write it: `15 h 30`. */
export function clockSaid({ language }: Pick<Page, 'language'>, clock: string): string {
  const [hours = '', minutes = ''] = clock.slice(-5).split(':')
  if (language === 'en') return `${hours}:${minutes}`
  return minutes === '00' ? `${Number(hours)} h` : `${Number(hours)} h ${minutes}`
}
