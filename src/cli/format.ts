import type { Language } from '../kernel/index.ts'

/** Numbers and durations as a person of that language writes them. */
export function formats(language: Language) {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 })
  return {
    count: (n: number) => whole.format(n),
    number: (n: number) => short.format(n),
    bytes: (n: number) => {
      const step = n < 1e6 ? 'kB' : n < 1e9 ? 'MB' : 'GB'
      const text = short.format(n / { kB: 1e3, MB: 1e6, GB: 1e9 }[step])
      return `${text} ${language === 'fr' ? step.replace('B', 'o').replace('kB', 'ko') : step}`
    },
    seconds: (s: number) => (s < 1 ? `${whole.format(s * 1000)} ms` : `${short.format(s)} s`),
    moment: (at: Date) => at.toLocaleString(locale, { dateStyle: 'short', timeStyle: 'medium' }),
  }
}

/** Rows in columns wide enough for their longest cell. Columns whose name ends with `>` are set to the right. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const right = head.map((title) => title.endsWith('>'))
  const all = [head.map((title) => title.replace(/>$/, '')), ...rows]
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  return all.map(line).join('\n')
}
