import type { SurveyAnswer } from '../../../src/kernel/index.ts'
import { bell, dice } from './random.ts'

type Row = Readonly<Record<string, unknown>>

/** Segments that somebody rated, of all that have a name; most of them by fewer than it takes to be told. */
const RATED = 0.25
/** What inhabitants of the town might write. */
const words = [
  'Le trottoir est étroit quand les poubelles sont sorties.',
  'Très agréable le soir, sous les arbres.',
  'Il manque un banc à mi-chemin.',
  'On attend longtemps pour traverser.',
  'J’y passe tous les jours avec la poussette, sans souci.',
  'En juillet, pas un coin d’ombre.',
] as const

/**
 * Answers that nobody gave, to the five questions of walking: what is computed of a segment, what inhabitants see beside it, and
 * the mood of each. The same seed gives the same answers.
 */
export function* inventAnswersOf(seed: number, rows: readonly Row[]): Generator<SurveyAnswer> {
  const roll = dice(seed, 'answers')
  const named = rows.filter(({ name, index }) => name !== null && index !== null)
  for (const [i, row] of named.entries()) {
    if (roll(i) > RATED) continue
    const part = (name: string) => (row[name] as number | null) ?? 0.5
    // What a computation does not see: a façade, a smell, a memory.
    const unseen = 0.16 * bell(roll, i, 1)
    const likings = [
      0.55 + 0.2 * part('traffic'),
      0.25 + 0.6 * part('traffic'),
      0.15 + 0.4 * part('comfort') + 0.3 * part('greenery'),
      0.2 + 0.6 * part('slope'),
      0.1 + (row.index as number) / 110,
    ]
    const people = 1 + Math.floor(12 * roll(i, 2))
    for (let n = 0; n < people; n++) {
      const mood = 0.1 * bell(roll, i, 3, n)
      yield {
        subject: String(row.id),
        ratings: likings.map((liking, q) => rating(liking + unseen + mood + 0.1 * bell(roll, i, 10 + q, n))),
        comment: roll(i, 4, n) < 0.08 ? words[Math.floor(roll(i, 5, n) * words.length)]! : '',
      }
    }
  }
}

const rating = (liking: number) => Math.max(1, Math.min(5, Math.round(1 + 4 * liking)))
