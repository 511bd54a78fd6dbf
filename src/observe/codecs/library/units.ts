import type { MeasureSpec } from '../../../kernel/index.ts'

type Unit = MeasureSpec['unit']

const unit = (name: string, symbol: string, ucum: string, qudt: string): Unit => ({
  name,
  symbol,
  ucum,
  definition: `http://qudt.org/vocab/unit/${qudt}`,
})

/** Units of what devices measure: codes of UCUM 2.1 (2017), identifiers of QUDT 2.1 (2024). */
export const units = {
  celsius: unit('degree Celsius', '°C', 'Cel', 'DEG_C'),
  percent: unit('percent', '%', '%', 'PERCENT'),
  ratio: unit('one', '', '1', 'UNITLESS'),
  ppm: unit('parts per million', 'ppm', '[ppm]', 'PPM'),
  ppb: unit('parts per billion', 'ppb', '[ppb]', 'PPB'),
  microgramPerCubicMetre: unit('microgram per cubic metre', 'µg/m³', 'ug/m3', 'MicroGM-PER-M3'),
  hectopascal: unit('hectopascal', 'hPa', 'hPa', 'HectoPA'),
  pascal: unit('pascal', 'Pa', 'Pa', 'PA'),
  lux: unit('lux', 'lx', 'lx', 'LUX'),
  decibelA: unit('A-weighted decibel', 'dB(A)', 'dB(A)', 'DeciB'),
  volt: unit('volt', 'V', 'V', 'V'),
  millivolt: unit('millivolt', 'mV', 'mV', 'MilliV'),
  ampere: unit('ampere', 'A', 'A', 'A'),
  watt: unit('watt', 'W', 'W', 'W'),
  kilowattHour: unit('kilowatt hour', 'kWh', 'kW.h', 'KiloW-HR'),
  wattHour: unit('watt hour', 'Wh', 'W.h', 'W-HR'),
  hertz: unit('hertz', 'Hz', 'Hz', 'HZ'),
  litre: unit('litre', 'L', 'L', 'L'),
  litrePerHour: unit('litre per hour', 'L/h', 'L/h', 'L-PER-HR'),
  millimetre: unit('millimetre', 'mm', 'mm', 'MilliM'),
  degree: unit('degree of arc', '°', 'deg', 'DEG'),
  count: unit('count', '', '{count}', 'NUM'),
  countPerHour: unit('count per hour', '/h', '{count}/h', 'NUM-PER-HR'),
  minute: unit('minute', 'min', 'min', 'MIN'),
  gravity: unit('standard gravity', 'g', '[g]', 'G'),
} as const satisfies Readonly<Record<string, Unit>>
