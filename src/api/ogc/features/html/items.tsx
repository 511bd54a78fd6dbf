import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import type { Snapshot } from '../../../read/snapshots.ts'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'
import type { Link } from '../../common/links.ts'
import type { Matched } from '../matched.ts'
import type { Writing } from '../writer.ts'
import { shownValue } from './values.tsx'

interface Page {
  readonly texts: readonly string[]
  readonly matched: Matched
  readonly snapshot: Snapshot
  readonly writing: Writing
  readonly links: readonly Link[]
}

/** Features a page for people shows: a longer list is for programs. */
const MOST_SHOWN = 1000

/** A page of features, for people. */
export function itemsPage(deps: Deps, c: Context, { texts, matched, snapshot, writing, links }: Page) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { entry, collections } = waysTo(tell)
  const { name, title, rows } = snapshot.node
  const features = texts
    .slice(0, MOST_SHOWN)
    .map((text) => JSON.parse(text) as { id?: string | number; properties: Record<string, unknown> })
  const count = matched.count.toLocaleString(language)
  const shown = features.length.toLocaleString(language)
  const pages = links.filter(({ rel }) => rel === 'prev' || rel === 'next')
  return sendPage(deps, c, {
    title: title[language],
    path: [entry, collections, { href: `/ogc/collections/${name}?f=html`, title: title[language] }],
    formats: [
      { href: inFormat(c, 'json'), title: 'GeoJSON' },
      { href: inFormat(c, 'jsonfg'), title: 'JSON-FG' },
    ],
    children: (
      <>
        <p>
          {matched.estimated
            ? tell(`${shown} objets sur environ ${count}.`, `${shown} features of about ${count}.`)
            : tell(`${shown} objets sur ${count}.`, `${shown} features of ${count}.`)}{' '}
          <a href={`/datasets/${name}`}>{tell('Les voir sur la carte', 'See them on the map')}</a>
        </p>
        <div class="scroll">
          <table>
            <caption>
              {tell(`Version ${snapshot.version} des données`, `Version ${snapshot.version} of the data`)}
            </caption>
            <thead>
              <tr>
                <th scope="col">id</th>
                {writing.properties.map((property) => (
                  <th scope="col">{rows.columns[property]!.title[language]}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {features.map(({ id, properties }) => (
                <tr>
                  <th scope="row">
                    {id === undefined ? '—' : <a href={`${itemOf(name, id)}?f=html`}>{String(id)}</a>}
                  </th>
                  {writing.properties.map((property) => (
                    <td>{shownValue(properties[property], language)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {pages.length > 0 && (
          <nav class="pager" aria-label={tell('Pages', 'Pages')}>
            {pages.map(({ rel, href, title: text }) => (
              <a rel={rel} href={href}>
                {text}
              </a>
            ))}
          </nav>
        )}
      </>
    ),
  })
}

const itemOf = (collection: string, id: string | number) =>
  `/ogc/collections/${collection}/items/${encodeURIComponent(String(id))}`
