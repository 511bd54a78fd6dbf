import type { Truth } from './truth.ts'

/**
 * What the devices put on air, in the frame formats their makers publish: the demo's values reach the chain through the same
 * codecs as those of a real town. Battery in volts.
 */
type Encode = (truth: Truth, battery: number) => Uint8Array

const bytes = (...parts: readonly number[][]) => Uint8Array.from(parts.flat(), (part) => part & 0xff)
const be = (value: number, size: number) =>
  Array.from({ length: size }, (_, i) => Math.floor(Math.round(value) / 2 ** (8 * (size - 1 - i))) & 0xff)

/** ELSYS, "Elsys LoRa payload" (the maker's table of types): one byte of type, then its value, big-endian. */
const elsys = {
  temperature: (t: number) => [0x01, ...be(t * 10, 2)], // tenths of °C
  humidity: (h: number) => [0x02, ...be(h, 1)], // %
  light: (lux: number) => [0x04, ...be(lux, 2)],
  motion: (count: number) => [0x05, ...be(Math.min(255, count), 1)],
  co2: (ppm: number) => [0x06, ...be(ppm, 2)],
  vdd: (volts: number) => [0x07, ...be(volts * 1000, 2)],
  pulseAbs: (count: number) => [0x0b, ...be(count % 2 ** 32, 4)],
  distance: (mm: number) => [0x0e, ...be(mm, 2)],
  sound: (peak: number, mean: number) => [0x15, ...be(peak, 1), ...be(mean, 1)], // dB(A)
}

export const encoders = {
  air: (t, battery) => bytes(elsys.temperature(t.temperature!), elsys.humidity(t.humidity!), elsys.vdd(battery)),
  classroom: (t, battery) =>
    bytes(
      elsys.temperature(t.temperature!),
      elsys.humidity(t.humidity!),
      elsys.light(t.light!),
      elsys.motion(t.motion!),
      elsys.co2(t.co2!),
      elsys.vdd(battery),
    ),
  noise: (t, battery) => bytes(elsys.vdd(battery), elsys.sound(t.peak!, t.mean!)),
  bin: (t, battery) => bytes(elsys.vdd(battery), elsys.distance(t.distance!)),
  'energy-meter': (t, battery) => bytes(elsys.vdd(battery), elsys.pulseAbs(t.count!)),
  // Dragino LDDS75, user manual: battery in mV (2 bytes), distance in mm, interrupt flag, temperature in tenths of °C, probe flag.
  flood: (t, battery) => bytes(be(battery * 1000, 2), be(t.distance!, 2), [0], be(t.temperature! * 10, 2), [1]),
  // Adeunis Pulse, user guide: 0x46 periodic frame, status, then the two counters on 4 bytes.
  'water-meter': (t) => bytes([0x46, 0x00], be(t.count!, 4), be(0, 4)),
} satisfies Readonly<Record<string, Encode>>
