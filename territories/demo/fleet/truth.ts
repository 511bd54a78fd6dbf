import { dayKind } from '../town/clock.ts'
import { bell, dice, noise1 } from '../town/random.ts'
import { carFlow } from '../town/rhythm.ts'
import type { Town } from '../town/town.ts'
import { weatherOf } from '../town/weather.ts'
import type { Family, FleetDevice } from './devices.ts'

/** What the place of a device is like at an hour of the town's time: what a perfect sensor would read, by measure. */
export type Truth = Readonly<Record<string, number>>

/** Gives the truth of each device. `n` is the number of its message, for what differs from one to the next. */
export function truthOf(town: Town): (device: FleetDevice, hour: number, n: number) => Truth {
  const weather = weatherOf(town.site)
  const roll = dice(town.seed, 'fleet truth')
  const day = (hour: number) => Math.floor(hour / 24)
  const clock = (hour: number) => ((hour % 24) + 24) % 24
  const isWorked = (hour: number) => dayKind(day(hour)) < 5
  const lit = (hour: number) => clock(hour) < 6.5 || clock(hour) > 21.5

  const read: Readonly<Record<Family, (device: FleetDevice, hour: number, n: number) => Truth>> = {
    air({ rank, busy }, hour, n) {
      const { temperature, humidity } = weather(Math.floor(hour))
      const night = 0.5 + 0.5 * Math.cos(((hour - 1.5) * Math.PI) / 12)
      return {
        temperature: temperature + 2.4 * busy * night + 0.2 * bell(roll, n, rank),
        humidity: Math.min(100, Math.max(5, humidity - 6 * busy + 2 * bell(roll, n, rank, 1))),
      }
    },
    classroom({ rank }, hour, n) {
      const taught = isWorked(hour) && clock(hour) > 8.5 && clock(hour) < 16.5
      const since = taught ? (clock(hour) - 8.5) % 2 : 0 // hours since the windows were last opened
      const outside = weather(Math.floor(hour)).temperature
      return {
        temperature: 20.5 + 0.22 * Math.max(0, outside - 18) + (taught ? 1.2 : 0) + 0.2 * bell(roll, n, rank, 2),
        humidity: 42 + (taught ? 8 : 0) + 3 * noise1(roll, hour / 20, rank),
        // 420 ppm outside (NOAA, global mean of 2023); a class of 25 raises a closed room by some 600 ppm an hour.
        co2: 420 + 60 * roll(n, rank, 3) + since * (480 + 60 * rank),
        light: taught ? 380 + 60 * roll(n, rank, 4) : 2,
        motion: taught ? 8 + Math.round(20 * roll(n, rank, 5)) : 0,
      }
    },
    noise({ rank, busy }, hour, n) {
      const mean = 37 + 10 * Math.log10(1 + 900 * busy * carFlow(hour)) + 1.5 * bell(roll, n, rank, 6)
      return { mean, peak: mean + 12 + 6 * roll(n, rank, 7) }
    },
    bin({ rank }, hour, n) {
      // Emptied every 4 to 7 days at six in the morning; 1,600 mm deep, filled by the hours when people are up.
      const round = 24 * (4 + (rank % 4))
      const since = ((hour - 6 + 31 * rank) % round) + (hour - 6 + 31 * rank < 0 ? round : 0)
      const full = Math.min(0.97, (since / round) * (0.8 + 0.25 * roll(rank, 8)))
      return { distance: 1700 - 1600 * full + 8 * bell(roll, n, rank, 9) }
    },
    flood({ rank }, hour, n) {
      let rain = 0 // mm over the last day, the recent hours first
      for (let back = 0; back < 24; back++) rain += weather(Math.floor(hour) - back).rain * Math.exp(-back / 9)
      return { distance: 3400 - 55 * rain - 60 * rank + 4 * bell(roll, n, rank, 10), temperature: 17 }
    },
    'water-meter'({ rank }, hour) {
      // Litres since the meter was laid: a use by the hour of the day, and for one of them a leak that never stops.
      const leak = rank === 1 ? 14 : 0
      return {
        count: Math.floor(
          180_000 +
            40_000 * rank +
            hour * (16 + 3 * rank + leak) +
            90 * (1 + Math.sin(((clock(hour) - 9) * Math.PI) / 12)),
        ),
      }
    },
    'energy-meter'({ rank }, hour) {
      // Pulses of 1 Wh since the meter was laid.
      return {
        count: Math.floor(hour * (3200 + 500 * rank) + 9000 * (1 + Math.sin(((clock(hour) - 8) * Math.PI) / 12))),
      }
    },
    parking({ rank, busy }, hour) {
      const wish = carFlow(hour) * 0.6 + 0.25 + 0.2 * busy
      return { occupied: roll(Math.floor(hour * (1 + (rank % 3) * 0.5)), rank, 11) < wish ? 1 : 0 }
    },
    'street-light'({ rank }, hour, n) {
      const dimmed = clock(hour) < 5 // at half power from midnight to five
      const share = lit(hour) ? (dimmed ? 0.5 : 1) : 0
      // The fourth one has lost its lamp: it is told to be on, and draws nothing.
      return {
        on: share > 0 ? 1 : 0,
        dimming: share * 100,
        power: rank === 3 ? 0.4 : share * 38 + 0.6 * roll(n, rank, 12),
      }
    },
  }
  return (device, hour, n) => read[device.family](device, hour, n)
}
