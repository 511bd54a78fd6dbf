/**
 * The instant of a time on the clock of a place. Of an hour that a change of clock doubles, the first; of one it leaves out, as
 * long after the change as it is told to be.
 * @param local `2022-07-18T15:00`; an instant (`…Z`) is itself
 * @param timezone IANA name
 */
export function instantOf(local: string, timezone: string): Date {
  if (local.endsWith('Z')) return new Date(local)
  const wanted = Date.parse(`${local}Z`)
  const early = wanted - offsetAt(wanted - DAY, timezone)
  const shows = (instant: number) => instant + offsetAt(instant, timezone) === wanted
  // With the offset of the day before, then with that of the instant found: they differ when the clock changes between.
  const late = wanted - offsetAt(early, timezone)
  return new Date(!shows(early) && shows(late) ? late : early)
}

const DAY = 86_400_000

/** How far the clock of a place is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(instant)
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(instant / 1000) * 1000
}
