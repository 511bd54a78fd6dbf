import type { LoosenedTold, SearchPage, WordTold } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'
import { datasetsTexts } from '../../text/datasets.ts'
import { speak } from '../../text/speak.ts'
import { type Asked, without } from './asked.ts'

/** How the words were read, where it was not as they were typed. */
export function Reading({ page, found }: { readonly page: Page; readonly found: SearchPage }) {
  const t = speak(datasetsTexts, page.language)
  const said = found.read.flatMap((word) => sentence(t, word))
  if (said.length === 0) return null
  return (
    <ul class="plain quiet">
      {said.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  )
}

type Spoken = ReturnType<typeof speak<typeof datasetsTexts>>

function sentence(t: Spoken, { asked, ways }: WordTold): string[] {
  if (ways.length === 0) return [t.unread(asked)]
  const others = [...new Set(ways.filter(({ how }) => how !== 'word').map(({ shown }) => shown))].join(', ')
  if (others === '') return []
  return [ways.some(({ how }) => how === 'word') ? t.readToo(asked, others) : t.readAs(asked, others)]
}

interface NothingProps {
  readonly page: Page
  readonly asked: Asked
  readonly found: SearchPage
  readonly isFiltered: boolean
}

/** Why there is nothing, and what to ask less of. */
export function Nothing({ page, asked, found, isFiltered }: NothingProps) {
  const t = speak(datasetsTexts, page.language)
  if (!isFiltered) return <p class="empty">{t.noneYet}</p>
  return (
    <div class="empty">
      <p>{t.nothing}</p>
      {found.loosen.length > 0 && (
        <>
          <p>{t.loosen}</p>
          <ul>
            {found.loosen.map((one) => (
              <li>
                {t.found(one.total, page.format.number(one.total))}{' '}
                <a href={looser(asked, one)}>
                  {one.what === 'only' ? t.onlyWord(one.value) : t.without(named(page, found, one))}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function looser(asked: Asked, { what, value }: LoosenedTold): string {
  if (what === 'only') return without({ q: value }, '')
  if (what === 'filters') return without({ q: asked.q }, '')
  if (what === 'word') {
    const gone = new Set(value.split(' '))
    const words = String(asked.q ?? '').split(/\s+/)
    // A word as it was typed may hold more than what was read of it: `d’eau`.
    const kept = words.filter(
      (word) =>
        !word
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u)
          .some((part) => gone.has(part)),
    )
    return without({ ...asked, q: kept.join(' ') || undefined }, '')
  }
  if (what === 'box') return without(asked, 'bbox')
  if (what === 'period') return without({ ...asked, from: undefined }, 'to')
  return without(asked, what)
}

function named(page: Page, { facets }: SearchPage, { what, value }: LoosenedTold): string {
  const t = speak(datasetsTexts, page.language)
  if (what === 'word') return t.wordNamed(value)
  if (what === 'box') return t.boxNamed
  if (what === 'filters' || what === 'only') return t.allFilters
  if (what === 'period') return t.periodNamed
  const kept = facets.find(({ name }) => name === what)?.values.filter((one) => one.kept) ?? []
  return `${t[what]} : ${kept.map(({ title }) => pick(page, title)).join(', ') || value}`
}
