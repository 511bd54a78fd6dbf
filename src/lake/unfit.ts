import type { Bilingual } from '../kernel/index.ts'

/** A value that does not fit its column, and why. Thrown and caught inside the lake: it never leaves it. */
export class Unfit extends Error {
  readonly reason: Bilingual

  constructor(fr: string, en: string) {
    super(en)
    this.reason = { fr, en }
  }
}

/** A value as an error shows it: on one line, cut at 80 characters. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'object' ? inJson(value) : String(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function inJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}
