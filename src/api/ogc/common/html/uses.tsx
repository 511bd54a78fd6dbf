import type { Child } from 'hono/jsx'
import type { Tell } from './frame.tsx'

/** A program that works as it stands. */
export interface Program {
  readonly name: readonly [fr: string, en: string]
  readonly language: 'python' | 'r' | 'javascript' | 'sh'
  readonly text: string
}

interface UsesProps {
  readonly tell: Tell
  readonly programs: readonly Program[]
  readonly spreadsheet: Child
  /** What is done in QGIS. */
  readonly children: Child
}

/** How to use a collection elsewhere: each text works as it stands. */
export const Uses = ({ tell, programs, spreadsheet, children }: UsesProps) => (
  <section aria-labelledby="use">
    <h2 id="use">{tell('L’utiliser ailleurs', 'Use it elsewhere')}</h2>
    <h3>QGIS</h3>
    {children}
    {programs.map(({ name, text }) => (
      <>
        <h3>{tell(...name)}</h3>
        <pre tabindex={0}>
          <code>{text}</code>
        </pre>
      </>
    ))}
    <h3>{tell('Un tableur', 'A spreadsheet')}</h3>
    {spreadsheet}
  </section>
)

interface ConnectProps {
  readonly tell: Tell
  /** What is clicked to add such a layer. */
  readonly menu: string
  readonly address: string
  readonly layer: string
}

/** How QGIS is connected to a service, and given a layer of it. */
export const Connect = ({ tell, menu, address, layer }: ConnectProps) => (
  <ol>
    <li>{menu}</li>
    <li>
      {tell('Nouveau ; URL :', 'New; URL:')} <code>{address}</code>
    </li>
    <li>
      {tell('Connexion, puis choisissez', 'Connect, then choose')} <code>{layer}</code>
    </li>
  </ol>
)

/** How a CSV is opened so that accents and columns come as they are. */
export const openCsv = (tell: Tell) =>
  tell(
    'en UTF-8, avec des virgules : dans Excel, importez-le par Données › À partir d’un fichier texte/CSV (origine 65001, délimiteur virgule) plutôt que de l’ouvrir ; LibreOffice Calc demande les deux à l’ouverture.',
    'in UTF-8, with commas: in Excel, import it by Data › From Text/CSV (file origin 65001, delimiter comma) rather than open it; LibreOffice Calc asks for both when it opens it.',
  )
