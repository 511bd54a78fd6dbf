import { expect, test } from 'vitest'
import {
  type AssetRef,
  boolean,
  drawn,
  geometry,
  nullable,
  number,
  type OrchestraError,
  type StyleBinding,
  table,
  text,
} from './index.ts'
import { checkStyles } from './style.ts'

const t = (s: string) => ({ title: { fr: s, en: s } })
const Tree = table('tree', {
  id: text({ ...t('id'), role: 'id' }),
  species: text(t('species')),
  height: nullable(number({ ...t('height'), unit: 'm' })),
  sick: boolean(t('sick')),
  at: geometry({ ...t('at'), types: ['Point'] }),
})
const trees: AssetRef<typeof Tree> = { name: 'trees', rows: Tree }
const known = new Map([['trees', { rows: Tree, publish: {} }]])

test('a column that the shape has not, or of other values, does not compile', () => {
  const styles = [
    drawn(trees, { column: 'height', limits: [5, 10], colours: ['#000000', '#888888', '#ffffff'] }),
    drawn(trees, { column: 'sick', categories: [{ value: true, ...t('sick'), colour: '#aa0000' }] }),
    drawn(trees, { colour: '#00aa00' }),
    // @ts-expect-error no such column
    drawn(trees, { column: 'heigt' }),
    // @ts-expect-error texts have no limits
    drawn(trees, { column: 'species', limits: [5] }),
    // @ts-expect-error a colour begins with #
    drawn(trees, { colour: 'green' }),
  ]
  expect(() => checkStyles(styles.slice(0, 3), known)).not.toThrow()
})

const wrong: readonly [string, StyleBinding][] = [
  ['a dataset that is not one', { dataset: 'shrubs', style: { colour: '#000000' } }],
  ['a column that is not one', { dataset: 'trees', style: { column: 'girth' } }],
  ['limits that fall', { dataset: 'trees', style: { column: 'height', limits: [10, 5] } }],
  ['too many classes', { dataset: 'trees', style: { column: 'height', classes: 12 } }],
  ['colours of another number', { dataset: 'trees', style: { column: 'height', limits: [1], colours: ['#000000'] } }],
  ['a colour that is none', { dataset: 'trees', style: { colour: '#12' } }],
]
test.each(wrong)('%s is refused, with where', (_, style) => {
  try {
    checkStyles([style], known)
  } catch (error) {
    const { code, place, say, remedy } = error as OrchestraError
    expect([code, place?.startsWith(style.dataset)]).toEqual(['graph.style', true])
    expect(say.fr).not.toBe(say.en)
    return expect(remedy?.en).toContain('styles')
  }
  expect.fail('nothing was thrown')
})
