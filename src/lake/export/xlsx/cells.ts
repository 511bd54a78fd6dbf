/** The most a cell holds (Excel's limits, 2024). */
const CELL_CHARACTERS = 32_767
const DAY = 86_400_000
/** 1970-01-01 as Excel counts days. */
const EPOCH = 25_569
/** 1900-03-01: Excel counts a 29 February 1900 that never was, so days before have no certain number. */
const FIRST_DAY = 61

/** Styles of cells, by their place in styles.xml. */
export const styles = { plain: 0, day: 1, moment: 2, head: 3 } as const

/** The letters of a column: `A`, `Z`, `AA`. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

/** A text cell. It is a text whatever it begins with: never a formula. */
export function textCell(ref: string, text: string, style: number = styles.plain): string {
  const kept = text.length > CELL_CHARACTERS ? cut(text) : text
  const styled = style === styles.plain ? '' : ` s="${style}"`
  return `<c r="${ref}"${styled} t="inlineStr"><is><t xml:space="preserve">${escaped(kept)}</t></is></c>`
}

/** Whether a text cell will hold only the beginning of a text. */
export const isTooLong = (text: string) => text.length > CELL_CHARACTERS

function cut(text: string): string {
  const kept = text.slice(0, CELL_CHARACTERS - 1)
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}…`
}

export const numberCell = (ref: string, value: number) => `<c r="${ref}"><v>${value}</v></c>`
export const booleanCell = (ref: string, value: boolean) => `<c r="${ref}" t="b"><v>${value ? 1 : 0}</v></c>`

/** A calendar day `YYYY-MM-DD`; text when it is before those Excel counts. */
export function dayCell(ref: string, day: string): string {
  const serial = Date.parse(day) / DAY + EPOCH
  return serial < FIRST_DAY ? textCell(ref, day) : `<c r="${ref}" s="${styles.day}"><v>${serial}</v></c>`
}

/** An instant, moved by the offset of its zone: Excel knows no zone. */
export function momentCell(ref: string, instant: Date, offsetMs: number): string {
  const local = instant.getTime() + offsetMs
  const serial = local / DAY + EPOCH
  if (serial < FIRST_DAY) return textCell(ref, new Date(local).toISOString().replace('T', ' ').slice(0, 23))
  return `<c r="${ref}" s="${styles.moment}"><v>${serial}</v></c>`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// Characters that XML 1.0 forbids are written `_x0001_` (ECMA-376 part 1, 22.9.2.19), and what looks like that is too.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const special = /[&<>"]|_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g

/** A text as XML content or attribute value. */
export const escaped = (text: string) =>
  text.replaceAll(
    special,
    (found) => entities[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
