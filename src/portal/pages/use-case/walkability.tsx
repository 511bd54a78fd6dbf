import type { Dataset, SurveyTold } from '../../../api/json/shapes.ts'
import { ApiProblem, address, askMaybe } from '../../ask.ts'
import { MapFigure } from '../../map/figure.tsx'
import { ColourLegend } from '../../map/styled.tsx'
import { type Page, pick } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { commonTexts } from '../../text/common.ts'
import { speak } from '../../text/speak.ts'
import { surveyTexts, walkabilityTexts } from '../../text/surveys.ts'
import { Compared } from './walkability/compared.tsx'
import { boundsOf, countClasses, featuresOf, weighedLayers, weighedPicture } from './walkability/figures.ts'
import { weighingOf, weightQuery } from './walkability/weights.ts'
import { Weights } from './walkability/weights-form.tsx'

const SURVEY = 'walkability'
const datasets = { cells: 'walkability_cells', segments: 'walkability_segments' } as const
type By = keyof typeof datasets

const byOf = (page: Page): By => (page.url.searchParams.get('by') === 'segments' ? 'segments' : 'cells')

/** What the pack computes of a territory, once it has: the dataset shown, the squares, the survey. */
async function openWalkability(page: Page, by: By) {
  const [survey, shown, cells] = await Promise.all([
    askMaybe<SurveyTold>(page.api, `/api/surveys/${SURVEY}`),
    askMaybe<Dataset>(page.api, `/api/datasets/${datasets[by]}`),
    askMaybe<Dataset>(page.api, `/api/datasets/${datasets.cells}`),
  ])
  if (!survey || !shown || !cells || !shown.allowed || !(shown.rows > 0)) return undefined
  return { survey, shown, cells, weighing: weighingOf(page, survey.components, page.url.searchParams) }
}

/** `/use-cases/walkability`: the map, what it is made of and may be made of, and what people say beside it. */
export async function Walkability({ page }: { readonly page: Page }) {
  const by = byOf(page)
  const opened = await openWalkability(page, by)
  if (!opened) return null
  const { survey, shown, cells, weighing } = opened
  const t = speak(walkabilityTexts, page.language)
  const { number, percent } = page.format
  const [legend, drawn, features] = await Promise.all([
    page.maps.legend(shown.id, shown.version),
    weighedLayers(page, shown.id, weighing),
    featuresOf(page, cells),
  ])
  const classes = countClasses(legend.classes, features, weighing)
  const known = classes.filter(({ of }) => of === undefined)
  const people = known.reduce((sum, one) => sum + one.people, 0)
  const share = (from: number, to: number) => {
    const some = known.filter(({ from: low = 0, to: high = 100 }) => low >= from && high <= to)
    return percent(some.reduce((sum, one) => sum + one.people, 0) / people)
  }
  const link = {
    href: `/surveys/${survey.id}/answer?subject={id}`,
    key: survey.key,
    text: speak(surveyTexts, page.language).rate,
  }
  return (
    <>
      <section>
        <h2 id="map">{t.map}</h2>
        {people > 0 && (
          <p class="headline">
            <strong>{share(60, 100)}</strong> {t.people(share(0, 40))}
          </p>
        )}
        <p>
          {(['cells', 'segments'] as const).map((one) => (
            <>
              <a
                class="shown-by"
                href={`${address('/use-cases/walkability', { by: one, ...weightQuery(weighing) })}#map`}
                aria-current={one === by ? 'true' : undefined}
              >
                {one === 'cells' ? t.byCell : t.bySegment}
              </a>{' '}
            </>
          ))}
          {weighing.isChanged && <span class="quiet">{t.changed}</span>}
        </p>
        <MapFigure
          page={page}
          bounds={boundsOf(features, weighing) ?? shown.extent.spatial ?? page.territory.bounds}
          picture={address('/use-cases/walkability/map.svg', { by, version: shown.version, ...weightQuery(weighing) })}
          alt={t.mapAlt}
          layers={[{ dataset: shown, drawn, ...(by === 'segments' && { link }) }]}
        />
        <ColourLegend page={page} legend={legend} />
        <DataTable
          caption={t.classes}
          headings={[
            { title: t.class },
            { title: t.cells, numeric: true },
            ...(people > 0 ? [{ title: t.inhabitants, numeric: true }] : []),
          ]}
          rows={classes.map((one) => [
            pick(page, one.label),
            number(one.cells),
            ...(people > 0 ? [number(one.people, 0)] : []),
          ])}
        />
      </section>
      <Weights page={page} weighing={weighing} by={by} features={features} />
      {await Compared({ page, survey, weighing })}
    </>
  )
}

/** `/use-cases/walkability/map.svg`: the same map, drawn on the server. */
export async function walkabilityPicture(page: Page): Promise<string> {
  const opened = await openWalkability(page, byOf(page))
  if (opened) return weighedPicture(page, opened.shown, opened.weighing)
  const { none } = commonTexts
  throw new ApiProblem(404, 'portal.no-map', none)
}
