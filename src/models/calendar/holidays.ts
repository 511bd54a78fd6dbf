/**
 * Easter Sunday of a year in the Gregorian calendar, as `YYYY-MM-DD`.
 * Method: the anonymous algorithm published in Nature (20 April 1876), as given by J. Meeus, Astronomical Algorithms, 1991.
 */
export function easter(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const leapCenturies = Math.floor(century / 4)
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - leapCenturies - correction + 15) % 30
  const dominical = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * dominical) / 451)
  const days = epact + dominical - 7 * late + 114
  return isoDay(year, Math.floor(days / 31), (days % 31) + 1)
}

/**
 * The eleven public holidays of metropolitan France in a year, as `YYYY-MM-DD`, in order.
 * Source: Code du travail, article L3133-1 (in force since 2008-05-01). Alsace-Moselle has two more, not included.
 */
export function frenchHolidays(year: number): string[] {
  const afterEaster = (days: number) =>
    new Date(Date.parse(`${easter(year)}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return [
    isoDay(year, 1, 1),
    afterEaster(1), // Easter Monday
    isoDay(year, 5, 1),
    isoDay(year, 5, 8),
    afterEaster(39), // Ascension
    afterEaster(50), // Whit Monday
    isoDay(year, 7, 14),
    isoDay(year, 8, 15),
    isoDay(year, 11, 1),
    isoDay(year, 11, 11),
    isoDay(year, 12, 25),
  ].sort()
}

const isoDay = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
