import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import type { Snapshot } from '../../../read/snapshots.ts'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'
import { shownValue } from './values.tsx'

interface Item {
  readonly snapshot: Snapshot
  /** As JSON. */
  readonly feature: string
}

/** One feature, for people. */
export function itemPage(deps: Deps, c: Context, { snapshot, feature }: Item) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { entry, collections } = waysTo(tell)
  const { name, title, rows } = snapshot.node
  const { id, geometry, properties } = JSON.parse(feature) as {
    id?: string | number
    geometry: unknown
    properties: Record<string, unknown>
  }
  const here = `/ogc/collections/${name}`
  return sendPage(deps, c, {
    title: `${title[language]} — ${id ?? ''}`,
    path: [
      entry,
      collections,
      { href: `${here}?f=html`, title: title[language] },
      { href: `${here}/items?f=html`, title: tell('Objets', 'Features') },
    ],
    formats: [
      { href: inFormat(c, 'json'), title: 'GeoJSON' },
      { href: inFormat(c, 'jsonfg'), title: 'JSON-FG' },
    ],
    children: (
      <>
        <dl>
          {Object.entries(properties).map(([property, value]) => {
            const { title: label, unit } = rows.columns[property]!
            return (
              <>
                <dt>{label[language]}</dt>
                <dd>
                  {shownValue(value, language)}
                  {value !== null && unit && unit !== '1' && ` ${unit}`}
                </dd>
              </>
            )
          })}
        </dl>
        {geometry !== null && (
          <>
            <h2>{tell('Géométrie', 'Geometry')}</h2>
            <p>
              <a href={`/datasets/${name}`}>{tell('Voir la carte du jeu de données', 'See the map of the dataset')}</a>
            </p>
            <pre tabindex={0}>
              <code>{shownValue(geometry, language)}</code>
            </pre>
          </>
        )}
      </>
    ),
  })
}
