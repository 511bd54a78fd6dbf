import type { Tell } from './frame.tsx'

interface UsesProps {
  readonly collection: string
  /** Where this service is: `https://data.example.org`. */
  readonly origin: string
  readonly tell: Tell
}

/** How to use a collection elsewhere: each text works as it stands. */
export function Uses({ collection, origin, tell }: UsesProps) {
  const uses = usesOf(collection, origin)
  return (
    <section aria-labelledby="use">
      <h2 id="use">{tell('L’utiliser ailleurs', 'Use it elsewhere')}</h2>
      <h3>QGIS</h3>
      <ol>
        <li>
          {tell(
            'Menu Couche › Ajouter une couche › Ajouter une couche WFS / OGC API - Features',
            'Menu Layer › Add Layer › Add WFS / OGC API - Features Layer',
          )}
        </li>
        <li>
          {tell('Nouveau ; URL :', 'New; URL:')} <code>{`${origin}/ogc`}</code>
        </li>
        <li>
          {tell('Connexion, puis choisissez', 'Connect, then choose')} <code>{collection}</code>
        </li>
      </ol>
      <p>
        {tell('Les SIG qui ne connaissent que WFS ou WMS :', 'GIS that only know WFS or WMS:')}{' '}
        <code>{`${origin}/wfs`}</code>, <code>{`${origin}/wms`}</code>
      </p>
      {uses.map(({ name, text }) => (
        <>
          <h3>{tell(name[0], name[1])}</h3>
          <pre>
            <code>{text}</code>
          </pre>
        </>
      ))}
      <h3>{tell('Un tableur', 'A spreadsheet')}</h3>
      <p>
        {tell('Téléchargez et ouvrez le fichier CSV', 'Download and open the CSV file')} (
        <a href={`/download/${collection}/csv`}>{`${origin}/download/${collection}/csv`}</a>
        {tell(
          '), ou, dans Excel : Données › À partir du web, avec cette adresse ; dans LibreOffice Calc : Feuille › Lien externe.',
          '), or, in Excel: Data › From Web, with this address; in LibreOffice Calc: Sheet › External Links.',
        )}
      </p>
    </section>
  )
}

/** The programs of the page. */
export function usesOf(collection: string, origin: string) {
  const items = `${origin}/ogc/collections/${collection}/items?f=json&limit=1000`
  return [
    {
      name: ['Python (sans rien installer)', 'Python (nothing to install)'],
      language: 'python',
      text: `import json, urllib.request

url = "${items}"
features = []
while url:
    page = json.load(urllib.request.urlopen(url))
    features += page["features"]
    url = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)
print(len(features))`,
    },
    {
      name: ['R (paquet sf)', 'R (package sf)'],
      language: 'r',
      text: `library(sf)
features <- read_sf("OAPIF:${origin}/ogc", "${collection}")
print(nrow(features))`,
    },
    {
      name: ['JavaScript (navigateur, Node, Deno)', 'JavaScript (browser, Node, Deno)'],
      language: 'javascript',
      text: `const features = []
let url = '${items}'
while (url) {
  const page = await (await fetch(url)).json()
  features.push(...page.features)
  url = page.links.find((link) => link.rel === 'next')?.href
}
console.log(features.length)`,
    },
    {
      name: ['GDAL : un fichier GeoPackage', 'GDAL: a GeoPackage file'],
      language: 'sh',
      text: `ogr2ogr ${collection}.gpkg "OAPIF:${origin}/ogc" ${collection}`,
    },
  ] as const
}
