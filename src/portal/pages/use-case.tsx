import type { AssetList, Dataset, DatasetList, SheetList } from '../../api/json/shapes.ts'
import { ApiProblem, ask } from '../ask.ts'
import { type Page, pick } from '../page.ts'
import { DatasetItems } from '../parts/dataset-list.tsx'
import { Layout } from '../parts/layout.tsx'
import { speak } from '../text/speak.ts'
import { useCasesTexts } from '../text/use-cases.ts'
import { CoolRoutes } from './use-case/cool-routes.tsx'
import { HeatFigures } from './use-case/heat.tsx'
import { MobilityFigures } from './use-case/mobility.tsx'
import { ModelSheets } from './use-case/model-sheet.tsx'
import { TransparencySheet } from './use-case/sheet.tsx'
import { Walkability } from './use-case/walkability.tsx'

/** The islands of the packs whose pages have some. */
const islandsOf: Readonly<Record<string, readonly string[]>> = {
  heat: ['hours', 'plant', 'map'],
  'cool-routes': ['routes'],
  walkability: ['map'],
}
const stylesOf: Readonly<Record<string, readonly string[]>> = {
  heat: ['maplibre/maplibre-gl.css'],
  'cool-routes': ['routes.css', 'routes-map.css', 'routes-form.css', 'routes-answer.css'],
  walkability: ['maplibre/maplibre-gl.css', 'surveys.css'],
}

/** `/use-cases/{pack}`: what a pack shows, its datasets, and how it works. */
export async function useCasePage(page: Page, id: string) {
  const pack = page.territory.packs.find((p) => p.id === id)
  if (!pack) throw new ApiProblem(404, 'portal.unknown-use-case', useCasesTexts.unknown(id))
  const [{ items: datasets }, { items: assets }, { items: sheets }] = await Promise.all([
    ask<DatasetList>(page.api, '/api/datasets'),
    ask<AssetList>(page.api, '/api/assets'),
    ask<SheetList>(page.api, `/api/packs/${encodeURIComponent(id)}/sheets`),
  ])
  const t = speak(useCasesTexts, page.language)
  const own = datasets.filter((dataset) => dataset.pack === id)
  const described = await Promise.all(
    own.map((dataset) => ask<Dataset>(page.api, `/api/datasets/${encodeURIComponent(dataset.id)}`)),
  )
  const title = pick(page, pack.title)
  return (
    <Layout
      page={page}
      title={title}
      description={pick(page, pack.description)}
      path={[{ href: '/use-cases', title: t.title }]}
      islands={islandsOf[id] ?? []}
      styles={stylesOf[id] ?? []}
    >
      <h1>{title}</h1>
      {id === 'cool-routes' && (await CoolRoutes({ page }))}
      <p class="lead">{pick(page, pack.description)}</p>
      <p>
        <a href="#sheet">{t.toSheet}</a>
      </p>
      {id === 'mobility' && (await MobilityFigures({ page, datasets: own }))}
      {id === 'heat' && (await HeatFigures({ page, datasets }))}
      {id === 'walkability' && (await Walkability({ page }))}
      <section>
        <h2 id="answers">{t.answers}</h2>
        <DatasetItems page={page} datasets={own} />
      </section>
      <ModelSheets page={page} sheets={sheets} />
      <TransparencySheet page={page} pack={pack} datasets={described} assets={assets} />
    </Layout>
  )
}
