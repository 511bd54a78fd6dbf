/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  // 30 February is read as 1 March, or not at all.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** An instant in UTC with its fraction of a second cut of trailing zeros and beyond the microsecond; undefined when it is none. */
export function instantOf(text: string): string | undefined {
  const [, day, h, m, s, fraction] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?Z$/.exec(text) ?? []
  if (!day || !isDay(day) || Number(h) > 23 || Number(m) > 59 || Number(s) > 59) return undefined
  return `${day}T${h}:${m}:${s}${(fraction ?? '').slice(0, 7).replace(/\.?0*$/, '')}Z`
}
