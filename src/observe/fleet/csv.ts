import Papa from 'papaparse'
import type { Bilingual } from '../../kernel/index.ts'
import { OrchestraError } from '../../kernel/index.ts'

/** A line of the file: its number as an editor shows it, and its cells by name of column. */
export interface CsvLine {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** A row that cannot be used. Never says the value of a key. */
export interface RefusedRow {
  readonly line: number
  readonly eui?: string
  readonly column?: string
  readonly reason: Bilingual
}

/** Bytes of a file of devices: some 200,000 rows. */
const largest = 32 * 1_048_576

/** Other names that people give to the columns. */
const aliases: Readonly<Record<string, string>> = {
  ...{ deveui: 'eui', dev_eui: 'eui', identifiant: 'eui', nom: 'name', profil: 'profile', modele: 'profile' },
  ...{ latitude: 'lat', longitude: 'lon', lng: 'lon', groupe: 'group', groups: 'group', groupes: 'group' },
  ...{ intervalle: 'expected', interval: 'expected', expected_interval: 'expected', jeu: 'dataset', famille: 'family' },
  ...{ appkey: 'app_key', joineui: 'join_eui', appeui: 'join_eui', app_eui: 'join_eui' },
}

/** Reads a CSV file with a header, whatever its separator. Throws `fleet.csv-*`. */
export function readCsv(text: string): { lines: CsvLine[]; refused: RefusedRow[]; columns: string[] } {
  if (text.length > largest)
    throw problem('too-large', 'Ce fichier est trop grand : 32 Mo au plus.', 'This file is too large: 32 MB at most.')
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimitersToGuess: [',', ';', '\t', '|'],
  })
  const quotes = errors.find((error) => error.type === 'Quotes')
  if (quotes)
    throw problem(
      'malformed',
      `Ligne ${(quotes.row ?? 0) + 1} : guillemets mal fermés.`,
      `Line ${(quotes.row ?? 0) + 1}: quotes that do not close.`,
    )
  const header = (data[0] ?? []).map(columnName)
  if (!header.includes('eui'))
    throw problem(
      'no-eui',
      `La première ligne doit nommer les colonnes, dont « eui ». Trouvé : ${header.join(', ') || 'rien'}.`,
      `The first line must name the columns, 'eui' among them. Found: ${header.join(', ') || 'nothing'}.`,
    )
  const lines: CsvLine[] = []
  const refused: RefusedRow[] = []
  let line = 1
  for (const row of data.slice(1)) {
    line++
    // A cell between quotes may hold line ends.
    const own = line
    line += row.reduce((ends, cell) => ends + (cell.match(/\n/g)?.length ?? 0), 0)
    if (row.every((cell) => cell.trim() === '')) continue
    if (row.length !== header.length) {
      const [fr, en] = [
        `${row.length} cellules au lieu de ${header.length}.`,
        `${row.length} cells instead of ${header.length}.`,
      ]
      refused.push({ line: own, reason: { fr, en } })
    } else lines.push({ line: own, cells: Object.fromEntries(header.map((name, i) => [name, row[i]!.trim()])) })
  }
  return { lines, refused, columns: header }
}

function columnName(cell: string): string {
  const name = cell.trim()
  // The name of a variable is given to the codec as it is written.
  if (/^variables\./i.test(name)) return `variables.${name.slice('variables.'.length)}`
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s-]+/g, '_')
  return aliases[plain] ?? plain
}

const problem = (code: string, fr: string, en: string) =>
  new OrchestraError({
    code: `fleet.csv-${code}`,
    say: { fr, en },
    remedy: {
      fr: 'Un modèle par famille se télécharge sur la page des appareils.',
      en: 'A template per family can be downloaded on the page of the devices.',
    },
  })
