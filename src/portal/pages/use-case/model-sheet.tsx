import type { ModelSheet } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { speak } from '../../text/speak.ts'
import { useCasesTexts } from '../../text/use-cases.ts'

/** What to know of each model of a pack before trusting it, folded: purpose, inputs, equations, numbers, validation, limits. */
export function ModelSheets({ page, sheets }: { page: Page; sheets: readonly ModelSheet[] }) {
  if (sheets.length === 0) return null
  const t = speak(useCasesTexts, page.language)
  return (
    <section class="sheet">
      <h2 id="models">{t.models}</h2>
      {sheets.map((sheet) => (
        <details id={`model-${sheet.id}`}>
          <summary>{pick(page, sheet.title)}</summary>
          <Sheet page={page} sheet={sheet} />
        </details>
      ))}
    </section>
  )
}

function Sheet({ page, sheet }: { page: Page; sheet: ModelSheet }) {
  const t = speak(useCasesTexts, page.language)
  const { number, unit } = page.format
  const title = pick(page, sheet.title)
  const listed = (texts: ModelSheet['limits']) => (
    <ul class="limits">
      {texts.map((text) => (
        <li>{pick(page, text)}</li>
      ))}
    </ul>
  )
  return (
    <>
      <h3>{t.purpose}</h3>
      <p>{pick(page, sheet.purpose)}</p>
      <h3>{t.takes}</h3>
      <DataTable
        caption={`${t.takes} : ${title}`}
        hideCaption
        headings={[{ title: t.input }, { title: t.from }]}
        rows={sheet.inputs.map(({ what, from }) => [pick(page, what), pick(page, from)])}
      />
      <h3>{t.equations}</h3>
      <dl class="method">
        {sheet.equations.map(({ what, formula, reference }) => (
          <div>
            <dt>{pick(page, what)}</dt>
            <dd>
              <code>{formula}</code>
              <br />
              <span class="quiet">{reference}</span>
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t.numbers}</h3>
      <DataTable
        caption={`${t.numbers} : ${title}`}
        hideCaption
        wide
        headings={[{ title: t.number }, { title: t.numberValue, numeric: true }, { title: t.origin }]}
        rows={sheet.parameters.map((one) => [
          pick(page, one.title),
          `${number(one.value, 4)} ${unit(one.unit)}`.trim(),
          `${one.source} (${one.date})`,
        ])}
      />
      <h3>{t.validation}</h3>
      <DataTable
        caption={`${t.validation} : ${title}`}
        hideCaption
        wide
        headings={[{ title: t.comparison }, { title: t.figure }, { title: t.source }]}
        rows={sheet.validation.map(({ what, figure, source }) => [pick(page, what), pick(page, figure), source])}
      />
      <h3>{t.limits}</h3>
      {listed(sheet.limits)}
      <h3>{t.mayWrong}</h3>
      {listed(sheet.mayWrong)}
    </>
  )
}
