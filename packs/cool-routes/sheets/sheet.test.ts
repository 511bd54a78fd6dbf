import { expect, test } from 'vitest'
import { coolRoutesSheet } from './sheet.ts'

test('the sheet is whole: every part, both languages, a source for each number', () => {
  const { inputs, equations, parameters, validation, limits, mayWrong } = coolRoutesSheet
  for (const part of [inputs, equations, parameters, validation, limits, mayWrong])
    expect(part.length).toBeGreaterThan(1)
  for (const { fr, en } of [...limits, ...mayWrong, ...inputs.flatMap(({ what, from }) => [what, from])])
    expect(fr.length > 10 && en.length > 10).toBe(true)
  for (const { title, value, unit, source, date } of parameters) {
    expect(Number.isFinite(value), title.en).toBe(true)
    expect(unit && source, title.en).toBeTruthy()
    expect(date, title.en).toMatch(/^\d{4}(-\d\d)?$/)
  }
  expect(new Set(parameters.map(({ title }) => title.en)).size).toBe(parameters.length)
})
