import type { Page } from '../page.ts'
import { recordFormTexts } from '../text/records.ts'
import { speak } from '../text/speak.ts'

/** The way to correct the description of a dataset, for those who may be among its producers. */
export function EditLink({ page, id }: { readonly page: Page; readonly id: string }) {
  const { me } = page
  const mayEdit =
    me?.account?.administrator || me?.memberships.some(({ role, state }) => role !== 'member' && state === 'active')
  return mayEdit ? (
    <p>
      <a href={`/records/${encodeURIComponent(id)}/edit`}>{speak(recordFormTexts, page.language).edit}</a>
    </p>
  ) : null
}
