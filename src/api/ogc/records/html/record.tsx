import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { type Fact, Facts } from '../../common/html/facts.tsx'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'
import { CATALOGUE } from '../collection.ts'
import type { CatalogueRecord } from '../record.ts'

/** A record of the catalogue, for people. */
export function recordPage(deps: Deps, c: Context, { id, properties, links, time }: CatalogueRecord) {
  const tell = tellIn(speechOf(c).language)
  const { entry } = waysTo(tell)
  const facts: readonly Fact[] = [
    [tell('Identifiant', 'Identifier'), id],
    [tell('Mise à jour', 'Updated'), properties.updated],
    [tell('Période', 'Period'), time?.interval.join(' – ')],
    [tell('Mots-clés', 'Keywords'), properties.keywords.join(', ') || undefined],
  ]
  return sendPage(deps, c, {
    title: properties.title,
    description: properties.description,
    path: [entry, { href: `/ogc/collections/${CATALOGUE}/items?f=html`, title: tell('Catalogue', 'Catalogue') }],
    formats: [{ href: inFormat(c, 'json'), title: 'GeoJSON' }],
    children: (
      <>
        <p>{properties.description}</p>
        <Facts facts={facts} />
        <h2>{tell('Où le prendre', 'Where to take it')}</h2>
        <ul>
          {links
            .filter(({ rel }) => !['self', 'alternate', 'collection'].includes(rel))
            .map((link) => (
              <li>
                <a href={link.href}>{link.title}</a>
              </li>
            ))}
        </ul>
      </>
    ),
  })
}
