import type { CheckResult, Checks } from '../../api/json/shapes.ts'
import { type Page, pick } from '../page.ts'
import { evidenceTexts } from '../text/evidence.ts'
import { speak } from '../text/speak.ts'
import { StateMark } from './state.tsx'

/** What was checked on the version served, in words; then why a newer one was refused, if so. */
export function CheckList({ page, checks }: { page: Page; checks: Checks }) {
  const t = speak(evidenceTexts, page.language)
  const { current, refused, withheld } = checks
  return (
    <>
      {refused && (
        <div class="note refusal">
          <p>{t.refusedOn(page.format.moment(refused.made))}</p>
          <Results page={page} results={refused.results.filter((result) => !result.passed)} />
        </div>
      )}
      {withheld && <p class="note">{pick(page, withheld)}</p>}
      {current.length === 0 ? <p class="quiet">{t.none}</p> : <Results page={page} results={current} />}
    </>
  )
}

function Results({ page, results }: { page: Page; results: readonly CheckResult[] }) {
  return (
    <ul class="checks">
      {results.map((result) => (
        <Result page={page} result={result} />
      ))}
    </ul>
  )
}

function Result({ page, result }: { page: Page; result: CheckResult }) {
  const t = speak(evidenceTexts, page.language)
  const verdict = result.passed
    ? t.passed
    : { block: t.failedBlock, warn: t.failedWarn, quarantine: t.failedQuarantine }[result.severity]
  const mark = result.passed ? 'fresh' : result.severity === 'block' ? 'failed' : 'stale'
  return (
    <li>
      <span class={`state state-${mark}`}>
        <svg viewBox="-6.5 -6.5 13 13" width="16" height="16" aria-hidden="true">
          <StateMark state={mark} x={0} y={0} />
        </svg>
      </span>
      <div>
        <strong>{pick(page, result.message)}</strong> <span class="quiet">— {verdict}</span>
        {result.bad > 0 && (
          <span class="quiet block">
            {t.offending(result.bad, page.format.number(result.bad))}
            {result.partition && ` · ${t.onlyPartition(result.partition)}`}
          </span>
        )}
        {result.sample.length > 0 && (
          <details>
            <summary>{t.examples}</summary>
            <ul class="samples">
              {result.sample.slice(0, 5).map((row) => (
                <li>
                  <code>{JSON.stringify(row)}</code>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  )
}
