import type { Dataset } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

/** The files, with their size where it is known. */
export function Downloads({ page, dataset }: { page: Page; dataset: Dataset }) {
  const t = speak(datasetTexts, page.language)
  return (
    <section>
      <h2 id="downloads">{t.downloads}</h2>
      <ul class="downloads">
        {dataset.distributions.map((file) => (
          <li>
            <a href={file.href} download={file.fileName}>
              {pick(page, file.title)}
            </a>
            <span class="quiet">{file.bytes === null ? t.sizeUnknown : page.format.bytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Commands that work as they are printed. */
export function HowToUse({ page, dataset }: { page: Page; dataset: Dataset }) {
  const t = speak(datasetTexts, page.language)
  const { origin } = page.url
  const byId = new Map(dataset.distributions.map((d) => [d.id, `${origin}${d.href}`]))
  const [geojson, csv, parquet] = [byId.get('geojson'), byId.get('csv'), byId.get('parquet')]
  const first = csv ?? parquet ?? byId.get('file')
  return (
    <section>
      <h2 id="use">{t.use}</h2>
      {first && <Snippet title={t.useCurl} code={`curl -fLOJ "${first}"`} />}
      {parquet && (
        <Snippet
          title={t.usePython}
          note={t.usePythonNote}
          code={[
            'import urllib.request, duckdb',
            `urllib.request.urlretrieve("${parquet}", "${dataset.id}.parquet")`,
            `print(duckdb.sql("select * from '${dataset.id}.parquet' limit 10"))`,
          ].join('\n')}
        />
      )}
      {dataset.geometry && geojson && <Snippet title={t.useQgis} note={t.useQgisSteps('')} code={geojson} />}
      {parquet && <Snippet title={t.usePage} code={`curl "${origin}${dataset.links.rows}?limit=100&offset=0"`} />}
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
