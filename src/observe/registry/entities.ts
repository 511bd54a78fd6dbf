import type { Sender } from '../../store/index.ts'
import type { Entities, EntityKind, Kept, KeyedKind } from '../types.ts'
import { boxColumns, boxOfPlace } from './box.ts'
import { type Field, fieldsOf, placeField } from './columns.ts'

/** Columns and bound values of the fields given, with the box of the place if it is among them. */
function assignments(kind: EntityKind, entity: object): { columns: string[]; values: unknown[] } {
  const given = entity as Record<string, unknown>
  const columns: string[] = []
  const values: unknown[] = []
  for (const { name, column, json } of fieldsOf[kind]) {
    const value = given[name]
    if (value === undefined) continue
    columns.push(column)
    values.push(json && value !== null ? JSON.stringify(value) : value)
  }
  const place = placeField[kind]
  if (place && given[place] !== undefined) {
    columns.push(...boxColumns)
    values.push(...boxOfPlace(given[place]))
  }
  return { columns, values }
}

const marks = (values: readonly unknown[]) => values.map((_, i) => `$${i + 1}`).join(', ')

/** Adds an entity and gives its id. */
export async function insert<K extends EntityKind>(tx: Sender, kind: K, entity: Entities[K]): Promise<number> {
  const { columns, values } = assignments(kind, entity)
  const [row] = await tx.query<{ id: number }>(
    `insert into ${kind} (${columns.join(', ')}) values (${marks(values)}) returning id`,
    values,
  )
  return row!.id
}

/** Adds an entity, or updates what has its key. A row that would not change is not written again. */
export async function upsert<K extends KeyedKind>(
  tx: Sender,
  kind: K,
  entity: Entities[K] & { readonly key: string },
): Promise<number> {
  const { columns, values } = assignments(kind, entity)
  const others = columns.filter((column) => column !== 'key')
  const [row] = await tx.query<{ id: number }>(
    `insert into ${kind} as old (${columns.join(', ')}) values (${marks(values)})
     on conflict (key) do update set ${others.map((c) => `${c} = excluded.${c}`).join(', ')}
     where (${others.map((c) => `old.${c}`).join(', ')}) is distinct from (${others.map((c) => `excluded.${c}`).join(', ')})
     returning id`,
    values,
  )
  return row?.id ?? (await byKey(tx, kind, entity.key))!.id
}

const selectList = (fields: readonly Field[]) => fields.map(({ name, column }) => `${column} as "${name}"`).join(', ')

async function find<K extends EntityKind>(tx: Sender, kind: K, column: string, value: unknown) {
  const [row] = await tx.query<Kept<K>>(`select id, ${selectList(fieldsOf[kind])} from ${kind} where ${column} = $1`, [
    value,
  ])
  return row
}

export const get = <K extends EntityKind>(tx: Sender, kind: K, id: number) => find(tx, kind, 'id', id)
export const byKey = <K extends KeyedKind>(tx: Sender, kind: K, key: string) => find(tx, kind, 'key', key)

/** Changes the fields given. A thing that goes to another dataset takes its datastreams, and the places only it has, along. */
export async function update<K extends EntityKind>(
  tx: Sender,
  kind: K,
  id: number,
  fields: Partial<Entities[K]>,
): Promise<boolean> {
  const { columns, values } = assignments(kind, fields)
  if (columns.length === 0) return (await get(tx, kind, id)) !== undefined
  const sets = columns.map((column, i) => `${column} = $${i + 2}`).join(', ')
  const rows = await tx.query(`update ${kind} set ${sets} where id = $1 returning id`, [id, ...values])
  if (kind === 'thing' && 'dataset' in fields && rows.length > 0) await moveToDataset(tx, id)
  return rows.length > 0
}

async function moveToDataset(tx: Sender, thing: number): Promise<void> {
  await tx.query(`update datastream d set dataset = t.dataset from thing t where t.id = $1 and d.thing = t.id`, [thing])
  const ownPlaces = `
    select l.location from thing_location l where l.thing = $1
    and not exists (select from thing_location o where o.location = l.location and o.thing <> $1)`
  await tx.query(`update location p set dataset = t.dataset from thing t where t.id = $1 and p.id in (${ownPlaces})`, [
    thing,
  ])
  // Keys of features made for the thing: see featureOfThing.
  await tx.query(
    `update feature_of_interest f set dataset = t.dataset from thing t
     where t.id = $1 and f.key in (select '${featureKeyPrefix}' || location from (${ownPlaces}))`,
    [thing],
  )
}

/** The feature of interest made from a location has this and the location's id as key. */
export const featureKeyPrefix = 'location/'
