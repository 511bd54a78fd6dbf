import type { Context } from 'hono'
import type { Static } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import type { CollectionList } from '../schemas.ts'
import { inFormat, sendPage, tellIn, waysTo } from './frame.tsx'

/** The collections, for people. */
export function collectionsPage(deps: Deps, c: Context, { collections }: Static<typeof CollectionList>) {
  const tell = tellIn(speechOf(c).language)
  return sendPage(deps, c, {
    title: tell('Collections', 'Collections'),
    path: [waysTo(tell).entry],
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: (
      <ul class="cards">
        {collections.map(({ id, title, description, access, updated }) => (
          <li>
            <h2>
              <a href={`/ogc/collections/${id}?f=html`}>{title}</a>
            </h2>
            <p>{description}</p>
            <p class="quiet">
              <code>{id}</code>
              {access !== undefined && access !== 'open' && ` · ${tell('accès restreint', 'restricted access')}`}
              {updated && ` · ${tell('à jour du', 'updated')} ${updated.slice(0, 10)}`}
            </p>
          </li>
        ))}
      </ul>
    ),
  })
}
