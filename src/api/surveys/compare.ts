import type { Context } from 'hono'
import Type from 'typebox'
import { columnOfRole, type Survey, weightedMean } from '../../kernel/index.ts'
import { correlate, FEWEST_PAIRS, readResults } from '../../survey/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter } from '../http/faults.ts'
import { type Route, route } from '../http/route.ts'
import { SurveyComparison } from '../json/shapes.ts'
import { keyOf, subjectRows, surveyOf, surveysOf } from './find.ts'

const MOST_WEIGHT = 100

/** What people say beside what was computed, and how the two go together. */
export const compareRoute: Route = route({
  path: '/api/surveys/:id/comparison',
  tag: 'surveys',
  summary: {
    fr: 'Ce que disent les habitants à côté de ce qui est calculé, et leur corrélation',
    en: 'What inhabitants say beside what is computed, and their correlation',
  },
  query: Type.Object({
    weight: Type.Array(Type.String({ maxLength: 80 }), {
      maxItems: 20,
      description: 'Weights other than the usual: `column:2`. Repeat it.',
    }),
  }),
  answer: SurveyComparison,
  problems: [403, 404],
  async handle(deps, c, { weight }) {
    const survey = surveyOf(deps, c)
    return c.json((await compare(deps, c, survey, readWeights(survey, weight))) satisfies SurveyComparison)
  },
})

async function compare(deps: Deps, c: Context, survey: Survey, weights: Record<string, number>) {
  const shape = deps.chain.graph.byName.get(survey.dataset)!.rows
  const [key, title] = [keyOf(shape), columnOfRole(shape, 'title')]
  const columns = Object.keys(weights)
  const rows = await subjectRows(deps, c, survey, [...columns, ...(title ? [title] : [])])
  const results = await readResults(surveysOf(deps), survey)
  const byKey = new Map(rows.map((row) => [row[key] as string, row]))
  const pairs = results.flatMap(({ subject, answers, mean }) => {
    const row = byKey.get(subject)
    // The dataset may have been made again without it.
    const value = row && weightedMean(columns.map((name) => [row[name] as number | null, weights[name]!]))
    return row && value !== undefined && value !== null
      ? [{ subject, name: String((title && row[title]) ?? subject), value, mean, answers }]
      : []
  })
  const { pearson, spearman } = correlate(
    pairs.map(({ value }) => value),
    pairs.map(({ mean }) => mean),
  )
  return { weights, pairs, fewestPairs: FEWEST_PAIRS, pearson, spearman }
}

/** The usual weights, changed as asked. Throws `api.bad-parameter`. */
function readWeights({ components }: Survey, asked: readonly string[]): Record<string, number> {
  const weights = Object.fromEntries(components.map(({ column, weight }) => [column, weight]))
  for (const text of asked) {
    const [, column = '', value = ''] = /^(\w+):(\d+(?:\.\d+)?)$/.exec(text) ?? []
    if (!Object.hasOwn(weights, column) || !(Number(value) <= MOST_WEIGHT))
      throw badParameter('weight', `« ${text} » ne convient pas`, `'${text}' will not do`, {
        fr: `Écrivez colonne:poids, de 0 à ${MOST_WEIGHT}. Colonnes : ${Object.keys(weights).join(', ')}.`,
        en: `Write column:weight, from 0 to ${MOST_WEIGHT}. Columns: ${Object.keys(weights).join(', ')}.`,
      })
    weights[column] = Number(value)
  }
  return weights
}
