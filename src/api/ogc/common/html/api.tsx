import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { type PageProps, sendPage, type Tell, tellIn } from './frame.tsx'

interface Operation {
  readonly summary: string
  readonly tags: readonly string[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly description?: string
    readonly schema: {
      readonly type?: string
      readonly enum?: readonly string[]
      readonly default?: unknown
      readonly maximum?: number
    }
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> }
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >
}

interface DocumentTold {
  /** In OpenAPI. */
  readonly document: Readonly<Record<string, unknown>>
  readonly title: string
  /** What stands before each of its addresses: `/ogc`. */
  readonly prefix: string
  /** Where programs read it. */
  readonly href: string
  readonly version: string
  readonly path: PageProps['path']
}

/** The document of an API, for people: its addresses by subject. */
export function apiPage(deps: Deps, c: Context, { document, title, prefix, href, version, path: above }: DocumentTold) {
  const tell = tellIn(speechOf(c).language)
  const { paths, tags } = document as {
    paths: Record<string, Record<string, Operation>>
    tags: readonly { name: string; description: string }[]
  }
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return sendPage(deps, c, {
    title,
    path: above,
    formats: [{ href, title: `OpenAPI ${version}` }],
    children: (
      <>
        <nav aria-label={tell('Sujets', 'Subjects')}>
          <ul>
            {tags.map(({ name, description }) => (
              <li>
                <a href={`#${name}`}>{description}</a>
              </li>
            ))}
          </ul>
        </nav>
        {tags.map(({ name, description }) => (
          <>
            <h2 id={name}>{description}</h2>
            {all
              .filter(({ operation }) => operation.tags.includes(name))
              .map((one) => (
                <Address {...one} prefix={prefix} tell={tell} />
              ))}
          </>
        ))}
      </>
    ),
  })
}

interface AddressProps {
  readonly path: string
  readonly method: string
  readonly prefix: string
  readonly operation: Operation
  readonly tell: Tell
}

function Address({ path, method, prefix, operation, tell }: AddressProps) {
  const { parameters = [], requestBody } = operation
  return (
    <details>
      <summary>
        <code>
          {method === 'get' ? '' : `${method.toUpperCase()} `}
          {prefix}
          {prefix && path === '/' ? '' : path}
        </code>{' '}
        — {operation.summary}
      </summary>
      {parameters.length > 0 && (
        <section class="scroll" tabindex={0} aria-label={tell('Paramètres', 'Parameters')}>
          <table>
            <caption>{tell('Paramètres', 'Parameters')}</caption>
            <thead>
              <tr>
                <th scope="col">{tell('Nom', 'Name')}</th>
                <th scope="col">{tell('Rôle', 'Purpose')}</th>
                <th scope="col">{tell('Valeurs', 'Values')}</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map(({ name, in: where, description, schema }) => (
                <tr>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td>{description ?? (where === 'path' && tell('Dans l’adresse', 'In the address'))}</td>
                  <td>
                    {schema.enum?.join(', ') ?? schema.type}
                    {schema.maximum !== undefined && ` ≤ ${schema.maximum}`}
                    {schema.default !== undefined && ` (${tell('par défaut', 'default')} ${String(schema.default)})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {requestBody && (
        <p>
          {tell('Corps : ', 'Body: ')}
          {Object.keys(requestBody.content).join(', ')}
        </p>
      )}
      <p class="quiet">{tell('Réponses', 'Answers')}</p>
      <ul>
        {Object.entries(operation.responses).map(([status, { description, content = {} }]) => (
          <li>
            <code>{status}</code>{' '}
            {[description, ...(Object.keys(content).length > 0 ? [Object.keys(content).join(', ')] : [])].join(' — ')}
          </li>
        ))}
      </ul>
    </details>
  )
}
