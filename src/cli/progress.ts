import type { Language } from '../kernel/index.ts'
import { formats } from './format.ts'
import { words } from './words.ts'

const EVERY_MS = 200

/** One line at the bottom of a terminal. */
export interface ProgressLine {
  show(done: number): void
  clear(): void
}

/** How far a long piece of work is: rows done, rows a second and, where the total is known, the time left. Undefined where nobody looks. */
export function progressLine(language: Language, total: number | undefined): ProgressLine | undefined {
  if (!process.stderr.isTTY) return undefined
  const start = performance.now()
  let last = 0
  return {
    show(done) {
      const now = performance.now()
      if (now - last < EVERY_MS) return
      last = now
      const text = progressText(language, { done, total, seconds: (now - start) / 1000 })
      process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`)
    },
    clear: () => process.stderr.write('\r\u001b[K'),
  }
}

/** `350 000 / 700 000 lignes · 120 000/s · reste 3 s`. */
export function progressText(
  language: Language,
  { done, total, seconds }: { readonly done: number; readonly total: number | undefined; readonly seconds: number },
): string {
  const f = formats(language)
  const rate = seconds > 0 ? done / seconds : 0
  const share = total === undefined ? f.count(done) : `${f.count(done)} / ${f.count(total)}`
  const left = total !== undefined && rate > 0 ? [`${words.left[language]} ${f.seconds((total - done) / rate)}`] : []
  return [`${share} ${words.rows[language]}`, `${f.count(rate)}/s`, ...left].join(' · ')
}
