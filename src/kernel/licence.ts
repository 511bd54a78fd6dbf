/** Licences a dataset may carry: SPDX or Etalab identifier, label and address. */
export const licences = {
  'ODbL-1.0': { title: 'Open Database License 1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' },
  'etalab-2.0': { title: 'Licence Ouverte 2.0', url: 'https://spdx.org/licenses/etalab-2.0.html' },
  'CC-BY-4.0': {
    title: 'Creative Commons Attribution 4.0',
    url: 'https://creativecommons.org/licenses/by/4.0/',
  },
  'CC0-1.0': { title: 'Creative Commons Zero 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
} as const

export type Licence = keyof typeof licences
