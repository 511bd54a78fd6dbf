import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { formatJson, formatText, parseFilter } from './index.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..')
const data = resolve(root, process.env.ORCHESTRA_DATA ?? '../shared/data')
const folder = join(data, '../reference/cql2/examples')
const isThere = existsSync(folder)
if (!isThere) console.log('Examples of the CQL2 standard not found beside the data: their tests are skipped.')

const names = (kind: string) =>
  isThere ? readdirSync(join(folder, kind)).filter((name) => /\.(txt|json)$/.test(name)) : []
const read = (kind: string, name: string) => readFileSync(join(folder, kind, name), 'utf8')
/** JSON has -0; the tree has 0. It is the only change a document of the standard goes through. */
const noMinusZero = (document: string) =>
  JSON.parse(document, (_, value: unknown) => (value === 0 ? 0 : value)) as unknown

describe.skipIf(!isThere)('the examples of the standard', () => {
  test('all are there', () => {
    expect([names('text').length, names('json').length]).toEqual([120, 109])
  })

  test.each(names('text'))('text %s is its JSON, and comes back from both', (name) => {
    const tree = parseFilter(read('text', name), 'cql2-text')
    const sibling = name.replace(/(-alt\d+)?\.txt$/, '.json')
    expect(tree).toEqual(parseFilter(read('json', sibling), 'cql2-json'))
    expect(parseFilter(formatText(tree), 'cql2-text')).toEqual(tree)
  })

  test.each(names('json'))('JSON %s comes back as it was', (name) => {
    const document = read('json', name)
    expect(JSON.parse(formatJson(parseFilter(document, 'cql2-json')))).toEqual(noMinusZero(document))
  })
})
