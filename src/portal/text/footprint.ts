import type { Texts } from './speak.ts'

export const footprintTexts = {
  energy: { fr: 'Électricité', en: 'Electricity' },
  carbon: { fr: 'Gaz à effet de serre', en: 'Greenhouse gases' },
  cpu: { fr: 'Temps de calcul', en: 'Computing time' },
  wall: { fr: 'Durée', en: 'Elapsed time' },
  read: { fr: 'Données lues', en: 'Data read' },
  written: { fr: 'Données écrites', en: 'Data written' },
  fetched: { fr: 'Données téléchargées', en: 'Data downloaded' },
  bulb: (time: string) => ({
    fr: `autant qu’une ampoule LED allumée pendant ${time}`,
    en: `as much as an LED bulb lit for ${time}`,
  }),
  car: (distance: string) => ({
    fr: `autant que ${distance} en voiture à essence`,
    en: `as much as ${distance} in a petrol car`,
  }),
  avoided: (energy: string) => ({
    fr: `Ne pas refaire ce qui n’avait pas changé a évité ${energy}.`,
    en: `Not redoing what had not changed avoided ${energy}.`,
  }),
  estimated: {
    fr: 'Estimation : temps de calcul mesuré, converti avec les facteurs ci-dessous.',
    en: 'An estimate: measured computing time, converted with the factors below.',
  },
  factors: { fr: 'Facteurs de conversion et leurs sources', en: 'Conversion factors and their sources' },
  factor: { fr: 'Facteur', en: 'Factor' },
  value: { fr: 'Valeur', en: 'Value' },
  source: { fr: 'Source', en: 'Source' },
  bulbFactor: { fr: 'Ampoule LED de 806 lumens', en: 'LED bulb of 806 lumens' },
  carFactor: { fr: 'Voiture à essence, par kilomètre', en: 'Petrol car, per kilometre' },
} satisfies Texts
