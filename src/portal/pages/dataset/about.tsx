import type { Child } from 'hono/jsx'
import type { Dataset } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { FactList } from '../../parts/facts.tsx'
import { StateLabel } from '../../parts/state.tsx'
import { commonTexts } from '../../text/common.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'
import { themeTitle } from '../../text/themes.ts'

/** The facts of a dataset, in a column beside it. */
export function About({ page, dataset }: { page: Page; dataset: Dataset }) {
  const t = speak(datasetTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { number, bytes, moment, ago, date } = page.format
  const { contact, extent, licence } = dataset
  const isTable = dataset.kind === 'table' || dataset.kind === 'observations'
  const facts: [string, Child, boolean][] = [
    [common.state, <StateLabel state={dataset.state} language={page.language} />, true],
    [
      t.made,
      dataset.made && <span title={moment(dataset.made)}>{ago(dataset.made, page.now)}</span>,
      dataset.made !== null,
    ],
    [t.checked, dataset.checked && moment(dataset.checked), dataset.checked !== null],
    isTable
      ? [t.rows, `${number(dataset.rows)} (${bytes(dataset.bytes)})`, dataset.version > 0]
      : [t.size, bytes(dataset.bytes), dataset.version > 0],
    [
      t.covers,
      extent.temporal && t.fromTo(date(extent.temporal.from), date(extent.temporal.to)),
      extent.temporal !== null,
    ],
    [common.licence, <a href={licence.url}>{licence.title}</a>, true],
    [common.access, common[dataset.access], true],
    [t.producer, dataset.producers.join(', '), dataset.producers.length > 0],
    [t.owner, <a href={`/organisations/${dataset.owner?.slug}`}>{dataset.owner?.name}</a>, dataset.owner !== null],
    [
      t.contact,
      contact && (contact.email ? <a href={`mailto:${contact.email}`}>{contact.name}</a> : contact.name),
      contact !== null,
    ],
    [
      t.theme,
      <a href={`/datasets?theme=${encodeURIComponent(dataset.theme.id)}`}>
        {pick(page, themeTitle(dataset.theme.id))}
      </a>,
      true,
    ],
    [t.keywords, dataset.keywords.map((k) => pick(page, k)).join(', '), dataset.keywords.length > 0],
    [t.useCase, <PackLink page={page} id={dataset.pack} />, dataset.pack !== null],
  ]
  return (
    <section>
      <h2 id="about">{t.about}</h2>
      <FactList facts={facts.map(([name, value, shown]) => shown && ([name, value] as const))} />
    </section>
  )
}

function PackLink({ page, id }: { page: Page; id: string | null }) {
  const pack = page.territory.packs.find((p) => p.id === id)
  return pack ? <a href={`/use-cases/${pack.id}`}>{pick(page, pack.title)}</a> : id
}
