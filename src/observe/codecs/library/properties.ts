import type { Bilingual, MeasureSpec } from '../../../kernel/index.ts'
import { problem, recordOf, textOf } from './files.ts'
import { units } from './units.ts'

type Property = Omit<MeasureSpec, 'key'>
type Extra = Pick<MeasureSpec, 'kind' | 'min' | 'max' | 'modulo'>

/** `quantity`: a quantity kind of QUDT 2.1 (2024). */
const property = (
  name: string,
  fr: string,
  en: string,
  quantity: string,
  unit: keyof typeof units,
  extra: Extra = {},
): Property => ({
  observedProperty: {
    name,
    definition: `http://qudt.org/vocab/quantitykind/${quantity}`,
    title: { fr, en },
  },
  unit: units[unit],
  kind: 'gauge',
  ...extra,
})

const counter = { kind: 'counter', min: 0 } as const
const state = { kind: 'state' } as const
const share = { min: 0, max: 100 } as const

/** What devices observe, by the name that the YAML of a device uses. Bounds are those of physics or of the scale, not of a sensor. */
export const properties: Readonly<Record<string, Property>> = {
  airTemperature: property('air temperature', 'Température de l’air', 'Air temperature', 'Temperature', 'celsius', {
    min: -60,
    max: 85,
  }),
  temperature: property('temperature', 'Température', 'Temperature', 'Temperature', 'celsius', {
    min: -200,
    max: 1000,
  }),
  relativeHumidity: property(
    'relative humidity',
    'Humidité relative',
    'Relative humidity',
    'RelativeHumidity',
    'percent',
    share,
  ),
  carbonDioxide: property('carbon dioxide', 'Dioxyde de carbone', 'Carbon dioxide', 'MoleFraction', 'ppm', {
    min: 0,
    max: 50_000,
  }),
  volatileOrganicCompounds: property(
    'volatile organic compounds',
    'Composés organiques volatils',
    'Volatile organic compounds',
    'MoleFraction',
    'ppb',
    { min: 0 },
  ),
  pm25: property('PM2.5', 'Particules PM2,5', 'PM2.5 particles', 'MassConcentration', 'microgramPerCubicMetre', {
    min: 0,
  }),
  pm10: property('PM10', 'Particules PM10', 'PM10 particles', 'MassConcentration', 'microgramPerCubicMetre', {
    min: 0,
  }),
  atmosphericPressure: property(
    'atmospheric pressure',
    'Pression atmosphérique',
    'Atmospheric pressure',
    'AtmosphericPressure',
    'hectopascal',
    { min: 300, max: 1200 },
  ),
  differentialPressure: property(
    'differential pressure',
    'Différence de pression',
    'Differential pressure',
    'Pressure',
    'pascal',
  ),
  illuminance: property('illuminance', 'Éclairement', 'Illuminance', 'Illuminance', 'lux', { min: 0 }),
  soundLevel: property('sound level', 'Niveau sonore', 'Sound level', 'SoundPressureLevel', 'decibelA', {
    min: 0,
    max: 150,
  }),
  soundEquivalent: property(
    'equivalent sound level',
    'Niveau sonore équivalent LAeq',
    'Equivalent sound level LAeq',
    'SoundPressureLevel',
    'decibelA',
    { min: 0, max: 150 },
  ),
  soundPeak: property(
    'peak sound level',
    'Niveau sonore maximal',
    'Peak sound level',
    'SoundPressureLevel',
    'decibelA',
    { min: 0, max: 150 },
  ),
  batteryLevel: property('battery level', 'Charge de la pile', 'Battery level', 'Dimensionless', 'percent', share),
  batteryVoltage: property('battery voltage', 'Tension de la pile', 'Battery voltage', 'Voltage', 'volt', {
    min: 0,
    max: 60,
  }),
  batteryMillivolts: property('battery voltage', 'Tension de la pile', 'Battery voltage', 'Voltage', 'millivolt', {
    min: 0,
    max: 60_000,
  }),
  pulses: property('pulse count', 'Nombre d’impulsions', 'Pulse count', 'Count', 'count', counter),
  pulsesPerHour: property('pulse rate', 'Impulsions par heure', 'Pulse rate', 'Frequency', 'countPerHour', { min: 0 }),
  passages: property('passage count', 'Nombre de passages', 'Passage count', 'Count', 'count', counter),
  activations: property('activation count', 'Nombre de déclenchements', 'Activation count', 'Count', 'count', counter),
  motion: property(
    'motion events',
    'Mouvements depuis le dernier envoi',
    'Movements since the last message',
    'Count',
    'count',
    { min: 0 },
  ),
  activeEnergy: property('active energy', 'Énergie active', 'Active energy', 'ActiveEnergy', 'wattHour', counter),
  activeEnergyKilowattHours: property(
    'active energy',
    'Énergie active',
    'Active energy',
    'ActiveEnergy',
    'kilowattHour',
    counter,
  ),
  activePower: property('active power', 'Puissance active', 'Active power', 'ActivePower', 'watt'),
  reactiveEnergy: property('reactive energy', 'Énergie réactive', 'Reactive energy', 'ReactiveEnergy', 'wattHour', {
    kind: 'counter',
  }),
  voltage: property('voltage', 'Tension', 'Voltage', 'Voltage', 'volt'),
  current: property('electric current', 'Courant', 'Electric current', 'ElectricCurrent', 'ampere'),
  powerFactor: property('power factor', 'Facteur de puissance', 'Power factor', 'PowerFactor', 'percent', {
    min: -100,
    max: 100,
  }),
  gridFrequency: property('grid frequency', 'Fréquence du réseau', 'Grid frequency', 'Frequency', 'hertz', { min: 0 }),
  waterVolume: property('water volume', 'Volume d’eau', 'Water volume', 'Volume', 'litre', counter),
  waterFlow: property('water flow', 'Débit d’eau', 'Water flow', 'VolumeFlowRate', 'litrePerHour'),
  distance: property('distance', 'Distance mesurée', 'Measured distance', 'Distance', 'millimetre', { min: 0 }),
  waterLevel: property('water level', 'Hauteur d’eau', 'Water level', 'Height', 'millimetre'),
  fillLevel: property('fill level', 'Niveau de remplissage', 'Fill level', 'Dimensionless', 'percent', share),
  tilt: property('tilt', 'Inclinaison', 'Tilt', 'Angle', 'degree', { min: -180, max: 180 }),
  acceleration: property('acceleration', 'Accélération', 'Acceleration', 'Acceleration', 'gravity'),
  occupancy: property('occupancy', 'Présence', 'Occupancy', 'Dimensionless', 'ratio', state),
  parkingOccupied: property(
    'parking space occupied',
    'Place de stationnement occupée',
    'Parking space occupied',
    'Dimensionless',
    'ratio',
    state,
  ),
  waterLeak: property('water leak', 'Fuite d’eau', 'Water leak', 'Dimensionless', 'ratio', state),
  open: property('open', 'Ouverture', 'Open', 'Dimensionless', 'ratio', state),
  onOff: property('on or off', 'Allumé ou éteint', 'On or off', 'Dimensionless', 'ratio', state),
  contact: property('contact', 'Contact', 'Contact', 'Dimensionless', 'ratio', state),
  alarm: property('alarm', 'Alarme', 'Alarm', 'Dimensionless', 'ratio', state),
  dimming: property('dimming level', 'Niveau de gradation', 'Dimming level', 'Dimensionless', 'percent', share),
  duration: property('duration', 'Durée', 'Duration', 'Time', 'minute', { min: 0 }),
}

