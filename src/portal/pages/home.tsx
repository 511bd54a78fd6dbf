import type { DatasetList, DatasetSummary, FootprintReport } from '../../api/json/shapes.ts'
import { ask } from '../ask.ts'
import { type Page, pick } from '../page.ts'
import { DatasetItems } from '../parts/dataset-list.tsx'
import { FootprintFactors, FootprintWords } from '../parts/footprint.tsx'
import { Layout } from '../parts/layout.tsx'
import { type State, StateLabel } from '../parts/state.tsx'
import { footprintTexts } from '../text/footprint.ts'
import { homeTexts } from '../text/home.ts'
import { speak } from '../text/speak.ts'
import { themeTitle } from '../text/themes.ts'

/** Datasets shown of one theme; the others are a link away. */
const SHOWN = 6

/** `/`: what this territory is, what it has, how fresh it is and what it cost. */
export async function homePage(page: Page) {
  const [{ items: datasets }, footprint] = await Promise.all([
    ask<DatasetList>(page.api, '/api/datasets'),
    ask<FootprintReport>(page.api, '/api/footprint'),
  ])
  const t = speak(homeTexts, page.language)
  const f = speak(footprintTexts, page.language)
  const { territory, format } = page
  const title = pick(page, territory.title)
  const { counts, totals } = territory
  return (
    <Layout page={page} title={title} description={pick(page, territory.description)}>
      <div class="hero">
        <h1>{title}</h1>
        <p class="lead">{pick(page, territory.description)}</p>
        <ul class="counts" aria-label={t.figures}>
          <li>
            <Big text={t.datasets(counts.datasets, format.number(counts.datasets))} />
          </li>
          <li>
            <Big text={t.rows(totals.published, format.number(totals.published))} />
          </li>
          <li>
            <Big text={t.sources(counts.sources, format.number(counts.sources))} />
          </li>
        </ul>
        <p class="actions">
          <a class="button" href="/datasets">
            {t.allDatasets}
          </a>
          <a class="button second" href="/map">
            {t.onMap}
          </a>
        </p>
      </div>
      <section>
        <h2 id="themes">{t.byTheme}</h2>
        <div class="themes">
          {themesOf(datasets).map(([theme, list]) => (
            <section>
              <h3 id={`theme-${theme}`}>
                <a href={`/datasets?theme=${encodeURIComponent(theme)}`}>{pick(page, themeTitle(theme))}</a>{' '}
                <span class="quiet">{list.length}</span>
              </h3>
              <DatasetItems page={page} datasets={list.slice(0, SHOWN)} short />
              {list.length > SHOWN && (
                <p>
                  <a
                    href={`/datasets?theme=${encodeURIComponent(theme)}`}
                    aria-label={`${t.more(format.number(list.length))} (${pick(page, themeTitle(theme))})`}
                  >
                    {t.more(format.number(list.length))}
                  </a>
                </p>
              )}
            </section>
          ))}
        </div>
      </section>
      {territory.packs.length > 0 && (
        <section>
          <h2 id="uses">{t.useCases}</h2>
          <ul class="cards">
            {territory.packs.map((pack) => (
              <li>
                <a href={`/use-cases/${pack.id}`}>{pick(page, pack.title)}</a>
                <p>{pick(page, pack.description)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="split">
        <div>
          <h2 id="chain">{t.chain}</h2>
          <p>{t.chainLead}</p>
          <LastRun page={page} />
          <p>{t.quarantined(totals.quarantined, format.number(totals.quarantined))}</p>
          <p>
            <a href="/chain">{t.seeChain}</a>
          </p>
        </div>
        <div>
          <h2 id="footprint">{t.footprint}</h2>
          <FootprintWords page={page} footprint={footprint.total} />
          {footprint.avoided.energy_wh > 0 && <p>{f.avoided(format.energy(footprint.avoided.energy_wh))}</p>}
          <FootprintFactors page={page} constants={footprint.constants} />
        </div>
      </section>
    </Layout>
  )
}

/** A figure and its words: the figure is what comes before the first letter. */
function Big({ text }: { text: string }) {
  const at = text.search(/\p{L}/u)
  return (
    <>
      <strong>{text.slice(0, at).trim()}</strong> {text.slice(at)}
    </>
  )
}

function LastRun({ page }: { page: Page }) {
  const t = speak(homeTexts, page.language)
  const { lastRun, states } = page.territory
  if (!lastRun) return <p>{t.noRun}</p>
  return (
    <dl class="facts">
      <div>
        <dt>{t.lastRun}</dt>
        <dd>
          <a href={`/runs/${lastRun.id}`}>{page.format.moment(lastRun.started)}</a>{' '}
          <StateLabel state={lastRun.state as State} language={page.language} />
        </dd>
      </div>
      <div>
        <dt>{t.states}</dt>
        <dd class="states">
          {(['fresh', 'running', 'stale', 'failed', 'never'] as const)
            .filter((state) => states[state] > 0)
            .map((state) => (
              <span>
                {page.format.number(states[state])} <StateLabel state={state} language={page.language} />
              </span>
            ))}
        </dd>
      </div>
    </dl>
  )
}

/** Datasets under their theme, the fullest theme first. */
function themesOf(datasets: readonly DatasetSummary[]): [string, DatasetSummary[]][] {
  // What a use case made says more to a visitor than the sources it comes from.
  const byInterest = datasets.toSorted((a, b) => Number(b.pack !== null) - Number(a.pack !== null))
  return [...Map.groupBy(byInterest, (dataset) => dataset.theme.id)].sort((a, b) => b[1].length - a[1].length)
}
