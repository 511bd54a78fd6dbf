import type { Texts } from './speak.ts'

/** States of assets, runs and steps. */
export const stateTexts = {
  never: { fr: 'jamais produit', en: 'never made' },
  fresh: { fr: 'à jour', en: 'up to date' },
  stale: { fr: 'à refaire', en: 'out of date' },
  failed: { fr: 'en échec', en: 'failed' },
  running: { fr: 'en cours', en: 'running' },
  done: { fr: 'terminé', en: 'done' },
  waiting: { fr: 'en attente', en: 'waiting' },
  queued: { fr: 'en file', en: 'queued' },
  skipped: { fr: 'inchangé', en: 'unchanged' },
  blocked: { fr: 'bloqué en amont', en: 'blocked upstream' },
  cancelled: { fr: 'annulé', en: 'cancelled' },
  abandoned: { fr: 'abandonné', en: 'abandoned' },
} satisfies Texts
