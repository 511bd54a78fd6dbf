import type { Texts } from './speak.ts'

export const useCasesTexts = {
  title: { fr: 'Usages', en: 'Use cases' },
  lead: {
    fr: 'Ce que ce territoire fait de ses données : des calculs ouverts, expliqués et vérifiables.',
    en: 'What this territory does with its data: open computations, explained and open to verification.',
  },
  none: {
    fr: 'Aucun usage n’est encore branché sur ce territoire.',
    en: 'No use case is connected to this territory yet.',
  },
  unknown: (id: string) => ({ fr: `Aucun usage ne s’appelle « ${id} ».`, en: `No use case is called “${id}”.` }),
  answers: { fr: 'Ce que chaque jeu de données dit', en: 'What each dataset says' },
  sheet: { fr: 'Fiche de transparence', en: 'Transparency sheet' },
  toSheet: {
    fr: 'Fiche de transparence : sources, méthode, limites',
    en: 'Transparency sheet: sources, method, limits',
  },
  purpose: { fr: 'But', en: 'Purpose' },
  sources: { fr: 'Sources', en: 'Sources' },
  source: { fr: 'Source', en: 'Source' },
  producer: { fr: 'Producteur', en: 'Producer' },
  dated: { fr: 'Date des données', en: 'Date of the data' },
  method: { fr: 'Méthode, étape par étape', en: 'Method, step by step' },
  parameters: { fr: 'Réglages', en: 'Settings' },
  parameter: { fr: 'Réglage', en: 'Setting' },
  value: { fr: 'Valeur ici', en: 'Value here' },
  default: { fr: 'Valeur proposée', en: 'Proposed value' },
  origin: { fr: 'D’où elle vient', en: 'Where it comes from' },
  limits: { fr: 'Limites', en: 'Limits' },
  models: { fr: 'Les modèles, un par un', en: 'The models, one by one' },
  takes: { fr: 'Ce qu’il prend', en: 'What it takes' },
  input: { fr: 'Donnée', en: 'Input' },
  from: { fr: 'D’où elle vient', en: 'Where it comes from' },
  equations: { fr: 'Équations', en: 'Equations' },
  numbers: { fr: 'Nombres', en: 'Numbers' },
  number: { fr: 'Nombre', en: 'Number' },
  numberValue: { fr: 'Valeur', en: 'Value' },
  validation: { fr: 'Validation', en: 'Validation' },
  comparison: { fr: 'Comparaison', en: 'Comparison' },
  figure: { fr: 'Résultat', en: 'Result' },
  mayWrong: { fr: 'À qui ses erreurs peuvent nuire', en: 'Whom its errors may harm' },
} satisfies Texts

export const mobilityTexts = {
  bikes: {
    fr: 'Vélos : la semaine passée et les deux jours suivants',
    en: 'Bicycles: the past week and the two days after',
  },
  counter: { fr: 'Compteur', en: 'Counter' },
  bikesChart: (counter: string) => ({
    fr: `Vélos par heure au compteur « ${counter} »`,
    en: `Bicycles an hour at the counter “${counter}”`,
  }),
  bikesAlt: (until: string, highest: string) => ({
    fr: `Comptés jusqu’au ${until}, puis prévus sur 48 heures ; la prévision culmine à ${highest} vélos par heure.`,
    en: `Counted until ${until}, then forecast for 48 hours; the forecast peaks at ${highest} bicycles an hour.`,
  }),
  counted: { fr: 'comptés', en: 'counted' },
  forecast: { fr: 'prévus', en: 'forecast' },
  errorBand: { fr: 'erreur habituelle de la prévision', en: 'usual error of the forecast' },
  knownUntil: (when: string) => ({
    fr: `La prévision part de ce qui était connu le ${when}.`,
    en: `The forecast starts from what was known on ${when}.`,
  }),
  hour: { fr: 'Heure', en: 'Hour' },
  measured: (mae: string, naive: string) => ({
    fr: `En moyenne, la prévision s’est trompée de ${mae} vélos par heure ; recopier la semaine précédente se trompe de ${naive}.`,
    en: `On average the forecast was wrong by ${mae} bicycles an hour; copying last week is wrong by ${naive}.`,
  }),
  better: (share: string) => ({
    fr: `Elle fait donc ${share} d’erreur en moins que cette méthode naïve.`,
    en: `It is thus ${share} less wrong than that naive method.`,
  }),
  worse: (share: string) => ({
    fr: `Elle fait donc ${share} d’erreur en plus : ici, mieux vaut recopier la semaine précédente.`,
    en: `It is thus ${share} more wrong: here, copying last week is better.`,
  }),
  alike: { fr: 'Les deux se valent.', en: 'Both are as good.' },
  tried: (hours: string) => ({
    fr: `Mesuré sur ${hours} heures où la prévision a été refaite sans connaître la suite.`,
    en: `Measured over ${hours} hours for which the forecast was made again without knowing what followed.`,
  }),
  traffic: { fr: 'Voitures : quand ça ralentit', en: 'Cars: when it slows down' },
  trafficChart: {
    fr: 'Vitesse rapportée à la vitesse libre, par heure de la semaine',
    en: 'Speed relative to free-flow speed, by hour of the week',
  },
  trafficAlt: (day: string, hour: string, share: string) => ({
    fr: `Le moment le plus lent est le ${day} à ${hour} h : ${share} de la vitesse libre.`,
    en: `The slowest moment is ${day} at ${hour}:00: ${share} of the free-flow speed.`,
  }),
  trafficWords: (day: string, hour: string, share: string) => ({
    fr: `Le ${day} vers ${hour} h, on roule en moyenne à ${share} de la vitesse d’une route dégagée.`,
    en: `On ${day} around ${hour}:00, cars go on average at ${share} of the speed of a clear road.`,
  }),
  slow: { fr: 'lent', en: 'slow' },
  free: { fr: 'fluide', en: 'free-flowing' },
  noReading: { fr: 'case vide : pas de mesure fiable', en: 'empty cell: no reliable reading' },
  day: { fr: 'Jour', en: 'Day' },
  people: {
    fr: 'Habitants : qui a un bus ou un métro fréquent près de chez soi',
    en: 'People: who has a frequent bus or metro close to home',
  },
  peopleShare: (reach: string, frequency: string) => ({
    fr: `des habitants vivent à moins de ${reach} m d’un arrêt où passent au moins ${frequency} départs par heure en journée.`,
    en: `of the inhabitants live within ${reach} m of a stop with at least ${frequency} departures an hour during the day.`,
  }),
  peopleCount: (people: string, all: string, stops: string) => ({
    fr: `Soit environ ${people} personnes sur ${all}, autour de ${stops} arrêts. Distance à vol d’oiseau : la marche réelle est plus longue.`,
    en: `That is about ${people} people out of ${all}, around ${stops} stops. Straight-line distance: the real walk is longer.`,
  }),
  details: { fr: 'Voir ces données', en: 'See this data' },
} satisfies Texts
