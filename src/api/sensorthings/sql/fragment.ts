// SQL put together from parts: texts of ours, and values that are always bound.

const mark = Symbol('fragment')

export interface Fragment {
  readonly [mark]: true
  readonly parts: readonly string[]
  readonly slots: readonly unknown[]
}

const isFragment = (value: unknown): value is Fragment => typeof value === 'object' && value !== null && mark in value

/** Writes SQL: q`id = ${5}`. A slot that is a fragment is put in; any other is bound. */
export const q = (parts: TemplateStringsArray, ...slots: unknown[]): Fragment => ({ [mark]: true, parts, slots })

/** SQL of ours as it stands: names of the model, never what a client wrote. */
export const raw = (text: string): Fragment => ({ [mark]: true, parts: [text], slots: [] })

export const nothing = raw('')

/** Fragments one after the other, with a separator of ours between them. */
export function joined(fragments: readonly Fragment[], separator: string): Fragment {
  if (fragments.length === 0) return nothing
  return { [mark]: true, parts: ['', ...fragments.slice(1).map(() => separator), ''], slots: fragments }
}

/** All of the conditions; true when there is none. */
export const all = (conditions: readonly Fragment[]): Fragment =>
  conditions.length === 0 ? raw('true') : q`(${joined(conditions, ' and ')})`

/** The text with `$1…` and its values. */
export function render(fragment: Fragment): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const pieces: string[] = []
  const walk = ({ parts, slots }: Fragment): void => {
    parts.forEach((part, i) => {
      pieces.push(part)
      if (i >= slots.length) return
      const slot = slots[i]
      if (isFragment(slot)) walk(slot)
      else {
        values.push(slot)
        pieces.push(`$${values.length}`)
      }
    })
  }
  walk(fragment)
  return { text: pieces.join(''), values }
}
