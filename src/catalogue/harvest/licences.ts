import { licences } from '../../kernel/index.ts'
import type { RecordLicence } from '../record.ts'

/** Licences that catalogues name, by what is found in their names or addresses. The first that matches wins. Sources: SPDX 3.25 (2024), Etalab (2021). */
const known: readonly (readonly [RegExp, RecordLicence])[] = [
  [/odbl|odc-odbl|opendatacommons\.org\/licenses\/odbl/i, { id: 'ODbL-1.0', ...licences['ODbL-1.0'] }],
  [
    /etalab-1\.0/i,
    {
      id: 'etalab-1.0',
      title: 'Licence Ouverte 1.0',
      url: 'https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Licence_Ouverte.pdf',
    },
  ],
  [
    /\blov2\b|etalab-2\.0|licence[ -]?ouverte.{0,12}(v?2|etalab 2)|open licen[cs]e v?2|etalab.*licence-ouverte-v2|\bfr-lo\b|notspecified-etalab|licence ouverte \/ open licence|licence-ouverte-open-licence/i,
    { id: 'etalab-2.0', ...licences['etalab-2.0'] },
  ],
  [/cc0|publicdomain\/zero|public-domain-cc0|cc-zero/i, { id: 'CC0-1.0', ...licences['CC0-1.0'] }],
  [
    /cc[- ]by[- ]nd|by-nd/i,
    {
      id: 'CC-BY-ND-4.0',
      title: 'Creative Commons Attribution – NoDerivatives 4.0',
      url: 'https://creativecommons.org/licenses/by-nd/4.0/',
    },
  ],
  [
    /cc[- ]by[- ]sa|licenses\/by-sa/i,
    {
      id: 'CC-BY-SA-4.0',
      title: 'Creative Commons Attribution – ShareAlike 4.0',
      url: 'https://creativecommons.org/licenses/by-sa/4.0/',
    },
  ],
  [
    /cc[- ]by[- ]nc|licenses\/by-nc/i,
    {
      id: 'CC-BY-NC-4.0',
      title: 'Creative Commons Attribution – NonCommercial 4.0',
      url: 'https://creativecommons.org/licenses/by-nc/4.0/',
    },
  ],
  [/cc[- ]by|licenses\/by\//i, { id: 'CC-BY-4.0', ...licences['CC-BY-4.0'] }],
  [
    /^apache-2\.0$|apache\.org\/licenses/i,
    { id: 'Apache-2.0', title: 'Apache License 2.0', url: 'https://spdx.org/licenses/Apache-2.0.html' },
  ],
  [
    /^gpl-3\.0$|gnu\.org\/licenses\/gpl/i,
    { id: 'GPL-3.0-only', title: 'GNU General Public License 3.0', url: 'https://spdx.org/licenses/GPL-3.0-only.html' },
  ],
  [
    /^mit$|opensource\.org\/licenses\/mit/i,
    { id: 'MIT', title: 'MIT License', url: 'https://spdx.org/licenses/MIT.html' },
  ],
]

/** A licence from how a catalogue names it, else from its address: an unknown name is not taken for what its address is about. Undefined when it names none. */
export function licenceOf(name: string | undefined, url?: string): RecordLicence | undefined {
  const said = name ?? url
  if (!said) return undefined
  const exact = known.find(([, { id, title, url: at }]) => [id, title, at].includes(said))
  const found = exact ?? known.find(([pattern]) => pattern.test(said))
  return found?.[1] ?? { id: '', title: said, ...(url && { url }) }
}
