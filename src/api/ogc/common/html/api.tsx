import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { sendPage, type Tell, tellIn, waysTo } from './frame.tsx'

interface Operation {
  readonly summary: string
  readonly tags: readonly string[]
  readonly parameters: readonly {
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
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >
}

/** The document of the API, for people. */
export function apiPage(deps: Deps, c: Context, document: Readonly<Record<string, unknown>>) {
  const tell = tellIn(speechOf(c).language)
  const { paths, tags } = document as {
    paths: Record<string, Record<string, Operation>>
    tags: readonly { name: string; description: string }[]
  }
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return sendPage(deps, c, {
    title: tell('Documentation de l’API', 'Documentation of the API'),
    path: [waysTo(tell).entry],
    formats: [{ href: '/ogc/api', title: 'OpenAPI 3.0' }],
    children: (
      <>
        {tags.map(({ name, description }) => (
          <>
            <h2>{description}</h2>
            {all
              .filter(({ operation }) => operation.tags.includes(name))
              .map((one) => (
                <Address {...one} tell={tell} />
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
  readonly operation: Operation
  readonly tell: Tell
}

function Address({ path, method, operation, tell }: AddressProps) {
  return (
    <details>
      <summary>
        <code>
          {method === 'get' ? '' : `${method.toUpperCase()} `}/ogc{path === '/' ? '' : path}
        </code>{' '}
        — {operation.summary}
      </summary>
      {operation.parameters.length > 0 && (
        <div class="scroll">
          <table>
            <caption>{tell('Paramètres', 'Parameters')}</caption>
            <thead>
              <tr>
                <th scope="col">{tell('Nom', 'Name')}</th>
                <th scope="col">{tell('Où', 'Where')}</th>
                <th scope="col">{tell('Valeurs', 'Values')}</th>
                <th scope="col">{tell('Rôle', 'Purpose')}</th>
              </tr>
            </thead>
            <tbody>
              {operation.parameters.map(({ name, in: where, description, schema }) => (
                <tr>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td>{where === 'path' ? tell('adresse', 'path') : tell('requête', 'query')}</td>
                  <td>
                    {schema.enum?.join(', ') ?? schema.type}
                    {schema.maximum !== undefined && ` ≤ ${schema.maximum}`}
                    {schema.default !== undefined && ` (${tell('par défaut', 'default')} ${String(schema.default)})`}
                  </td>
                  <td>{description}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="quiet">{tell('Réponses', 'Answers')}</p>
      <ul>
        {Object.entries(operation.responses).map(([status, { description, content = {} }]) => (
          <li>
            <code>{status}</code> {description} — {Object.keys(content).join(', ')}
          </li>
        ))}
      </ul>
    </details>
  )
}
