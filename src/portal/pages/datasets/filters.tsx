import type { FacetTold, SearchPage } from '../../../api/json/shapes.ts'
import type { FacetName } from '../../../kernel/index.ts'
import { type Page, pick } from '../../page.ts'
import { datasetsTexts } from '../../text/datasets.ts'
import { speak } from '../../text/speak.ts'
import { type Asked, sidesOf } from './asked.ts'
import { Sectors } from './sectors.tsx'

interface FiltersProps {
  readonly page: Page
  readonly asked: Asked
  readonly found: SearchPage
}

/** Facets that are open before anything is chosen. */
const usual: readonly FacetName[] = ['theme', 'producer', 'access']
/** The form these fields are of, which stands before the results. */
const FORM = 'search'

/** The filters of the search, fields of its form. */
export function Filters({ page, asked, found }: FiltersProps) {
  const t = speak(datasetsTexts, page.language)
  const { bounds } = page.territory
  const box = sidesOf(asked)
  return (
    <>
      <h2 id="filters">{t.filters}</h2>
      {found.facets.map((facet) => (
        <Facet page={page} facet={facet} />
      ))}
      <details class="facet" open={asked.bbox !== undefined}>
        <summary>{t.where}</summary>
        <Sectors page={page} asked={asked} />
        <fieldset aria-label={t.where}>
          <p class="quiet">{t.whereHint}</p>
          {(['west', 'south', 'east', 'north'] as const).map((side, i) => (
            <label>
              {t[side]}
              <input
                type="number"
                step="any"
                name={side}
                form={FORM}
                value={box[side]}
                placeholder={bounds[i]!.toFixed(2)}
                min={i % 2 ? -90 : -180}
                max={i % 2 ? 90 : 180}
              />
            </label>
          ))}
        </fieldset>
      </details>
      <details class="facet" open={asked.from !== undefined || asked.to !== undefined}>
        <summary>{t.when}</summary>
        <fieldset aria-label={t.when}>
          {(['from', 'to'] as const).map((end) => (
            <label>
              {t[end]}
              <input type="date" name={end} form={FORM} value={asked[end] as string | undefined} />
            </label>
          ))}
        </fieldset>
      </details>
      <p>
        <button type="submit" form={FORM}>
          {t.keep}
        </button>
      </p>
    </>
  )
}

function Facet({ page, facet: { name, values, more } }: { readonly page: Page; readonly facet: FacetTold }) {
  const t = speak(datasetsTexts, page.language)
  if (values.length === 0) return null
  return (
    <details class="facet" open={usual.includes(name) || values.some(({ kept }) => kept)}>
      <summary>{t[name]}</summary>
      <fieldset aria-label={t[name]}>
        {values.map(({ value, title, count, kept }) => (
          <label class="choice">
            <input type="checkbox" name={name} value={value} form={FORM} checked={kept} />
            <span>{pick(page, title)}</span>
            <span class="quiet">{page.format.number(count)}</span>
          </label>
        ))}
        {more > 0 && <p class="quiet">{t.moreValues(more, page.format.number(more))}</p>}
      </fieldset>
    </details>
  )
}
