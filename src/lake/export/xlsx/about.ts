import { type ColumnType, type Language, licences, type Table } from '../../../kernel/index.ts'
import { exportFormats } from '../formats.ts'
import type { ExportAbout } from '../options.ts'
import { pointColumn, positionNames } from '../points.ts'
import { columnLetters, styles, textCell } from './cells.ts'

const types: Readonly<Record<Language, Readonly<Record<ColumnType, string>>>> = {
  fr: {
    text: 'texte',
    integer: 'entier',
    number: 'nombre',
    boolean: 'vrai ou faux',
    instant: 'instant',
    date: 'date',
    json: 'JSON',
    geometry: 'géométrie (omise)',
  },
  en: {
    text: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true or false',
    instant: 'instant',
    date: 'date',
    json: 'JSON',
    geometry: 'geometry (left out)',
  },
}

export const words = {
  fr: {
    columns: 'Colonnes',
    about: 'À propos',
    heads: ['Colonne', 'Titre', 'Unité (UCUM)', 'Type', 'Description'],
    title: 'Titre',
    description: 'Description',
    producer: 'Producteur',
    dated: 'Données de',
    licence: 'Licence',
    source: 'Source',
    zone: 'Fuseau horaire des instants',
    rows: 'Lignes',
    cuts: 'Textes coupés',
    limits: 'Limites du format',
    longitude: 'Première coordonnée du point',
    latitude: 'Seconde coordonnée du point',
  },
  en: {
    columns: 'Columns',
    about: 'About',
    heads: ['Column', 'Title', 'Unit (UCUM)', 'Type', 'Description'],
    title: 'Title',
    description: 'Description',
    producer: 'Producer',
    dated: 'Data of',
    licence: 'Licence',
    source: 'Source',
    zone: 'Time zone of instants',
    rows: 'Rows',
    cuts: 'Texts cut',
    limits: 'Limits of the format',
    longitude: 'First coordinate of the point',
    latitude: 'Second coordinate of the point',
  },
} as const

/** The sheet that says what each column is. */
export function columnsSheet(shape: Table, language: Language): string {
  const w = words[language]
  const point = pointColumn(shape)
  const positions = point
    ? positionNames(shape, point).map((name, i) => [
        name,
        i === 0 ? w.longitude : w.latitude,
        name.startsWith('l') ? 'deg' : 'm',
        types[language].number,
        shape.columns[point]!.crs ?? 'EPSG:4326',
      ])
    : []
  const columns = Object.entries(shape.columns)
    .filter(([name]) => name !== point)
    .map(([name, { title, unit = '', column, description }]) => [
      name,
      title[language],
      unit,
      types[language][column],
      description?.[language] ?? '',
    ])
  return lines([w.heads, ...positions, ...columns])
}

/** The sheet that says where the rows come from and what the format changed. */
export function aboutSheet(
  shape: Table,
  about: ExportAbout | undefined,
  { rows, cuts, timezone, language }: { rows: number; cuts: number; timezone: string; language: Language },
): string {
  const w = words[language]
  const licence = about?.licence && licences[about.licence]
  const facts: (readonly [string, string | undefined])[] = [
    [w.title, about?.title[language] ?? shape.name],
    [w.description, about?.description?.[language]],
    [w.producer, about?.producer],
    [w.dated, about?.dated],
    [w.licence, licence && `${licence.title} — ${licence.url}`],
    ...(about?.sources ?? []).map(
      ({ title, address }) => [w.source, [title[language], ...(address ? [address] : [])].join(' — ')] as const,
    ),
    [w.rows, String(rows)],
    [w.zone, timezone],
    [w.cuts, cuts > 0 ? String(cuts) : undefined],
    [w.limits, exportFormats.xlsx.limits[language]],
  ]
  return lines(facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]])))
}

/** Rows of texts; the first is in bold. */
function lines(table: readonly (readonly string[])[]): string {
  return table
    .map((cells, r) => {
      const written = cells.map((text, c) =>
        text === '' ? '' : textCell(`${columnLetters(c)}${r + 1}`, text, r === 0 ? styles.head : styles.plain),
      )
      return `<row r="${r + 1}">${written.join('')}</row>\n`
    })
    .join('')
}
