import { expect, test } from 'vitest'
import { number, table } from '../../kernel/index.ts'
import { columnNamed, featureOf, gmlId, plainName, xmlName } from './names.ts'

test.each(['height', 'width (m)', '2024', 'été', 'a_x0041_b', 'µ', 'a:b', '-', '字'])(
  '%s is a name of XML and back',
  (name) => {
    expect(xmlName(name)).toMatch(/^[A-Za-z_À-ÿ][-.\w·À-ÿ]*$/)
    expect(plainName(xmlName(name))).toBe(name)
  },
)

test('the id of a feature is a name of XML and back, whatever its key', () => {
  for (const id of ['B63-3', 'A,1', 'é è/.', '100%', ''])
    expect(featureOf('buildings', gmlId('buildings', id))).toBe(id)
  expect(gmlId('buildings', 'A,1')).toBe('buildings.A_x002C_1')
  expect(featureOf('streets', 'buildings.1')).toBeUndefined()
})

test('a column is named with or without prefix and path', () => {
  const shape = table('t', { 'width (m)': number({ title: { fr: 'l', en: 'w' } }) })
  for (const path of ['width (m)', 'app:width_x0020__x0028_m_x0029_', '/app:t/app:width_x0020__x0028_m_x0029_'])
    expect(columnNamed(shape, path)).toBe('width (m)')
  expect(columnNamed(shape, 'app:depth')).toBe('app:depth')
})
