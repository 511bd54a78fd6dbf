import type { Context } from 'hono'
import type { Job, Offered } from '../../../../pipeline/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'
import { type Shown, showResults } from './preview.ts'
import { waysToProcesses } from './process.tsx'
import { unitAfter } from './units.ts'

/** The results of a job, for people. */
export async function resultsPage(deps: Deps, c: Context, job: Job, offered: Offered) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const title = offered.title[language]
  c.header('Cache-Control', 'private, no-store')
  return sendPage(deps, c, {
    title: tell(`Résultats — ${title}`, `Results — ${title}`),
    path: [
      waysTo(tell).entry,
      waysToProcesses(tell),
      { href: `/ogc/processes/${job.process}?f=html`, title },
      { href: `/ogc/jobs/${job.id}?f=html`, title: tell('Exécution', 'Job') },
    ],
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: <Results all={await showResults(deps, c, job, offered, language)} language={language} />,
  })
}

/** Each output: its value or first rows, and where to take it whole. */
export function Results({ all, language }: { all: readonly Shown[]; language: 'fr' | 'en' }) {
  const tell = tellIn(language)
  if (all.length === 0) return <p>{tell('Aucune sortie.', 'No output.')}</p>
  return (
    <>
      {all.map(({ title, table, value, bytes, fields, links }) => (
        <section>
          <h2>{title}</h2>
          {table ? (
            <FirstRows table={table} language={language} />
          ) : bytes !== undefined ? (
            <p>
              {numberIn(language).format(bytes)} {tell('octets', 'bytes')}
            </p>
          ) : (
            <OneValue value={value} fields={fields} language={language} />
          )}
          <p>
            {tell('Prendre tout : ', 'Take it whole: ')}
            {links.map((link, i) => (
              <>
                {i > 0 && ', '}
                <a href={link.href}>{link.title}</a>
              </>
            ))}
          </p>
        </section>
      ))}
    </>
  )
}

/** A value: by its titled properties when it has some, else as JSON. */
function OneValue({ value, fields, language }: Pick<Shown, 'value' | 'fields'> & { language: 'fr' | 'en' }) {
  if (!fields) return <WholeValue value={value} language={language} />
  return (
    <dl>
      {Object.entries(value as Record<string, unknown>).map(([name, one]) => (
        <>
          <dt>
            {fields[name]?.title[language] ?? name}
            {unitAfter(fields[name]?.unit, language)}
          </dt>
          <dd>{shownValue(one, language)}</dd>
        </>
      ))}
    </dl>
  )
}

/** Lines of a value that are shown without being asked for. */
const LINES_SHOWN = 40

/** A value that has no titled properties: a text as it is, all else as JSON. What is long is folded. */
function WholeValue({ value, language }: Pick<Shown, 'value'> & { language: 'fr' | 'en' }) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  const lines = text.split('\n').length
  const whole = (
    <pre tabindex={0}>
      <code>{text}</code>
    </pre>
  )
  if (lines <= LINES_SHOWN) return whole
  const tell = tellIn(language)
  const count = numberIn(language).format(lines)
  return (
    <details>
      <summary>{tell(`Tout voir (${count} lignes)`, `See it all (${count} lines)`)}</summary>
      {whole}
    </details>
  )
}

/** A value by the habits of a language. */
function shownValue(value: unknown, language: 'fr' | 'en'): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'number') return numberIn(language).format(value)
  return value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const numberIn = (language: 'fr' | 'en') =>
  new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 4 })

function FirstRows({ table, language }: { table: NonNullable<Shown['table']>; language: 'fr' | 'en' }) {
  const tell = tellIn(language)
  const { shape, columns, rows, count } = table
  const number = numberIn(language)
  return (
    <div class="scroll">
      <table>
        <caption>
          {tell(
            `${number.format(rows.length)} premières lignes sur ${number.format(count)}`,
            `First ${number.format(rows.length)} rows of ${number.format(count)}`,
          )}
        </caption>
        <thead>
          <tr>
            {columns.map((name) => {
              const { title, unit } = shape.columns[name]!
              return (
                <th scope="col">
                  {title[language]}
                  {unitAfter(unit, language)}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((name) => (
                <td>{shownValue(row[name], language)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
