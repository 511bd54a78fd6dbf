/**
 * Parton and Logan, Agricultural Meteorology 23 (1981) 205–216, air at 1.5 m: hours from noon to the highest temperature, speed at which nights
 * cool, hours from sunrise to the lowest.
 */
const LAG_OF_HIGHEST = 1.86
const NIGHT_COOLING = 2.2
const LAG_OF_LOWEST = -0.17

/**
 * Air temperature (°C) at an hour of true solar time, of the day's lowest and highest: a sine by day, an exponential by night. Parton and Logan's
 * night stops a tenth short of the lowest; here it is stretched to reach it. The nights before and after are taken alike.
 */
export function temperatureAt(
  hour: number,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
  { rise, set }: { readonly rise: number; readonly set: number },
): number {
  const dawn = rise + LAG_OF_LOWEST
  const byDay = (since: number) =>
    lowest + (highest - lowest) * Math.sin((Math.PI * since) / (set - rise + 2 * LAG_OF_HIGHEST))
  if (hour >= dawn && hour <= set) return byDay(hour - dawn)
  const [night, since] = [24 - set + dawn, hour > set ? hour - set : hour + 24 - set]
  const end = Math.exp(-NIGHT_COOLING)
  return lowest + ((byDay(set - dawn) - lowest) * (Math.exp((-NIGHT_COOLING * since) / night) - end)) / (1 - end)
}
