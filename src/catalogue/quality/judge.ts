import type { Bilingual, QualityCriterion, QualityWeights } from '../../kernel/index.ts'
import { qualityCriteria } from '../../kernel/index.ts'
import type { DatasetRecord } from '../record.ts'
import { completeness } from './completeness.ts'
import { readability } from './formats.ts'
import { daysOf, timeliness } from './freshness.ts'

/** What is known of a record besides what it says. */
export interface Evidence {
  /** Things that were mended in it when it was harvested, or checks of our own data that warned. */
  readonly repairs: number
  /** Whether what came last cannot be used, so that an older version is shown. */
  readonly isStale: boolean
  /** Its links that were tried: those that led somewhere, and those that did not. */
  readonly links: { readonly working: number; readonly broken: readonly string[] }
}

/** One thing that the quality of a dataset is judged by: what it is worth, what was seen, and how to do better. */
export interface Point {
  readonly criterion: QualityCriterion
  /** From 0 to 1; null where it cannot be judged, which counts for nothing. */
  readonly value: number | null
  readonly weight: number
  readonly say: Bilingual
  readonly remedy?: Bilingual
}

export interface Quality {
  /** Out of 100. */
  readonly score: number
  readonly points: readonly Point[]
}

type Judged = Omit<Point, 'criterion' | 'weight'>

/** Judges how well a dataset is described and kept: the mean of what can be judged, by weight. */
export function judge(record: DatasetRecord, evidence: Evidence, weights: QualityWeights, now: Date): Quality {
  const judged: Readonly<Record<QualityCriterion, Judged>> = {
    completeness: completeness(record),
    freshness: freshness(record, now),
    links: links(record, evidence),
    conformity: conformity(record, evidence),
    format: format(record),
    licence: licence(record),
  }
  const points = qualityCriteria
    .filter((criterion) => weights[criterion] > 0)
    .map((criterion) => ({ criterion, weight: weights[criterion], ...judged[criterion] }))
  const known = points.filter(({ value }) => value !== null)
  const whole = known.reduce((sum, { weight }) => sum + weight, 0)
  const earned = known.reduce((sum, { weight, value }) => sum + weight * value!, 0)
  return { score: whole === 0 ? 0 : Math.round((100 * earned) / whole), points }
}

function freshness({ frequency, modified, issued, origin }: DatasetRecord, now: Date): Judged {
  const days = frequency && daysOf[frequency]
  const changed = modified ?? issued
  if (days === undefined)
    return {
      value: 0,
      say: { fr: 'On ne dit pas à quel rythme ces données changent.', en: 'Nothing says how often this data changes.' },
      remedy: {
        fr: 'Déclarez le rythme de mise à jour, ou qu’il n’y en a pas.',
        en: 'Declare the update frequency, or that there is none.',
      },
    }
  if (days === null)
    return {
      value: 1,
      say: { fr: 'Aucun rythme n’est promis.', en: 'No frequency is promised.' },
    }
  const value = changed ? timeliness(days, changed, now) : 0
  if (value === 1) return { value, say: { fr: 'Le rythme déclaré est tenu.', en: 'The declared frequency is kept.' } }
  const day = changed?.toISOString().slice(0, 10)
  return {
    value,
    say: day
      ? {
          fr: `Le dernier changement est du ${day}, plus ancien que le rythme déclaré (${days} j).`,
          en: `The last change is of ${day}, older than the declared frequency (${days} d).`,
        }
      : { fr: 'On ne dit pas quand ces données ont changé.', en: 'Nothing says when this data changed.' },
    remedy: origin
      ? {
          fr: 'Mettez les données à jour chez leur producteur, ou déclarez le rythme réel.',
          en: 'Update the data at its producer’s, or declare the actual frequency.',
        }
      : { fr: 'Voyez pourquoi la chaîne ne les a pas refaites.', en: 'See why the chain did not make it again.' },
  }
}

