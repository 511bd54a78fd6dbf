import type { Observe } from '../../../observe/index.ts'
import type { Sender } from '../../../store/index.ts'
import { badBody, fault } from '../faults.ts'
import type { EntityType } from '../model.ts'

/** Who writes, and where. */
export interface Writer {
  /** Datasets it may write to; undefined is all. */
  readonly datasets: readonly string[] | undefined
  /** The dataset of things that it makes. */
  readonly dataset: string
}

/** An entity made or changed, told once the transaction is committed. */
export interface Change {
  readonly type: EntityType
  readonly id: number
  /** The properties that changed; undefined for an entity just made. */
  readonly properties?: readonly string[]
}

/** One transaction of writes. */
export interface Writing {
  readonly tx: Sender
  readonly observe: Observe
  readonly writer: Writer
  readonly now: Date
  /** What to tell after the commit. */
  readonly changes: Change[]
  /** What to do after the commit. */
  readonly after: (() => void)[]
  /** Entities made so far. */
  made: number
}

/** The SQL that tells the datasets an entity belongs to; none for vocabulary that nobody uses. */
const datasetsOf: Readonly<Record<EntityType['table'], string>> = {
  thing: 'select dataset from thing where id = $1',
  location: 'select dataset from location where id = $1',
  historical_location: 'select t.dataset from historical_location h join thing t on t.id = h.thing where h.id = $1',
  datastream: 'select dataset from datastream where id = $1',
  feature_of_interest: 'select dataset from feature_of_interest where id = $1',
  sensor: 'select dataset from datastream where sensor = $1',
  observed_property: 'select dataset from datastream where observed_property = $1',
  observation: 'select dataset from datastream where id = $1',
}

/** Whether the writer may change an entity that is there. Observations are asked by their datastream. */
export async function mayChange({ tx, writer }: Writing, type: EntityType, id: number): Promise<boolean> {
  const { datasets } = writer
  if (!datasets) return true
  const rows = await tx.query<{ dataset: string }>(datasetsOf[type.table], [id])
  return rows.every(({ dataset }) => datasets.includes(dataset))
}

/** Whether an entity is there and may be linked to by the writer. */
export async function mayLink({ tx, writer }: Writing, type: EntityType, id: number): Promise<boolean> {
  const isVocabulary = type.table === 'sensor' || type.table === 'observed_property'
  const sql = isVocabulary ? `select null as dataset from ${type.table} where id = $1` : datasetsOf[type.table]
  const rows = await tx.query<{ dataset: string | null }>(sql, [id])
  const { datasets } = writer
  return rows.some(({ dataset }) => dataset === null || !datasets || datasets.includes(dataset))
}

/** The entity cannot be changed by this writer. */
export const refused = (type: EntityType, id: number) =>
  fault(
    'sensorthings.refused',
    {
      fr: `Vous n’avez pas le droit de changer ${type.set}(${id}).`,
      en: `You have no right to change ${type.set}(${id}).`,
    },
    {
      place: `${type.set}(${id})`,
      remedy: {
        fr: 'Une clé n’écrit que dans son jeu de données, et rien de ce que d’autres partagent.',
        en: 'A key writes to its dataset only, and nothing that others share.',
      },
    },
  )

/** A dataset that was named to write to. Throws `sensorthings.refused`, `sensorthings.bad-body`. */
export async function checkDataset(observe: Observe, { datasets, dataset }: Writer): Promise<void> {
  if (datasets && !datasets.includes(dataset))
    throw fault(
      'sensorthings.refused',
      {
        fr: `Vous n’écrivez pas dans le jeu de données « ${dataset.slice(0, 60)} ».`,
        en: `You do not write to the dataset "${dataset.slice(0, 60)}".`,
      },
      {
        place: 'dataset',
        remedy: { fr: `Jeux de données : ${datasets.join(', ')}.`, en: `Datasets: ${datasets.join(', ')}.` },
      },
    )
  const known = await observe.registry.datasets(observe.store)
  if (!known.some(({ id }) => id === dataset))
    throw badBody(
      'dataset',
      `Aucun jeu de données ne s’appelle « ${dataset.slice(0, 60)} »`,
      `No dataset is called "${dataset.slice(0, 60)}"`,
      {
        fr: `Connus : ${known.map(({ id }) => id).join(', ')}.`,
        en: `Known: ${known.map(({ id }) => id).join(', ')}.`,
      },
    )
}
