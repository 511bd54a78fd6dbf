import type { Context } from 'hono'
import type { Node } from '../../../../kernel/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'

interface Listed {
  readonly title: string
  readonly names: readonly string[]
}

/** The properties of a collection, for people. */
export function schemaPage(deps: Deps, c: Context, node: Node, { title, names }: Listed) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { entry, collections } = waysTo(tell)
  return sendPage(deps, c, {
    title: `${node.title[language]} — ${title}`,
    path: [entry, collections, { href: `/ogc/collections/${node.name}?f=html`, title: node.title[language] }],
    formats: [{ href: inFormat(c, 'json'), title: 'JSON Schema' }],
    children: (
      <section class="scroll" aria-label={tell('Les propriétés', 'The properties')} tabindex={0}>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{tell('Nom', 'Name')}</th>
              <th scope="col">{tell('Titre', 'Title')}</th>
              <th scope="col">{tell('Type', 'Type')}</th>
              <th scope="col">{tell('Unité', 'Unit')}</th>
              <th scope="col">{tell('Sens', 'Meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const { title: label, column, unit, description } = node.rows.columns[name]!
              return (
                <tr>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td>{label[language]}</td>
                  <td>{column}</td>
                  <td>{unit ?? ''}</td>
                  <td>{description?.[language] ?? ''}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    ),
  })
}
