import type { Texts } from './speak.ts'

export const scheduleTexts = {
  title: { fr: 'Calendrier', en: 'Schedule' },
  lead: {
    fr: 'Ce qui se met à jour tout seul tant que le service tourne. Le reste suit : une étape est refaite dès que ce dont elle est faite change.',
    en: 'What updates by itself while the service runs. The rest follows: a step is made again as soon as what it is made from changes.',
  },
  none: {
    fr: 'Rien n’est programmé : la chaîne avance à la demande.',
    en: 'Nothing is scheduled: the chain moves on demand.',
  },
  rule: { fr: 'Règle', en: 'Rule' },
  nextTitle: { fr: 'Prochaine fois', en: 'Next time' },
  last: { fr: 'Dernière vérification', en: 'Last checked' },
  daily: (at: string) => ({ fr: `chaque jour à ${at}`, en: `every day at ${at}` }),
  weekly: (day: string, at: string) => ({ fr: `chaque ${day} à ${at}`, en: `every ${day} at ${at}` }),
  hourly: (minute: string) => ({ fr: `chaque heure, à la minute ${minute}`, en: `every hour, at minute ${minute}` }),
  cron: (rule: string) => ({ fr: `selon le calendrier « ${rule} »`, en: `by the calendar '${rule}'` }),
  noOlderThan: (age: string) => ({ fr: `dès qu’elle a plus de ${age}`, en: `once older than ${age}` }),
  d: { fr: 'j', en: 'd' },
  next: (relative: string, moment: string) => ({ fr: `${relative}, le ${moment}`, en: `${relative}, ${moment}` }),
  due: { fr: 'dès que le service peut', en: 'as soon as the service can' },
  firstTime: { fr: 'à la première occasion', en: 'at the first occasion' },
} satisfies Texts
