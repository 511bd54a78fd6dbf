import type { Tell } from './frame.tsx'
import { Connect, openCsv, type Program, Uses } from './uses.tsx'

interface FeatureUsesProps {
  readonly collection: string
  /** Where this service is: `https://data.example.org`. */
  readonly origin: string
  readonly tell: Tell
}

/** How to use a collection of features elsewhere. */
export function FeatureUses({ collection, origin, tell }: FeatureUsesProps) {
  const file = (format: string) => (
    <a href={`/download/${collection}/${format}`}>{`${origin}/download/${collection}/${format}`}</a>
  )
  return (
    <Uses
      tell={tell}
      programs={programsOf(collection, origin)}
      spreadsheet={
        <>
          <p>
            {tell('Téléchargez et ouvrez le classeur Excel :', 'Download and open the Excel workbook:')} {file('xlsx')}.{' '}
            {tell(
              'Pour qu’il suive les données, dans Excel : Données › À partir du web, avec cette adresse ; dans LibreOffice Calc : Feuille › Lien externe.',
              'For it to follow the data, in Excel: Data › From Web, with this address; in LibreOffice Calc: Sheet › External Links.',
            )}
          </p>
          <p>
            {tell('Le CSV', 'The CSV')} ({file('csv')}) {tell('est', 'is')} {openCsv(tell)}
          </p>
        </>
      }
    >
      <Connect
        tell={tell}
        menu={tell(
          'Menu Couche › Ajouter une couche › Ajouter une couche WFS / OGC API - Features',
          'Menu Layer › Add Layer › Add WFS / OGC API - Features Layer',
        )}
        address={`${origin}/ogc`}
        layer={collection}
      />
      <p>
        {tell('Les SIG qui ne connaissent que WFS ou WMS :', 'GIS that only know WFS or WMS:')}{' '}
        <code>{`${origin}/wfs`}</code>, <code>{`${origin}/wms`}</code>
      </p>
    </Uses>
  )
}

/** The programs of the page. */
export function programsOf(collection: string, origin: string): readonly Program[] {
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
  ]
}
