import { type Language, licences } from '../../../kernel/index.ts'
import { crsName } from '../crs-wkt.ts'
import type { ExportAbout } from '../options.ts'
import { type Field, TEXT_BYTES } from './fields.ts'
import type { LayerWriter } from './layer.ts'

const words = {
  fr: {
    layers: 'Fichiers',
    rows: 'lignes',
    columns: 'Colonnes',
    crs: 'Système de coordonnées',
    licence: 'Licence',
    producer: 'Producteur',
    dated: 'Données de',
    source: 'Source',
    cut: 'textes coupés',
    limits: `Ce que le format ne sait pas faire
- Les noms de colonnes ont 10 caractères au plus : voir la correspondance ci-dessus.
- Les textes ont ${TEXT_BYTES} octets au plus : les plus longs sont coupés, leur nombre est dit ci-dessus.
- Un texte vide et une valeur absente se confondent : les deux sont vides.
- Il n’y a pas de type pour un instant : il est écrit en texte, en temps universel (ISO 8601).
- Un fichier n’a qu’un type de géométrie, et ne dépasse pas 2 Go : les lignes sont réparties. Les lignes sans géométrie
  sont dans le fichier « _sans_geometrie » quand la table mêle plusieurs types.
- Une collection de géométries est répartie entre les fichiers, avec les mêmes colonnes dans chacun.
Les textes sont en UTF-8 (fichier .cpg). Pour tout garder, préférez le GeoPackage.`,
  },
  en: {
    layers: 'Files',
    rows: 'rows',
    columns: 'Columns',
    crs: 'Coordinate reference system',
    licence: 'Licence',
    producer: 'Producer',
    dated: 'Data of',
    source: 'Source',
    cut: 'texts cut',
    limits: `What the format cannot do
- Names of columns have 10 characters at most: see the correspondence above.
- Texts have ${TEXT_BYTES} bytes at most: longer ones are cut, their number is said above.
- An empty text and a missing value are the same: both are blank.
- There is no type for an instant: it is written as text, in universal time (ISO 8601).
- A file has one type of geometry and at most 2 GB: rows are spread over several. Rows without geometry are in the file
  '_sans_geometrie' when the table mixes types.
- A geometry collection is spread over the files, with the same columns in each.
Texts are in UTF-8 (.cpg file). To keep everything, prefer GeoPackage.`,
  },
} as const

/** The text that goes with the files. */
export function readme(
  language: Language,
  title: string,
  crs: string,
  fields: readonly Field[],
  layers: readonly LayerWriter[],
  about: ExportAbout | undefined,
): string {
  const w = words[language]
  const colon = language === 'fr' ? ' :' : ':'
  const lines = [about?.title[language] ?? title, '']
  if (about?.description) lines.push(about.description[language], '')
  const fact = (label: string, value: string | undefined) => value && lines.push(`${label}${colon} ${value}`)
  fact(w.producer, about?.producer)
  fact(w.dated, about?.dated)
  if (about?.licence) fact(w.licence, `${licences[about.licence].title} — ${licences[about.licence].url}`)
  for (const { title: name, address } of about?.sources ?? [])
    fact(w.source, [name[language], ...(address ? [address] : [])].join(' — '))
  fact(w.crs, `${crs} (${crsName(crs)})`)
  lines.push('', w.layers)
  for (const { name, rows, cuts } of layers) {
    const cut = [...cuts].map(([column, count]) => `${column} (${count})`).join(', ')
    lines.push(`- ${name}${colon} ${rows} ${w.rows}${cut && ` ; ${w.cut}${colon} ${cut}`}`)
  }
  lines.push('', w.columns)
  for (const { name, attribute } of fields) {
    const { facts } = attribute
    const description = facts.description ? `. ${facts.description[language]}` : ''
    const unit = facts.unit ? ` (${facts.unit})` : ''
    lines.push(`- ${name.padEnd(10)} ← ${attribute.name}${colon} ${facts.title[language]}${unit}${description}`)
  }
  return `${[...lines, '', w.limits].join('\r\n').replaceAll(/\r?\n/g, '\r\n')}\r\n`
}
