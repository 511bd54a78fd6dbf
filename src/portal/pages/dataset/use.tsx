import type { Dataset, Version } from '../../../api/json/shapes.ts'
import { address } from '../../ask.ts'
import { type Page, pick } from '../../page.ts'
import { FactList } from '../../parts/facts.tsx'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

interface UseProps {
  readonly page: Page
  readonly dataset: Dataset
  /** The files of a raster or file dataset that is cut in parts; empty for any other. */
  readonly parts: readonly Version[]
}

/** The files, with their size where it is known: a dataset cut in parts is handed out whole, and part by part. */
export function Downloads({ page, dataset, parts }: UseProps) {
  const t = speak(datasetTexts, page.language)
  const files = dataset.distributions.map((file) => ({ ...file, title: pick(page, file.title) }))
  const pieces = dataset.distributions.flatMap((file) =>
    parts.map(({ partition, bytes }) => ({
      ...{ href: address(file.href, { partition: partition ?? undefined }), fileName: '', bytes },
      title: t.part(partition ?? ''),
    })),
  )
  return (
    <section>
      <h2 id="downloads">{t.downloads}</h2>
      <ul class="downloads" data-downloads={JSON.stringify(progressWords(page))}>
        {[...files, ...pieces].map((file) => (
          <li>
            <a
              href={file.href}
              download={file.fileName}
              data-progress={file.bytes === null ? `${file.href}/progress` : undefined}
            >
              {file.title}
            </a>
            <span class="quiet">{file.bytes === null ? t.sizeUnknown : page.format.bytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
      <FormatLimits page={page} dataset={dataset} />
    </section>
  )
}

/** What each format leaves out or cuts, before it is chosen. */
function FormatLimits({ page, dataset }: Pick<UseProps, 'page' | 'dataset'>) {
  const t = speak(datasetTexts, page.language)
  const facts = dataset.distributions.flatMap(({ title, limits }) =>
    limits ? [[pick(page, title), pick(page, limits)] as const] : [],
  )
  return facts.length === 0 ? null : (
    <details>
      <summary>{t.formatLimits}</summary>
      <FactList facts={facts} />
    </details>
  )
}

/** What the island says of a file that is being written. */
function progressWords(page: Page) {
  const t = speak(datasetTexts, page.language)
  return {
    label: t.preparation,
    waiting: t.preparing,
    reading: t.rowsRead('{rows}', '{rate}'),
    writing: t.rowsWritten('{rows}', '{bytes}', '{rate}'),
    ready: t.downloadReady('{bytes}'),
    failed: t.downloadFailed,
  }
}

/** Commands that work as they are printed. */
export function HowToUse({ page, dataset }: Pick<UseProps, 'page' | 'dataset'>) {
  const t = speak(datasetTexts, page.language)
  const { origin } = page.url
  const byId = new Map(dataset.distributions.map(({ id, href }) => [id, `${origin}${href}`]))
  const [geojson, csv, parquet] = [byId.get('geojson'), byId.get('csv'), byId.get('parquet')]
  const first = csv ?? parquet ?? byId.get('file')
  const isOpen = dataset.access === 'open'
  const bearer = isOpen ? '' : '-H "Authorization: Bearer $ORCHESTRA_KEY" '
  return (
    <section>
      <h2 id="use">{t.use}</h2>
      {isOpen ? null : (
        <p>
          {t.useKey} <a href="/account/keys">{t.useKeyMake}</a>
        </p>
      )}
      {first && <Snippet title={t.useCurl} code={`curl -fLOJ ${bearer}"${first}"`} />}
      {parquet && (
        <Snippet
          title={t.usePython}
          note={t.usePythonNote}
          code={[
            ...(isOpen
              ? ['import urllib.request, duckdb']
              : [
                  'import os, urllib.request, duckdb',
                  'opener = urllib.request.build_opener()',
                  'opener.addheaders = [("Authorization", "Bearer " + os.environ["ORCHESTRA_KEY"])]',
                  'urllib.request.install_opener(opener)',
                ]),
            `urllib.request.urlretrieve("${parquet}", "${dataset.id}.parquet")`,
            `print(duckdb.sql("select * from '${dataset.id}.parquet' limit 10"))`,
          ].join('\n')}
        />
      )}
      {dataset.geometry && geojson && <Snippet title={t.useQgis} note={t.useQgisSteps('')} code={geojson} />}
      {parquet && (
        <Snippet title={t.usePage} code={`curl ${bearer}"${origin}${dataset.links.rows}?limit=100&offset=0"`} />
      )}
    </section>
  )
}

function Snippet({ title, note, code }: { title: string; note?: string; code: string }) {
  return (
    <div class="snippet">
      <h3>{title}</h3>
      {note && <p class="quiet">{note}</p>}
      <section class="scroll" tabindex={0} aria-label={title}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
    </div>
  )
}
