import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'
import type { Link } from '../../common/links.ts'
import { CATALOGUE } from '../collection.ts'
import type { CatalogueRecord } from '../record.ts'

interface Page {
  readonly records: readonly CatalogueRecord[]
  readonly links: readonly Link[]
  /** Records that the search found; undefined without a search. */
  readonly total: number | undefined
}

/** The records of the catalogue, for people. */
export function cataloguePage(deps: Deps, c: Context, { records, links, total }: Page) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { entry, collections } = waysTo(tell)
  const pages = links.filter(({ rel }) => rel === 'prev' || rel === 'next')
  return sendPage(deps, c, {
    title: tell('Catalogue', 'Catalogue'),
    path: [entry, collections],
    formats: [{ href: inFormat(c, 'json'), title: 'GeoJSON' }],
    children: (
      <>
        <form action={`/ogc/collections/${CATALOGUE}/items`}>
          <input type="hidden" name="f" value="html" />
          <input type="hidden" name="lang" value={language} />
          <label>
            {tell('Chercher', 'Search')} <input type="search" name="q" value={c.req.query('q') ?? ''} />
          </label>{' '}
          <button type="submit">{tell('Chercher', 'Search')}</button>
        </form>
        {total !== undefined && <p>{tell(`Fiches trouvées : ${total}.`, `Records found: ${total}.`)}</p>}
        <ul class="cards">
          {records.map(({ id, properties }) => (
            <li>
              <h2>
                <a href={`/ogc/collections/${CATALOGUE}/items/${id}?f=html`}>{properties.title}</a>
              </h2>
              <p>{properties.description}</p>
              <p class="quiet">{properties.keywords.join(', ')}</p>
            </li>
          ))}
        </ul>
        {pages.length > 0 && (
          <nav class="pager" aria-label={tell('Pages', 'Pages')}>
            {pages.map(({ rel, href, title }) => (
              <a rel={rel} href={href}>
                {title}
              </a>
            ))}
          </nav>
        )}
      </>
    ),
  })
}
