import type { FeaturePage, SurveyTold } from '../../../api/json/shapes.ts'
import { bboxOf, type Geometry } from '../../../kernel/index.ts'
import { ApiProblem, address, ask } from '../../ask.ts'
import { startPicture } from '../../map/picture.ts'
import type { Page } from '../../page.ts'

/** A row that people rate. */
export interface Subject {
  readonly id: string
  readonly name: string | null
  readonly length: number | null
  readonly geometry: Geometry | null
}

/** Of a name, rows shown at most. */
export const MOST_FOUND = 30
/** Degrees around a row where its neighbours are looked for: as far as a picture shows. */
const AROUND = 0.004
/** Neighbours drawn beside it. */
const MOST_DRAWN = 2000
/** The row itself, over its neighbours. */
const [OWN, OTHERS] = ['#a84400', '#8d8a80']

const subjectOf = (
  survey: SurveyTold,
  properties: Readonly<Record<string, unknown>>,
  geometry: Geometry | null,
): Subject => ({
  id: String(properties[survey.key]),
  name: (properties.name as string | null | undefined) ?? null,
  length: (properties.length as number | null | undefined) ?? null,
  geometry,
})

/** The rows whose name holds some words, whatever their case and accents. */
export async function findSubjects(page: Page, survey: SurveyTold, words: string): Promise<Subject[]> {
  // What a pattern would take for something else than itself is left out.
  const sought = words
    .replace(/[%_\\]/g, ' ')
    .trim()
    .replaceAll("'", "''")
  if (sought === '') return []
  const path = address(`/ogc/collections/${encodeURIComponent(survey.dataset)}/items`, {
    ...{ f: 'json', limit: MOST_FOUND, skipGeometry: 'true', sortby: 'name' },
    filter: `CASEI(ACCENTI(name)) LIKE CASEI(ACCENTI('%${sought}%'))`,
  })
  const { features } = await ask<FeaturePage>(page.api, path)
  return features.map(({ id, properties }) => subjectOf(survey, { [survey.key]: id, ...properties }, null))
}

/** One row. Throws ApiProblem where there is none. */
export async function readSubject(page: Page, survey: SurveyTold, id: string): Promise<Subject> {
  const { features } = await ask<FeaturePage>(
    page.api,
    address(`/api/datasets/${encodeURIComponent(survey.dataset)}/rows`, {
      ...{ format: 'geojson', limit: 1, where: `${survey.key}:${id}` },
    }),
  )
  const [found] = features
  if (found) return subjectOf(survey, found.properties, found.geometry as Geometry | null)
  throw new ApiProblem(
    404,
    'portal.no-subject',
    {
      fr: 'Ce tronçon n’est pas, ou plus, dans les données.',
      en: 'This segment is not, or is no longer, in the data.',
    },
    { fr: 'Cherchez sa rue par son nom.', en: 'Look for its street by its name.' },
  )
}

/** `/surveys/{id}/map.svg?subject=…`: a row among its neighbours. */
export async function subjectPicture(page: Page, id: string): Promise<string> {
  const survey = await ask<SurveyTold>(page.api, `/api/surveys/${encodeURIComponent(id)}`)
  const { geometry } = await readSubject(page, survey, page.url.searchParams.get('subject') ?? '')
  const box = geometry && bboxOf(geometry)
  if (!box) throw new ApiProblem(404, 'portal.no-map', { fr: 'Rien à montrer.', en: 'Nothing to show.' })
  const around = [box[0] - AROUND, box[1] - AROUND, box[2] + AROUND, box[3] + AROUND]
  const path = address(`/api/datasets/${encodeURIComponent(survey.dataset)}/rows`, {
    ...{ format: 'geojson', limit: MOST_DRAWN, columns: survey.key, bbox: around.join() },
  })
  const { features } = await ask<FeaturePage>(page.api, path)
  const picture = startPicture(box)
  for (const one of features) if (one.geometry) picture.add(one.geometry as Geometry, OTHERS, true)
  picture.add(geometry, OWN, true, true)
  return picture.finish()
}
