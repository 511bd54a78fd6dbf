import type { Bilingual } from '../../kernel/index.ts'

/** Why a value or a record cannot be used. Returned, not thrown: bad input is ordinary, and there may be a lot of it. */
export class Unfit {
  readonly reason: Bilingual
  constructor(fr: string, en: string) {
    this.reason = { fr, en }
  }
}

/** A value as shown in a reason, cut. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