/**
 * The measures of a device: path in what its codec gives → name of a property, or `{ property, title, kind, min, max, modulo }`
 * where it differs. Throws `library.unknown-property`.
 */
export function measuresOf(mapping: Readonly<Record<string, unknown>>, place: string): MeasureSpec[] {
  return Object.entries(mapping).map(([key, value]) => {
    const changed = typeof value === 'string' ? { property: value } : recordOf(value)
    const name = textOf(changed.property) ?? ''
    const known = Object.hasOwn(properties, name) ? properties[name]! : undefined
    if (!known)
      throw problem('library.unknown-property', place, {
        fr: `La mesure « ${key} » nomme une propriété inconnue : « ${name} ».`,
        en: `The measure '${key}' names an unknown property: '${name}'.`,
      })
    const title = recordOf(changed.title) as Partial<Bilingual>
    const { kind, min, max, modulo } = changed
    return {
      ...known,
      key,
      observedProperty: {
        ...known.observedProperty,
        ...(title.fr && title.en && { title: { fr: title.fr, en: title.en } }),
      },
      ...(isKind(kind) && { kind }),
      ...(typeof min === 'number' && { min }),
      ...(typeof max === 'number' && { max }),
      ...(typeof modulo === 'number' && { modulo }),
    }
  })
}

const isKind = (value: unknown): value is NonNullable<MeasureSpec['kind']> =>
  ['gauge', 'counter', 'state', 'event'].includes(value as string)
