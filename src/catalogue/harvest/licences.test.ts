import { expect, test } from 'vitest'
import { licenceOf } from './licences.ts'

const ETALAB = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence'
test.each([
  ['odbl-1.0', undefined, 'ODbL-1.0'],
  ['lov2', undefined, 'etalab-2.0'],
  ['fr-lo', undefined, 'etalab-2.0'],
  ['Licence Ouverte v2.0 (Etalab)', ETALAB, 'etalab-2.0'],
  ['etalab-1.0', undefined, 'etalab-1.0'],
  ['Licence Ouverte 1.0', undefined, 'etalab-1.0'],
  ['public-domain-cc0', undefined, 'CC0-1.0'],
  ['cc-by-nd-4.0', undefined, 'CC-BY-ND-4.0'],
  ['cc-by-sa', undefined, 'CC-BY-SA-4.0'],
  ['cc-by', undefined, 'CC-BY-4.0'],
  [undefined, 'https://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
  [undefined, 'https://opendatacommons.org/licenses/odbl/1-0/', 'ODbL-1.0'],
  // What is said unknown is not open for the page it points to.
  ['Licence inconnue', ETALAB, ''],
  ['Conditions inconnues', ETALAB, ''],
  ['other-closed', undefined, ''],
])('%s %s is %s', (name, url, id) => {
  expect(licenceOf(name, url)?.id).toBe(id)
})
test('nothing said is no licence', () => {
  expect(licenceOf(undefined)).toBeUndefined()
})
