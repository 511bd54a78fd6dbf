import type { Context } from 'hono'
import type { Static } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import type { LandingPage } from '../schemas.ts'
import { inFormat, sendPage, tellIn } from './frame.tsx'

/** The entry of the OGC APIs, for people. */
export function landingPage(deps: Deps, c: Context, landing: Static<typeof LandingPage>) {
  const tell = tellIn(speechOf(c).language)
  const { origin } = new URL(c.req.url)
  const ways = [
    [
      '/ogc/collections?f=html',
      tell('Les collections : les données, objet par objet', 'The collections: the data, feature by feature'),
    ],
    [
      '/ogc/collections/catalogue/items?f=html',
      tell('Le catalogue : une fiche par jeu de données', 'The catalogue: a record a dataset'),
    ],
    [
      '/ogc/processes?f=html',
      tell('Les traitements : calculer avec vos valeurs', 'The processes: compute with values of yours'),
    ],
    ['/ogc/tileMatrixSets', tell('Les jeux de matrices de tuiles', 'The tile matrix sets')],
    ['/ogc/api.html', tell('La documentation de l’API', 'The documentation of the API')],
    ['/ogc/conformance?f=html', tell('Les classes de conformité', 'The conformance classes')],
  ] as const
  return sendPage(deps, c, {
    title: tell(`Les données de ${landing.title}`, `The data of ${landing.title}`),
    description: landing.description,
    formats: [
      { href: inFormat(c, 'json'), title: 'JSON' },
      { href: '/ogc/api', title: 'OpenAPI 3.0' },
    ],
    children: (
      <>
        <p>{landing.description}</p>
        <p>
          {tell(
            'Ces adresses suivent les normes de l’OGC : un SIG, un tableur ou un programme les lit sans réglage. Donnez-lui',
            'These addresses follow the standards of the OGC: a GIS, a spreadsheet or a program reads them with nothing to set. Give it',
          )}{' '}
          <code>{origin}/ogc</code>
        </p>
        <p>
          {tell('Pour les logiciels plus anciens :', 'For older software:')} <code>{origin}/wfs</code> (WFS 2.0),{' '}
          <code>{origin}/wms</code> (WMS 1.3.0)
        </p>
        <ul>
          {ways.map(([href, title]) => (
            <li>
              <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
      </>
    ),
  })
}
