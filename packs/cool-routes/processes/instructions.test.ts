import { describe, expect, test } from 'vitest'
import { kindCode } from '../../../src/models/walking/index.ts'
import { instructionsOf, type Leg } from './instructions.ts'

/** A leg from one position to another, some of it in the sun. */
const leg = (
  from: readonly [number, number],
  to: readonly [number, number],
  name: string | null = null,
  kind: keyof typeof kindCode = 'street',
): Leg => {
  const metres = Math.hypot(to[0] - from[0], to[1] - from[1])
  return { name, kind: kindCode[kind], metres, seconds: metres, sun: metres / 2, known: metres, line: [from, to] }
}
const told = (...legs: Leg[]) => instructionsOf(legs, (position) => [...position])

describe('directions', () => {
  test('one for each street, with the turn into it', () => {
    const all = told(
      leg([0, 0], [0, 100], 'Rue A'),
      leg([0, 100], [0, 200], 'Rue A'),
      leg([0, 200], [100, 200], 'Rue B'),
      leg([100, 200], [100, 300], 'Rue C'),
      leg([100, 300], [170, 370], 'Rue D'),
    )
    expect(all.map(({ turn, name, metres }) => [turn, name, metres])).toEqual([
      ['depart', 'Rue A', 200],
      ['right', 'Rue B', 100],
      ['left', 'Rue C', 100],
      ['slight-right', 'Rue D', 99],
      ['arrive', null, 0],
    ])
    expect(all[0]!.text).toEqual({ fr: 'Partez vers le nord : Rue A', en: 'Head north: Rue A' })
    expect(all[1]!.text).toEqual({ fr: 'Tournez à droite : Rue B', en: 'Turn right: Rue B' })
    expect(all[1]).toMatchObject({ sun: 0.5, at: [0, 200] })
  })

  test('a step or two, and links without a name, are told with the rest', () => {
    const all = told(
      leg([0, 0], [2, 0]),
      leg([2, 0], [2, 60], 'Rue A'),
      leg([2, 60], [2, 70]),
      leg([2, 70], [2, 150], 'Rue A'),
      leg([2, 150], [5, 150]),
    )
    expect(all.map(({ turn, name, metres }) => [turn, name, metres])).toEqual([
      ['depart', 'Rue A', 155],
      ['arrive', null, 0],
    ])
  })

  test('a street crossed in a few metres does not break the one that is followed', () => {
    const all = told(leg([0, 0], [90, 0], 'Rue A'), leg([90, 0], [100, 0], 'Rue B'), leg([100, 0], [200, 0], 'Rue A'))
    expect(all.map(({ name, metres }) => [name, metres])).toEqual([
      ['Rue A', 200],
      [null, 0],
    ])
  })

  test('stairs and crossings are always told, as what they are', () => {
    const all = told(
      leg([0, 0], [50, 0], 'Rue A'),
      leg([50, 0], [56, 0], null, 'crossing'),
      leg([56, 0], [100, 0], 'Rue B'),
      leg([100, 0], [100, -7], null, 'steps'),
      leg([100, -7], [100, -60], null, 'footway'),
    )
    expect(all.map(({ text }) => text.fr)).toEqual([
      'Partez vers l’est : Rue A',
      'Traversez',
      'Continuez tout droit : Rue B',
      'Tournez à droite : l’escalier',
      'Continuez tout droit : une allée',
      'Vous voici à destination',
    ])
  })
})
