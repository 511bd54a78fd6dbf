import { type EuTheme, euThemes } from '../words.ts'

/** RUDI's themes with their French labels (RUDI 1.4.1), and the EU data theme each is closest to (Publications Office, 2025). */
export const rudiThemes = {
  economy: { label: 'Economie', eu: 'ECON' },
  citizenship: { label: 'Citoyenneté', eu: 'GOVE' },
  energyNetworks: { label: 'Réseaux, Energie', eu: 'ENER' },
  culture: { label: 'Culture, Sports, Loisirs', eu: 'EDUC' },
  transportation: { label: 'Mobilité, Transport', eu: 'TRAN' },
  children: { label: 'Enfance', eu: 'SOCI' },
  environment: { label: 'Environnement', eu: 'ENVI' },
  townPlanning: { label: 'Urbanisme', eu: 'REGI' },
  location: { label: 'Référentiels géographiques', eu: 'REGI' },
  education: { label: 'Education', eu: 'EDUC' },
  publicSpace: { label: 'Espace public', eu: 'REGI' },
  health: { label: 'Santé, Sécurité', eu: 'HEAL' },
  housing: { label: 'Logement', eu: 'SOCI' },
  society: { label: 'Social', eu: 'SOCI' },
} as const
export type RudiTheme = keyof typeof rudiThemes

/** A label without case, accents or punctuation, to compare. */
export const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

const codes = new Map<string, RudiTheme>(
  (Object.keys(rudiThemes) as RudiTheme[]).flatMap((code) => [
    [bare(code), code],
    [bare(rudiThemes[code].label), code],
  ]),
)

/** RUDI's theme of a code or of a French label; undefined when the list does not have it. */
export const rudiThemeOf = (text: string): RudiTheme | undefined => codes.get(bare(text))

/** Words of portals' themes and of ISO topic categories, and the EU theme they stand for. The first that is found wins. */
const words: readonly (readonly [RegExp, EuTheme])[] = [
  [/transport|mobilit|deplacement|velo|stationnement/, 'TRAN'],
  [/energ|utilities|reseau/, 'ENER'],
  [/environ|climat|biota|meteo|eau|water|ocean|nature|dechet/, 'ENVI'],
  [/agri|farming|forest|peche|alimentation/, 'AGRI'],
  [/sante|health/, 'HEAL'],
  [/econom|emploi|entreprise|budget|finance|tourism/, 'ECON'],
  [/educ|cultur|sport|loisir|patrimoine|formation/, 'EDUC'],
  [/justice|securit|juridi/, 'JUST'],
  [/science|techno|numerique|geoscientific/, 'TECH'],
  [/social|societ|population|logement|habitat|demogra|enfance/, 'SOCI'],
  [/citoyen|administration|gouvern|election|elus|vie publique/, 'GOVE'],
  [
    /urbanis|amenagement|territoire|limites|boundaries|planning|cadastre|location|imagery|elevation|structure|espace public|foncier/,
    'REGI',
  ],
]

/** The EU theme that a label is about; undefined when it cannot be told. */
export function euThemeOf(label: string): string | undefined {
  const plain = bare(label)
  const code = label.split(/[/#]/).at(-1)!.toUpperCase()
  if (Object.hasOwn(euThemes, code)) return code
  const rudi = rudiThemeOf(label)
  return rudi ? rudiThemes[rudi].eu : words.find(([pattern]) => pattern.test(plain))?.[1]
}
