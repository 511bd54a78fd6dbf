import type { Bilingual } from '../kernel/index.ts'
import type { Access } from './access.ts'

/** Why an account may read a dataset that is not open: it produces it, or a request of its own was accepted. */
export type Right =
  | { readonly why: 'producer' }
  | { readonly why: 'request'; readonly request: number; readonly until: Date }

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
      /** By name of dataset: as they stand when it asks. */
      readonly rights: ReadonlyMap<string, Right>
    }

/** What is to be read: a class of access, and the dataset whose rights count. */
export interface Resource {
  readonly access: Access
  /** Name of the asset, or `sensing:` and the name of a dataset of observations. */
  readonly dataset: string
}

/** The name of a dataset of observations where rights are kept: apart from those of assets. */
export const sensingName = (id: string): string => `sensing:${id}`

/** Whether data may be read, why, and what to do when it may not. */
export type Decision =
  | { readonly allowed: true; readonly reason: Bilingual }
  | { readonly allowed: false; readonly reason: Bilingual; readonly remedy: Bilingual }

/**
 * The one access decision: every read of data passes here, whatever the API. Open data is anybody's; restricted data is read
 * by its producers, by those whose request was accepted, and by the operator; an administrator has no right to it as such.
 * Personal data is read by nobody without a purpose on record, not even the operator.
 */
export function decide({ access, dataset }: Resource, viewer: Viewer): Decision {
  if (access === 'open') return { allowed: true, reason: { fr: 'Données ouvertes à tous.', en: 'Data open to all.' } }
  if (access === 'personal') return personal
  if (viewer.kind === 'operator')
    return { allowed: true, reason: { fr: 'Lecture par l’exploitant du service.', en: 'Read by the operator.' } }
  if (viewer.kind === 'anonymous') return restricted
  const right = viewer.rights.get(dataset)
  if (!right) return viewer.key === undefined ? notGranted : notByKey
  return {
    allowed: true,
    reason:
      right.why === 'producer'
        ? { fr: 'Lecture par un producteur de ces données.', en: 'Read by a producer of this data.' }
        : { fr: `Accès accordé (demande ${right.request}).`, en: `Access granted (request ${right.request}).` },
  }
}

const reason = {
  fr: 'L’accès à ces données est restreint : leur description est publique, leur contenu ne l’est pas.',
  en: 'Access to this data is restricted: its description is public, its content is not.',
}

const restricted: Decision = {
  allowed: false,
  reason,
  remedy: {
    fr: 'Connectez-vous, puis demandez l’accès sur la page du jeu de données ; si vous l’avez déjà, envoyez une clé de votre compte.',
    en: 'Sign in, then ask for access on the page of the dataset; if you have it already, send a key of your account.',
  },
}

const notGranted: Decision = {
  allowed: false,
  reason,
  remedy: {
    fr: 'Demandez l’accès sur la page du jeu de données : ses producteurs décideront.',
    en: 'Ask for access on the page of the dataset: its producers will decide.',
  },
}

const notByKey: Decision = {
  allowed: false,
  reason: {
    fr: 'Cette clé ne donne pas accès à ces données : elles ne sont pas parmi les siennes, ou le droit de son compte a pris fin.',
    en: 'This key gives no access to this data: it is not among its own, or the right of its account is over.',
  },
  remedy: {
    fr: 'Voyez les demandes et les clés de votre compte.',
    en: 'See the requests and the keys of your account.',
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
