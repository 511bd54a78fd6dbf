import Type, { type Static } from 'typebox'
import { badParameter, unknownName } from '../http/faults.ts'
import { readQuery } from '../http/query.ts'

const text = (description: string) => Type.Optional(Type.String({ description, maxLength: 1000 }))

/** Parameters of a list of records, besides any `field=value` (API of RUDI's producer node, 2024). */
export const listParameters = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 100, description: 'How many records.' }),
  offset: Type.Integer({ minimum: 0, maximum: 1e12, default: 0, description: 'How many records to skip.' }),
  fields: text('Members to give, separated by commas: `global_id,producer.organization_name`.'),
  sort_by: text('Members to sort by, separated by commas; a minus sign for the greatest first.'),
  count_by: text('How many records have each value of a member.'),
  group_by: text('The records by value of a member.'),
  group_limit: Type.Integer({ minimum: 1, maximum: 500, default: 100, description: 'Records of a group.' }),
  group_offset: Type.Integer({ minimum: 0, maximum: 1e12, default: 0, description: 'Records of a group to skip.' }),
  updated_after: text('Described since then: a day, a month, an instant.'),
  updated_before: text('Described until then.'),
})

/** Members that a record may have at its top (RUDI 1.4.1). */
const members = [
  ...['global_id', 'local_id', 'doi', 'resource_title', 'synopsis', 'summary', 'theme', 'keywords', 'producer'],
  ...['contacts', 'available_formats', 'resource_languages', 'temporal_spread', 'geography', 'dataset_size'],
  ...['dataset_dates', 'storage_status', 'access_condition', 'metadata_info', 'ext_metadata', 'metadata_status'],
  'collection_tag',
]

export interface Sort {
  readonly path: string
  readonly descending: boolean
}

/** What is asked of the list of records. */
export interface Asked {
  readonly limit: number
  readonly offset: number
  readonly fields: readonly string[] | undefined
  readonly sort: readonly Sort[]
  readonly countBy: string | undefined
  readonly groupBy: string | undefined
  readonly group: { readonly limit: number; readonly offset: number }
  readonly after: Date | undefined
  readonly before: Date | undefined
  /** Values that members must have: one of several when a member is named more than once. */
  readonly filters: ReadonlyMap<string, readonly string[]>
  /** Words that the texts must have. */
  readonly words: string | undefined
}

/** Paths of a filter, at most: beyond, it is no question. */
const MOST_FILTERS = 20

/** Reads the parameters of a list; `isSearch`: words too, as `?term=velo` or as `?velo`. Throws `api.bad-parameter`. */
export function readAsked(query: URLSearchParams, isSearch = false): Asked {
  const own = new URLSearchParams()
  const filters = new Map<string, string[]>()
  const words: string[] = []
  for (const [name, value] of query) {
    if (name in listParameters.properties || name === 'lang') own.append(name, value)
    else if (isSearch && (name === 'term' || value === '')) words.push(name === 'term' ? value : name)
    else filters.set(pathOf(name, name), [...(filters.get(name) ?? []), value])
  }
  if (filters.size > MOST_FILTERS || words.join(' ').length > 200)
    throw badParameter('field', 'il y en a trop', 'there are too many', {
      fr: `${MOST_FILTERS} champs au plus.`,
      en: `At most ${MOST_FILTERS} fields.`,
    })
  const asked: Static<typeof listParameters> = readQuery(listParameters, own)
  return {
    limit: asked.limit,
    offset: asked.offset,
    fields: listOf(asked.fields, 'fields'),
    sort: (asked.sort_by ? asked.sort_by.split(',') : []).map((one) => {
      const name = one.trim()
      return { path: pathOf(name.replace(/^-/, ''), 'sort_by'), descending: name.startsWith('-') }
    }),
    countBy: asked.count_by && pathOf(asked.count_by, 'count_by'),
    groupBy: asked.group_by && pathOf(asked.group_by, 'group_by'),
    group: { limit: asked.group_limit, offset: asked.group_offset },
    after: momentOf(asked.updated_after, 'updated_after'),
    before: momentOf(asked.updated_before, 'updated_before'),
    filters,
    words: words.length > 0 ? words.join(' ') : undefined,
  }
}

const listOf = (text: string | undefined, parameter: string) =>
  text?.split(',').map((name) => pathOf(name.trim(), parameter))

/** A path that begins with a member records have. Throws `api.bad-parameter`, naming the closest. */
function pathOf(path: string, parameter: string): string {
  if (members.includes(path.split('.')[0]!)) return path
  const name = path.slice(0, 100)
  const { remedy } = unknownName('api.unknown-parameter', name, '', '', members)
  throw badParameter(
    parameter.slice(0, 100),
    `aucune fiche n’a de champ « ${name} »`,
    `no record has a member '${name}'`,
    remedy!,
  )
}

/** A day, a month, a year or an instant; without an offset it is UTC. */
function momentOf(text: string | undefined, parameter: string): Date | undefined {
  if (text === undefined) return undefined
  // A plus sign in an address is a space.
  const given = text.trim().replace(/ (\d{2}:?\d{2})$/, '+$1')
  const hasTime = given.includes('T') && !/(Z|[+-]\d{2}:?\d{2})$/.test(given)
  const time = /^\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?)?$/.test(given)
    ? Date.parse(hasTime ? `${given}Z` : given)
    : Number.NaN
  if (!Number.isNaN(time)) return new Date(time)
  throw badParameter(parameter, `« ${given.slice(0, 40)} » n’est pas une date`, `'${given.slice(0, 40)}' is no date`, {
    fr: 'Par exemple 2024-05 ou 2024-05-01T10:00:00Z.',
    en: 'For example 2024-05 or 2024-05-01T10:00:00Z.',
  })
}
