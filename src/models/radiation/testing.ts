import type { HourWeather } from './index.ts'

/** A hot July noon, and the night before it. */
export const noon: HourWeather = {
  at: new Date('2022-07-18T12:00:00Z'),
  temperature: 35,
  humidity: 25,
  wind: 3,
  global: 860,
  direct: 725,
  diffuse: 135,
  pressure: 1013,
  cloud: 0,
  sun: { elevation: 62.8, azimuth: 176, hour: 11.8, rise: 4.3, set: 19.7, highest: 62.9 },
}

export const night: HourWeather = {
  ...noon,
  at: new Date('2022-07-18T02:00:00Z'),
  temperature: 22,
  humidity: 55,
  global: 0,
  direct: 0,
  diffuse: 0,
  sun: { ...noon.sun, elevation: -17, azimuth: 24, hour: 1.8 },
}
