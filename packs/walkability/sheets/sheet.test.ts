import { expect, test } from 'vitest'
import { components } from '../components.ts'
import { parameters } from '../parameters.ts'
import { walkabilitySheet } from './walkability.ts'

test('the sheet is whole: every part, both languages, a source for each number', () => {
  const { inputs, equations, validation, limits, mayWrong } = walkabilitySheet
  for (const part of [inputs, equations, validation, limits, mayWrong]) expect(part.length).toBeGreaterThan(1)
  for (const { fr, en } of [...limits, ...mayWrong, ...inputs.map(({ from }) => from)])
    expect(fr.length * en.length).toBeGreaterThan(0)
  for (const { reference } of equations) expect(reference).toMatch(/\d{4}/)
  expect(walkabilitySheet.parameters).toHaveLength(Object.keys(parameters).length)
  for (const { date, source, unit } of walkabilitySheet.parameters) {
    expect(date).toMatch(/^\d{4}(-\d\d)?$/)
    expect(source && unit).toBeTruthy()
  }
})

test('every part of the index has a weight that a territory may tune', () => {
  for (const name of components) expect(parameters[`weight_${name}`].default).toBeGreaterThan(0)
})
