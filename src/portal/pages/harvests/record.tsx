import type { CatalogueEntry, RecordHistory } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { type Page, pick } from '../../page.ts'
import { EditLink } from '../../parts/edit-link.tsx'
import { FactList } from '../../parts/facts.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Quality } from '../../parts/quality.tsx'
import { DataTable } from '../../parts/table.tsx'
import { datasetsTexts } from '../../text/datasets.ts'
import { harvestTexts, recordTexts } from '../../text/harvests.ts'
import { layoutTexts } from '../../text/layout.ts'
import { qualityTexts } from '../../text/quality.ts'
import { speak } from '../../text/speak.ts'
import { alternatesOf } from '../dataset/alternates.ts'
import { jsonLdOfRecord } from '../dataset/json-ld.ts'

/** The identifier of a dataset that is held elsewhere: its source, then its own. */
export const isHarvested = (id: string): boolean => id.includes('~')

/** `/datasets/{source}~{id}`: a dataset described here and held elsewhere. */
export async function recordPage(page: Page, id: string) {
  const t = speak(recordTexts, page.language)
  const here = `/api/records/${encodeURIComponent(id)}`
  const [record, history] = await Promise.all([
    ask<CatalogueEntry>(page.api, here),
    ask<RecordHistory>(page.api, `${here}/history`),
  ])
  const title = pick(page, record.title)
  const { origin, edited = [] } = record
  return (
    <Layout
      page={page}
      title={title}
      description={pick(page, record.description).slice(0, 300)}
      path={[{ href: '/datasets', title: speak(layoutTexts, page.language).datasets }]}
      alternates={alternatesOf(id)}
      jsonLd={jsonLdOfRecord(page, record)}
    >
      <h1>{title}</h1>
      {origin && <p class="lead">{cameFrom(page, origin)}</p>}
      {edited.length > 0 && <p>{t.edited(edited.join(', '))}</p>}
      <EditLink page={page} id={record.id} />
      {pick(page, record.description)
        .split(/\n{2,}/)
        .map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      <section>
        <h2>{t.facts}</h2>
        <Facts page={page} record={record} />
      </section>
      {record.limits && (
        <section>
          <h2>{t.limits}</h2>
          <p>{pick(page, record.limits)}</p>
        </section>
      )}
      <section>
        <h2>{t.files}</h2>
        <Distributions page={page} record={record} />
      </section>
      <section>
        <h2 id="record-quality">{speak(qualityTexts, page.language).title}</h2>
        <Quality page={page} quality={record.quality} />
      </section>
      <section>
        <h2>{t.history}</h2>
        <History page={page} history={history} />
      </section>
    </Layout>
  )
}

/** Who brought a record: a harvest, or an organisation, by a form or by a program of its own. */
function cameFrom(page: Page, { source, title, archived }: NonNullable<CatalogueEntry['origin']>): string {
  const t = speak(recordTexts, page.language)
  const [house, isDescribed, isDeposit] = [
    pick(page, title),
    source.startsWith('described.'),
    source.startsWith('deposit.'),
  ]
  const said = isDescribed ? t.described(house) : isDeposit ? t.deposited(house) : t.from(house)
  const gone = isDescribed || isDeposit ? t.withdrawn : t.archived
  return archived ? `${said} ${gone}` : said
}

interface Shown {
  readonly page: Page
  readonly record: CatalogueEntry
}

/** The values of a facet, each a way to the datasets that have it. */
function Found({ page, record, name }: Shown & { readonly name: string }) {
  const values = record.found.find((one) => one.name === name)?.values ?? []
  return (
    <ul class="comma">
      {values.map(({ value, title }) => (
        <li>
          <a href={address('/datasets', { [name]: value })}>{pick(page, title)}</a>
        </li>
      ))}
    </ul>
  )
}

function Facts({ page, record }: Shown) {
  const t = speak(recordTexts, page.language)
  const d = speak(datasetsTexts, page.language)
  const { contacts, licence, access, issued, modified, temporal, origin } = record
  const has = (name: string) => record.found.some((one) => one.name === name && one.values.length > 0)
  const { date, moment } = page.format
  const [source] = record.sources
  return (
    <FactList
      facts={[
        [t.publisher, <Found page={page} record={record} name="producer" />],
        [
          t.contact,
          contacts.map(({ name, email }) => <div>{email ? <a href={`mailto:${email}`}>{name}</a> : name}</div>),
        ],
        [t.licence, licence ? licence.url ? <a href={licence.url}>{licence.title}</a> : licence.title : t.noLicence],
        [t.access, t[access]],
        has('theme') && [t.themes, <Found page={page} record={record} name="theme" />],
        has('keyword') && [t.keywords, <Found page={page} record={record} name="keyword" />],
        has('typology') && [d.typology, <Found page={page} record={record} name="typology" />],
        has('frequency') && [t.frequency, <Found page={page} record={record} name="frequency" />],
        issued !== undefined && [t.issued, date(issued)],
        modified !== undefined && [t.modified, date(modified)],
        temporal !== undefined && [
          t.period,
          [temporal.from, temporal.to].map((end) => (end === undefined ? '…' : date(end))).join(' – '),
        ],
        origin !== undefined && [t.seen, moment(origin.seen)],
        source !== undefined &&
          /^https?:/.test(source) && [t.atSource, <a href={source}>{new URL(source).hostname}</a>],
      ]}
    />
  )
}

function Distributions({ page, record }: Shown) {
  const t = speak(recordTexts, page.language)
  const all = [
    ...record.files.map((one) => ({ ...one, format: one.mediaType ?? '' })),
    ...[...record.services, ...(record.series ?? [])].map((one) => ({ ...one, format: t.service })),
  ]
  if (all.length === 0) return <p class="empty">{t.noFiles}</p>
  return (
    <DataTable
      caption={t.files}
      hideCaption
      headings={[{ title: t.name }, { title: t.format }, { title: t.size, numeric: true }]}
      rows={all.map(({ path, title, format, bytes }) => [
        <a href={path}>{pick(page, title)}</a>,
        format,
        typeof bytes === 'number' ? page.format.bytes(bytes) : '',
      ])}
    />
  )
}

function History({ page, history }: { readonly page: Page; readonly history: RecordHistory }) {
  const t = speak(recordTexts, page.language)
  const verbs = { ...t, archived: t.archivedVerb, edited: t.editedVerb }
  if (history.items.length === 0) return <p class="empty">{speak(harvestTexts, page.language).neverDone}</p>
  return (
    <DataTable
      caption={t.history}
      hideCaption
      headings={[t.when, t.what, t.by, t.fields].map((title) => ({ title }))}
      rows={history.items.map(({ at, verb, kind, run, fields }) => [
        page.format.moment(at),
        verbs[verb],
        run !== null ? (
          <a href={`/harvests/${run}`}>{t.byHarvest(String(run))}</a>
        ) : kind === 'service' ? (
          t.byDeposit
        ) : (
          t.byPeople
        ),
        fields.map(({ field }) => field).join(', '),
      ])}
    />
  )
}
