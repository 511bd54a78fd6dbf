/** A unit as SensorThings tells it. */
export interface Unit {
  readonly name: string
  readonly symbol: string
  /** UCUM code. */
  readonly ucum?: string
  readonly definition: string
}

const qudt = (name: string, symbol: string, ucum: string, unit: string): Unit => ({
  ...{ name, symbol, ucum, definition: `http://qudt.org/vocab/unit/${unit}` },
})

/** Common codes of UN/CEFACT (Recommendation 20, revision 17, 2021), which NGSI-LD uses for `unitCode`. */
const units: Readonly<Record<string, Unit>> = {
  CEL: qudt('degree Celsius', '°C', 'Cel', 'DEG_C'),
  FAH: qudt('degree Fahrenheit', '°F', '[degF]', 'DEG_F'),
  KEL: qudt('kelvin', 'K', 'K', 'K'),
  P1: qudt('percent', '%', '%', 'PERCENT'),
  C62: qudt('one', '1', '1', 'UNITLESS'),
  59: qudt('parts per million', 'ppm', '[ppm]', 'PPM'),
  GQ: qudt('microgram per cubic metre', 'µg/m³', 'ug/m3', 'MicroGM-PER-M3'),
  GP: qudt('milligram per cubic metre', 'mg/m³', 'mg/m3', 'MilliGM-PER-M3'),
  MTS: qudt('metre per second', 'm/s', 'm/s', 'M-PER-SEC'),
  KMH: qudt('kilometre per hour', 'km/h', 'km/h', 'KiloM-PER-HR'),
  MMT: qudt('millimetre', 'mm', 'mm', 'MilliM'),
  CMT: qudt('centimetre', 'cm', 'cm', 'CentiM'),
  MTR: qudt('metre', 'm', 'm', 'M'),
  KMT: qudt('kilometre', 'km', 'km', 'KiloM'),
  LTR: qudt('litre', 'L', 'L', 'L'),
  MTQ: qudt('cubic metre', 'm³', 'm3', 'M3'),
  MQH: qudt('cubic metre per hour', 'm³/h', 'm3/h', 'M3-PER-HR'),
  KGM: qudt('kilogram', 'kg', 'kg', 'KiloGM'),
  PAL: qudt('pascal', 'Pa', 'Pa', 'PA'),
  A97: qudt('hectopascal', 'hPa', 'hPa', 'HectoPA'),
  BAR: qudt('bar', 'bar', 'bar', 'BAR'),
  VLT: qudt('volt', 'V', 'V', 'V'),
  '2Z': qudt('millivolt', 'mV', 'mV', 'MilliV'),
  AMP: qudt('ampere', 'A', 'A', 'A'),
  WTT: qudt('watt', 'W', 'W', 'W'),
  KWT: qudt('kilowatt', 'kW', 'kW', 'KiloW'),
  WHR: qudt('watt hour', 'Wh', 'W.h', 'W-HR'),
  KWH: qudt('kilowatt hour', 'kWh', 'kW.h', 'KiloW-HR'),
  HTZ: qudt('hertz', 'Hz', 'Hz', 'HZ'),
  LUX: qudt('lux', 'lx', 'lx', 'LUX'),
  '2N': qudt('decibel', 'dB', 'dB', 'DeciB'),
  DD: qudt('degree', '°', 'deg', 'DEG'),
  SEC: qudt('second', 's', 's', 'SEC'),
  MIN: qudt('minute', 'min', 'min', 'MIN'),
  HUR: qudt('hour', 'h', 'h', 'HR'),
  D54: qudt('watt per square metre', 'W/m²', 'W/m2', 'W-PER-M2'),
}

/** The unit of a code; one we do not know is kept under its code. Without code, a plain number. */
export function unitOf(code: string | undefined): Unit {
  if (code === undefined) return units.C62!
  if (Object.hasOwn(units, code)) return units[code]!
  return {
    name: code,
    symbol: code,
    definition: `https://vocabulary.uncefact.org/UnitMeasureCode#${encodeURIComponent(code)}`,
  }
}
