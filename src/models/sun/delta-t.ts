// Terrestrial minus universal time on 1 January every five years, s: Earth orientation monthly determinations of the IERS Rapid
// Service (US Naval Observatory, deltat.data), the last from UT1−UTC of IERS Bulletin B.
const FIRST = 1975
const EVERY = 5
const measured = [45.48, 50.54, 54.34, 56.86, 60.79, 63.83, 64.69, 66.07, 67.64, 69.36, 69.14]

/**
 * Terrestrial minus universal time, s, between measures of every fifth year. Outside of 1975–2025 the nearest is taken: an error of
 * 10 s moves the sun by 0.0001°.
 */
export function deltaT(at: Date): number {
  const years = (at.getTime() - Date.UTC(FIRST, 0, 1)) / (365.25 * 86_400_000)
  const place = Math.min(Math.max(years / EVERY, 0), measured.length - 1)
  const before = Math.min(Math.floor(place), measured.length - 2)
  return measured[before]! + (measured[before + 1]! - measured[before]!) * (place - before)
}
