import { address } from '../../ask.ts'
import { nothingSent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Field } from '../../parts/form.tsx'
import { searchTexts } from '../../text/searches.ts'
import { speak } from '../../text/speak.ts'
import type { Asked } from './asked.ts'

/** How a search is followed: a form for who is signed in. */
export function Follow({ page, asked }: { readonly page: Page; readonly asked: Asked }) {
  const t = speak(searchTexts, page.language)
  if (!page.me?.account) {
    const next = page.url.pathname + page.url.search
    return (
      <p>
        <a href={address('/account', { next })}>{t.signIn}</a>
      </p>
    )
  }
  const { sort, ...kept } = asked
  return (
    <details>
      <summary>{t.follow}</summary>
      <form class="fields" method="post" action="/account/searches">
        <input type="hidden" name="query" value={address('', kept).slice(1)} />
        <Field
          page={page}
          sent={nothingSent}
          name="title"
          label={t.name}
          required
          maxlength={150}
          value={nameOf(kept) || t.all}
        />
        <label class="choice">
          <input type="checkbox" name="mails" value="yes" checked />
          <span>{t.mails}</span>
        </label>
        <p>
          <button type="submit">{t.save}</button>
        </p>
      </form>
    </details>
  )
}

/** What is asked for, in a few words. */
const nameOf = (asked: Asked): string =>
  Object.values(asked)
    .flatMap((value) => value ?? [])
    .join(', ')
    .slice(0, 150)
