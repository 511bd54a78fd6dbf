import type { Bilingual } from '../kernel/index.ts'
import type { Access } from './classify.ts'

/** Who asks. The operator showed the secret of the service; an account is signed in, or one of its keys was shown. */
export type Viewer =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'operator' }
  | {
      readonly kind: 'account'
      readonly account: number
      /** Whether it administers the service. Never by a key: keys only read. */
      readonly administrator: boolean
      readonly key?: number
    }

/** Whether data may be read, why, and what to do when it may not. */
export type Decision =
  | { readonly allowed: true; readonly reason: Bilingual }
  | { readonly allowed: false; readonly reason: Bilingual; readonly remedy: Bilingual }

/**
 * The one access decision: every read of data passes here, whatever the API. Open data is anybody's; restricted data is read
 * by the operator; personal data by nobody without a purpose on record, not even the operator.
 */
export function decide(resource: { readonly access: Access }, viewer: Viewer): Decision {
  if (resource.access === 'open')
    return { allowed: true, reason: { fr: 'Données ouvertes à tous.', en: 'Data open to all.' } }
  if (resource.access === 'restricted' && viewer.kind === 'operator')
    return { allowed: true, reason: { fr: 'Lecture par l’exploitant du service.', en: 'Read by the operator.' } }
  return resource.access === 'restricted' ? restricted : personal
}

const restricted: Decision = {
  allowed: false,
  reason: {
    fr: 'L’accès à ces données est restreint : leur description est publique, leur contenu ne l’est pas.',
    en: 'Access to this data is restricted: its description is public, its content is not.',
  },
  remedy: {
    fr: 'Écrivez au contact du jeu de données pour demander l’accès. Les comptes ne sont pas encore ouverts.',
    en: 'Write to the contact of the dataset to ask for access. Accounts are not open yet.',
  },
}

const personal: Decision = {
  allowed: false,
  reason: {
    fr: 'Ces données concernent des personnes : elles ne sont pas communiquées.',
    en: 'This data is about persons: it is not handed out.',
  },
  remedy: {
    fr: 'Si elles vous concernent, écrivez au contact du jeu de données pour exercer vos droits.',
    en: 'If it is about you, write to the contact of the dataset to exercise your rights.',
  },
}