function links({ origin, files }: DatasetRecord, { links: { working, broken } }: Evidence): Judged {
  if (!origin)
    return files.length > 0
      ? { value: 1, say: { fr: 'Servies par ce service même.', en: 'Served by this very service.' } }
      : {
          value: 0,
          say: { fr: 'Rien n’est encore produit.', en: 'Nothing is made yet.' },
          remedy: { fr: 'Lancez la chaîne.', en: 'Run the chain.' },
        }
  const tried = working + broken.length
  if (tried === 0) return { value: null, say: { fr: 'Liens pas encore essayés.', en: 'Links not tried yet.' } }
  if (broken.length === 0)
    return { value: 1, say: { fr: 'Les liens essayés répondent.', en: 'The links that were tried answer.' } }
  return {
    value: working / tried,
    say: {
      fr: `Liens rompus : ${broken.slice(0, 5).join(', ')}.`,
      en: `Broken links: ${broken.slice(0, 5).join(', ')}.`,
    },
    remedy: { fr: 'Corrigez l’adresse, ou retirez ce fichier.', en: 'Correct the address, or remove this file.' },
  }
}

/** Repairs beyond which a record is said not to conform at all. */
const MANY_REPAIRS = 5

function conformity({ origin }: DatasetRecord, { repairs, isStale }: Evidence): Judged {
  if (isStale)
    return {
      value: 0,
      say: {
        fr: 'La dernière version venue de la source est inutilisable : celle d’avant est montrée.',
        en: 'The last version from the source cannot be used: the one before is shown.',
      },
      remedy: { fr: 'Le rapport de moisson dit pourquoi.', en: 'The harvest report says why.' },
    }
  if (repairs === 0)
    return { value: 1, say: { fr: 'Conforme à son schéma, sans retouche.', en: 'Conforms to its schema, untouched.' } }
  return {
    value: Math.max(0, 1 - repairs / MANY_REPAIRS),
    say: origin
      ? { fr: `Champs réparés à la moisson : ${repairs}.`, en: `Fields mended at harvest: ${repairs}.` }
      : { fr: `Contrôles qui alertent : ${repairs}.`, en: `Checks that warn: ${repairs}.` },
    remedy: origin
      ? {
          fr: 'Le rapport de moisson les nomme : corrigez-les à la source.',
          en: 'The harvest report names them: correct them at the source.',
        }
      : { fr: 'La page les montre, avec des lignes en exemple.', en: 'The page shows them, with rows as examples.' },
  }
}

function format(record: DatasetRecord): Judged {
  const value = readability(record)
  if (value === 1)
    return {
      value,
      say: { fr: 'Un format ouvert, lisible par des machines.', en: 'An open format, readable by machines.' },
    }
  return {
    value,
    say:
      value === 0
        ? { fr: 'Aucun accès aux données n’est donné.', en: 'No way to the data is given.' }
        : { fr: 'Aucun format ouvert et lisible par des machines.', en: 'No format is open and readable by machines.' },
    remedy: {
      fr: 'Ajoutez un fichier CSV, GeoJSON, GeoPackage ou Parquet, ou un service.',
      en: 'Add a CSV, GeoJSON, GeoPackage or Parquet file, or a service.',
    },
  }
}

function licence({ licence: terms, access }: DatasetRecord): Judged {
  if (terms?.id)
    return { value: 1, say: { fr: `Licence connue : ${terms.title}.`, en: `Known licence: ${terms.title}.` } }
  if (terms)
    return {
      value: 0.5,
      say: {
        fr: `Licence qu’on ne reconnaît pas : ${terms.title}.`,
        en: `A licence that is not recognised: ${terms.title}.`,
      },
      remedy: {
        fr: 'Prenez une licence de la liste de l’État (etalab-2.0, ODbL-1.0…) ou de SPDX.',
        en: 'Take a licence of the national list (etalab-2.0, ODbL-1.0…) or of SPDX.',
      },
    }
  return {
    value: 0,
    say: {
      fr: 'Aucune licence : personne ne sait s’il peut réutiliser.',
      en: 'No licence: nobody knows whether they may reuse it.',
    },
    remedy:
      access === 'open'
        ? {
            fr: 'Déclarez une licence ouverte : etalab-2.0 ou ODbL-1.0.',
            en: 'Declare an open licence: etalab-2.0 or ODbL-1.0.',
          }
        : { fr: 'Déclarez les conditions d’usage.', en: 'Declare the terms of use.' },
  }
}
