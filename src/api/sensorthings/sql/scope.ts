import { badFilter, shown } from '../faults.ts'
import { type EntityName, type EntityType, type Navigation, typeNamed } from '../model.ts'
import { type Fragment, q, raw } from './fragment.ts'

/** What the SQL of a request needs to know. */
export interface Sight {
  /** Datasets the viewer may read. */
  readonly visible: readonly string[]
  /** What to write after FROM to read observations: recent and old as one. */
  readonly observations: string
  /** Now, for `now()`. */
  readonly now: Date
}

/** A table in the FROM of a query. */
export interface Joined {
  readonly alias: string
  readonly type: EntityType
  /** Reached through a relation to many: the whole filter is then asked of each of them. */
  readonly many: boolean
}

/** The tables that the filter and order of one level need, joined as their paths ask. */
export interface Scope {
  readonly root: Joined
  readonly sight: Sight
  /** The table that a relation of a joined one leads to: the same each time it is asked. */
  follow(from: Joined, navigation: Navigation, place: number): Joined
  /** The state of a datastream. */
  state(of: Joined): string
  /** Joins to one: for the FROM of the level. */
  readonly outer: readonly Fragment[]
  /** Joins that go through a relation to many. */
  readonly inner: readonly Fragment[]
}

/** Joins of one filter: beyond, the database would plan for seconds. */
const MOST_JOINS = 12

export function openScope(type: EntityType, alias: string, sight: Sight): Scope {
  const root: Joined = { alias, type, many: false }
  const joined = new Map<string, Joined>()
  const states = new Map<string, string>()
  const [outer, inner]: [Fragment[], Fragment[]] = [[], []]
  const add = (many: boolean, fragment: Fragment) => (many ? inner : outer).push(fragment)
  const alone = (fresh: string, place: number) => {
    if (joined.size + states.size >= MOST_JOINS)
      throw badFilter(
        place,
        `il passe par trop de relations (${MOST_JOINS} au plus)`,
        `it goes through too many relations (at most ${MOST_JOINS})`,
      )
    return `${alias}_${fresh}${joined.size + states.size}`
  }

  return {
    root,
    sight,
    outer,
    inner,
    follow(from, navigation, place) {
      const name = `${from.alias}/${navigation.name}`
      const known = joined.get(name)
      if (known) return known
      const to = typeNamed(navigation.to)
      const made: Joined = { alias: alone('j', place), type: to, many: from.many || navigation.many }
      joined.set(name, made)
      const { alias: a } = made
      const { link } = navigation
      const seen = visibility(to, a, sight)
      const table = tableOf(to, sight)
      if (link.by === 'key')
        add(
          made.many,
          q`left join ${table} ${raw(a)} on ${raw(a)}.id = ${raw(from.alias)}.${raw(link.column)} and ${seen}`,
        )
      else if (link.by === 'inverse')
        add(
          made.many,
          q`left join ${table} ${raw(a)} on ${raw(a)}.${raw(link.column)} = ${raw(from.alias)}.id and ${seen}`,
        )
      else {
        add(
          made.many,
          q`left join ${raw(link.table)} ${raw(`${a}_l`)} on ${raw(`${a}_l`)}.${raw(link.from)} = ${raw(from.alias)}.id`,
        )
        add(made.many, q`left join ${table} ${raw(a)} on ${raw(a)}.id = ${raw(`${a}_l`)}.${raw(link.to)} and ${seen}`)
      }
      return made
    },
    state(of) {
      const known = states.get(of.alias)
      if (known) return known
      const made = alone('s', 0)
      states.set(of.alias, made)
      add(of.many, q`left join datastream_state ${raw(made)} on ${raw(made)}.datastream = ${raw(of.alias)}.id`)
      return made
    },
  }
}

/** What to write after FROM for a type. */
export const tableOf = (type: EntityType, sight: Sight): Fragment =>
  raw(type.name === 'Observation' ? sight.observations : type.table)

/** The condition that a row may be seen: that of its dataset, its own or that of what it hangs from. */
export function visibility(type: EntityType, alias: string, { visible }: Sight): Fragment {
  const a = raw(alias)
  const of: Partial<Record<EntityName, Fragment>> = {
    HistoricalLocation: q`exists (select from thing t where t.id = ${a}.thing and t.dataset = any (${visible}::text[]))`,
    Observation: q`exists (select from datastream d where d.id = ${a}.datastream and d.dataset = any (${visible}::text[]))`,
  }
  if (type.owned) return q`${a}.dataset = any (${visible}::text[])`
  return of[type.name] ?? raw('true')
}

/** A name of a path that leads nowhere. */
export const unknownPath = (type: EntityType, name: string, place: number) => {
  const known = ['id', ...type.properties.map((p) => p.name), ...type.navigations.map((n) => n.name)].join(', ')
  return badFilter(place, `${type.name} n’a pas de « ${shown(name)} »`, `${type.name} has no "${shown(name)}"`, {
    fr: `Connus : ${known}.`,
    en: `Known: ${known}.`,
  })
}
