/** Decimal degrees of `48°51'18N` or `3°00'12W`; NaN when it is not written so. */
export function degrees(text: string): number {
  const m = /^(\d{1,3})°(\d{1,2})'(\d{1,2})([NSEW])$/.exec(text.trim())
  if (!m) return Number.NaN
  const value = Number(m[1]) + Number(m[2]) / 60 + Number(m[3]) / 3600
  return m[4] === 'S' || m[4] === 'W' ? -value : value
}
