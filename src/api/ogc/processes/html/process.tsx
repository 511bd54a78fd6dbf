import type { Context } from 'hono'
import { asOrchestraError } from '../../../../kernel/index.ts'
import type { Offered } from '../../../../pipeline/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { inFormat, sendPage, type Tell, tellIn, waysTo } from '../../common/html/frame.tsx'
import { decideReads } from '../access.ts'
import { formNames } from '../formats.ts'
import { Field } from './field.tsx'

/** Values of the example for programs: a use case may have many parameters. */
const VALUES_SHOWN = 3

/** What was sent by the form and did not do. */
interface Sent {
  readonly texts: Readonly<Record<string, string>>
  readonly error: unknown
}

/** A process, for people: what it is, a form that runs it without script, and how programs ask. */
export function processPage(deps: Deps, c: Context, offered: Offered, sent?: Sent) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { id, title, description, inputs, outputs, reads } = offered
  const { graph } = deps.chain
  const decision = decideReads(deps, offered, deps.viewerOf(c))
  return sendPage(deps, c, {
    title: title[language],
    description: description[language],
    path: [waysTo(tell).entry, waysToProcesses(tell)],
    formats: sent ? [] : [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: (
      <>
        <p>{description[language]}</p>
        {sent && <Fault error={sent.error} tell={tell} language={language} />}
        {decision.allowed ? (
          <form class="fields" method="post" action={`/ogc/processes/${id}/execution?lang=${language}`}>
            {Object.entries(inputs).map(([name, input]) => (
              <Field name={name} input={input} language={language} text={sent?.texts[name]} />
            ))}
            <p>
              <button type="submit">{tell('Lancer', 'Run')}</button>
            </p>
          </form>
        ) : (
          <p>
            {decision.reason[language]} {decision.remedy[language]}
          </p>
        )}
        <h2>{tell('Ce qu’il rend', 'What it gives')}</h2>
        <ul>
          {Object.entries(outputs).map(([name, output]) => (
            <li>
              {output.title[language]} — <code>{name}</code>{' '}
              <span class="quiet">
                {formNames(output, language)
                  .map((form) => form.title)
                  .join(', ')}
              </span>
            </li>
          ))}
        </ul>
        {reads.length > 0 && (
          <>
            <h2>{tell('Ce qu’il lit', 'What it reads')}</h2>
            <ul>
              {reads.map((name) => (
                <li>
                  <a href={`/chain/${name}`}>{graph.byName.get(name)!.title[language]}</a>
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>{tell('Depuis un programme', 'From a program')}</h2>
        <pre tabindex={0}>
          <code>{`curl -X POST ${new URL(c.req.url).origin}/ogc/processes/${id}/execution \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ inputs: exampleOf(offered) })}'`}</code>
        </pre>
        <p class="quiet">
          {tell(
            'Avec « Prefer: respond-async », la réponse donne aussitôt l’adresse de l’exécution à suivre.',
            'With “Prefer: respond-async”, the answer gives at once the address of the job to follow.',
          )}
        </p>
      </>
    ),
  })
}

/** The step of the way to the pages of processes. */
export const waysToProcesses = (tell: Tell) => ({
  href: '/ogc/processes?f=html',
  title: tell('Traitements', 'Processes'),
})

/** Some of the values that the inputs have when nothing is said, to start from. */
const exampleOf = ({ inputs }: Offered) =>
  Object.fromEntries(
    Object.entries(inputs)
      .flatMap(([name, { schema }]) => ('default' in schema ? [[name, schema.default]] : []))
      .slice(0, VALUES_SHOWN),
  )

function Fault({ error, tell, language }: { error: unknown; tell: Tell; language: 'fr' | 'en' }) {
  const { say, remedy } = asOrchestraError(error)
  return (
    <div class="fault" role="alert">
      <p>
        <strong>{tell('Ces valeurs ne conviennent pas.', 'These values will not do.')}</strong>
      </p>
      <p>{say[language]}</p>
      {remedy && <p>{remedy[language]}</p>}
    </div>
  )
}
