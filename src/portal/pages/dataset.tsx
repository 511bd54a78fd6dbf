import type { Dataset, Lineage, Statistics, VersionPage } from '../../api/json/shapes.ts'
import { address, ask, askMaybe } from '../ask.ts'
import { type Page, pick } from '../page.ts'
import { CheckList } from '../parts/checks.tsx'
import { EditLink } from '../parts/edit-link.tsx'
import { Layout } from '../parts/layout.tsx'
import { Quality } from '../parts/quality.tsx'
import { commonTexts } from '../text/common.ts'
import { datasetTexts } from '../text/dataset.ts'
import { qualityTexts } from '../text/quality.ts'
import { speak } from '../text/speak.ts'
import { About } from './dataset/about.tsx'
import { alternatesOf } from './dataset/alternates.ts'
import { DatasetChart } from './dataset/chart.tsx'
import { Columns } from './dataset/columns.tsx'
import { jsonLdOf } from './dataset/json-ld.ts'
import { DatasetMap } from './dataset/map.tsx'
import { Provenance } from './dataset/provenance.tsx'
import { Rows } from './dataset/rows.tsx'
import { Downloads, HowToUse } from './dataset/use.tsx'
import { Versions } from './dataset/versions.tsx'
import { AskForm, RightNote } from './requests/ask.tsx'

/** Parts of a raster listed at most. */
const MOST_PARTS = 100

/** `/datasets/{id}`: all about one dataset, the data itself first. */
export async function datasetPage(page: Page, id: string) {
  const path = encodeURIComponent(id)
  const dataset = await ask<Dataset>(page.api, `/api/datasets/${path}`)
  const readable = dataset.allowed && dataset.version > 0
  const isFiles = dataset.kind === 'raster' || dataset.kind === 'file'
  const [lineage, statistics, versions] = await Promise.all([
    ask<Lineage>(page.api, `/api/assets/${path}/lineage`),
    readable && !isFiles ? askMaybe<Statistics>(page.api, `/api/datasets/${path}/statistics`) : undefined,
    readable && isFiles
      ? askMaybe<VersionPage>(page.api, address(`/api/assets/${path}/versions`, { limit: MOST_PARTS }))
      : undefined,
  ])
  const files = (versions?.items ?? [])
    .filter((v) => v.current && v.partition !== null)
    .toSorted((a, b) => a.partition!.localeCompare(b.partition!, page.language, { numeric: true }))
  const t = speak(datasetTexts, page.language)
  const common = speak(commonTexts, page.language)
  const title = pick(page, dataset.title)
  const parts = {
    map: readable && dataset.geometry && statistics ? await DatasetMap({ page, dataset, statistics }) : null,
    chart: readable && statistics ? await DatasetChart({ page, dataset, statistics }) : null,
    rows: readable && statistics ? await Rows({ page, dataset }) : null,
    ask: dataset.access === 'restricted' ? await Asking({ page, dataset, t }) : null,
  }
  const contents: [string, string, boolean][] = [
    ['downloads', t.downloads, readable],
    ['map', t.map, parts.map !== null],
    ['chart', t.chart, parts.chart !== null],
    ['data', t.data, parts.rows !== null],
    ['columns', t.columns, dataset.columns.length > 0],
    ['use', t.use, readable],
    ['quality', t.quality, true],
    ['provenance', t.provenance, true],
    ['versions', t.versions, dataset.versions.length > 0],
  ]
  return (
    <Layout
      page={page}
      title={title}
      description={pick(page, dataset.description)}
      path={[{ href: '/datasets', title: common.datasets }]}
      islands={[...(readable ? ['download'] : []), ...(parts.map === null ? [] : ['map'])]}
      styles={[...(dataset.refusal ? ['forms.css'] : []), ...(parts.map === null ? [] : ['maplibre/maplibre-gl.css'])]}
      alternates={alternatesOf(id)}
      jsonLd={jsonLdOf(page, dataset)}
    >
      <h1>{title}</h1>
      <p class="lead">{pick(page, dataset.description)}</p>
      <EditLink page={page} id={dataset.id} />
      <div class="with-side">
        <div class="body">
          {dataset.limits && (
            <div class="note">
              <h2 id="limits">{t.limits}</h2>
              <p>{pick(page, dataset.limits)}</p>
            </div>
          )}
          {dataset.refusal && (
            <div class="note refusal">
              <h2 id="refusal">{t.refused}</h2>
              <p>
                {pick(page, dataset.refusal.reason)} {pick(page, dataset.refusal.remedy)}
              </p>
            </div>
          )}
          {parts.ask}
          {dataset.version === 0 && <p class="empty">{t.notMade}</p>}
          <nav class="contents" aria-label={t.onThisPage}>
            <ul>
              {contents
                .filter(([, , shown]) => shown)
                .map(([anchor, name]) => (
                  <li>
                    <a href={`#${anchor}`}>{name}</a>
                  </li>
                ))}
            </ul>
          </nav>
          {parts.map}
          {parts.chart}
          {parts.rows}
          <Columns page={page} dataset={dataset} statistics={statistics} />
          {readable && <HowToUse page={page} dataset={dataset} />}
          <section>
            <h2 id="quality">{t.quality}</h2>
            <CheckList page={page} checks={dataset.checks} />
            <p>
              {dataset.quarantined > 0 ? (
                <a href={`/chain/${path}#quarantine`}>
                  {t.quarantine(dataset.quarantined, page.format.number(dataset.quarantined))}
                </a>
              ) : (
                t.quarantine(0, '0')
              )}
            </p>
          </section>
          <section>
            <h2 id="record-quality">{speak(qualityTexts, page.language).title}</h2>
            <Quality page={page} quality={dataset.quality} />
          </section>
          <Provenance page={page} dataset={dataset} lineage={lineage} />
          <Versions page={page} dataset={dataset} />
        </div>
        <aside class="side" aria-label={t.about}>
          {readable && <Downloads page={page} dataset={dataset} parts={files} />}
          <About page={page} dataset={dataset} />
        </aside>
      </div>
    </Layout>
  )
}

interface AskingProps {
  readonly page: Page
  readonly dataset: Dataset
  readonly t: ReturnType<typeof speak<typeof datasetTexts>>
}

/** How access to a restricted dataset is asked for; the right it gave, once it did. */
async function Asking({ page, dataset, t }: AskingProps) {
  if (!dataset.refusal) return RightNote({ page, dataset })
  return (
    <section>
      <h2 id="ask">{t.askAccess}</h2>
      {await AskForm({ page, dataset })}
    </section>
  )
}
