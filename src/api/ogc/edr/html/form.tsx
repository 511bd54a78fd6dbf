import type { Child } from 'hono/jsx'
import type { Language } from '../../../../kernel/index.ts'
import type { Tell } from '../../common/html/frame.tsx'
import type { Opened } from '../open.ts'
import type { PageQuery } from './query.ts'

interface FormProps {
  readonly opened: Opened
  readonly asked: PageQuery
  readonly language: Language
  readonly tell: Tell
}

/** Stations offered by name at most: beyond, a position is asked. */
const MOST_NAMES = 500

/** What may be asked, in the words of people: where, when, what. */
export function Form({ opened, asked, language, tell }: FormProps) {
  const names = opened.kind === 'stations' ? opened.stations : []
  return (
    <form method="get" class="question">
      <input type="hidden" name="lang" value={language} />
      {names.length > 0 && names.length <= MOST_NAMES ? (
        <Field id="location" label={tell('Station', 'Station')}>
          <select id="location" name="location">
            {names.map(({ id, title }) => (
              <option value={id} selected={id === asked.location}>
                {title === undefined || title === id ? id : `${title} (${id})`}
              </option>
            ))}
          </select>
        </Field>
      ) : (
        <>
          <Field id="lon" label={tell('Longitude (degrés)', 'Longitude (degrees)')}>
            <input id="lon" name="lon" inputmode="decimal" value={asked.lon?.toString()} required />
          </Field>
          <Field id="lat" label={tell('Latitude (degrés)', 'Latitude (degrees)')}>
            <input id="lat" name="lat" inputmode="decimal" value={asked.lat?.toString()} required />
          </Field>
        </>
      )}
      {opened.kind === 'stations' && (
        <>
          <Field id="parameter" label={tell('Grandeur', 'Parameter')}>
            <select id="parameter" name="parameter">
              {opened.parameters.map(({ id, title }) => (
                <option value={id} selected={id === asked.parameter}>
                  {title[language]}
                </option>
              ))}
            </select>
          </Field>
          <Field id="from" label={tell('Du', 'From')}>
            <input id="from" name="from" type="date" value={asked.from} />
          </Field>
          <Field id="to" label={tell('Au', 'To')}>
            <input id="to" name="to" type="date" value={asked.to} />
          </Field>
        </>
      )}
      <button type="submit">{tell('Afficher', 'Show')}</button>
    </form>
  )
}

function Field({ id, label, children }: { readonly id: string; readonly label: string; readonly children: Child }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
    </div>
  )
}
