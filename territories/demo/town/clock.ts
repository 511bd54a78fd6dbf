/**
 * The town's time. Its whole period lies in summer time (UTC+2 in Europe/Paris from 30 March to 26 October 2025), so one
 * fixed offset is right. Hours and days are numbered from the first day at 00:00, local time.
 */
const OFFSET = '+02:00'
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** First and last days of what is observed, both whole: thirteen weeks, Monday to Sunday. */
export const FIRST_DAY = '2025-04-14'
export const LAST_DAY = '2025-07-13'
/** First day of the week of traffic and sensors. */
export const WEEK_START = '2025-07-07'

/** Public holidays of the period: Easter Monday, 1 May, 8 May, Ascension and Whit Monday. */
const HOLIDAYS = ['2025-04-21', '2025-05-01', '2025-05-08', '2025-05-29', '2025-06-09']

const START = Date.parse(`${FIRST_DAY}T00:00:00${OFFSET}`)

/** Number of a local day `YYYY-MM-DD`. */
export const dayNumber = (day: string) => Math.round((Date.parse(`${day}T00:00:00${OFFSET}`) - START) / DAY)

/** Days observed: 91. */
export const DAYS = dayNumber(LAST_DAY) + 1

/** The instant of an hour, fractions allowed. */
export const instantOf = (hour: number) => new Date(START + Math.round(hour * HOUR))

const holidays = new Set(HOLIDAYS.map(dayNumber))

/** Kind of a day: 0 Monday … 4 Friday, 5 Saturday, 6 Sunday or public holiday. */
export const dayKind = (day: number) => (holidays.has(day) ? 6 : ((day % 7) + 7) % 7)
