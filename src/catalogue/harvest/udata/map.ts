import type { Harvest } from '../../../kernel/index.ts'
import { recordOf } from '../draft.ts'
import { frequencyOf } from '../frequencies.ts'
import { boxOfShape, shapeOf } from '../geography.ts'
import { licenceOf } from '../licences.ts'
import { plainText } from '../markup.ts'
import { type Fields, type Mender, openMender } from '../mend.ts'
import { resourcesOf } from '../resources.ts'
import type { Told } from '../texts.ts'
import type { Mapped } from '../types.ts'

/** Classes of access of udata, besides open. */
const restricted = ['restricted', 'open_with_account']

/** A dataset of udata in our words. */
export function mapUdata(raw: unknown, source: Pick<Harvest, 'address' | 'title'>): Mapped {
  const mender = openMender()
  const { text, list, fields, moment, email, address, flag } = mender
  const given = fields(raw, '.')
  const told = (said: string | undefined): Told[] => (said ? [{ lang: 'fr', text: plainText(said) }] : [])
  const organisation = fields(given.organization, 'organization')
  const owner = fields(given.owner, 'owner')
  const person = [owner.first_name, owner.last_name].filter((one) => typeof one === 'string').join(' ')
  const publisher = text(organisation.name, 'organization.name', 300) ?? (person || undefined)
  const page = address(given.page, 'page')
  const url = address(organisation.page, 'organization.page')
  const place = fields(given.spatial, 'spatial')
  const shape = shapeOf(place.geom, 'spatial.geom', mender)
  const box = shape && boxOfShape(shape)
  const span = fields(given.temporal_coverage, 'temporal_coverage')
  const [from, to] = [moment(span.start, 'temporal_coverage.start'), moment(span.end, 'temporal_coverage.end')]
  const [issued, modified] = [
    moment(given.created_at, 'created_at'),
    moment(given.last_update ?? given.last_modified, 'last_modified'),
  ]
  const frequency = frequencyOf(text(given.frequency, 'frequency', 100))
  const synopsis = text(given.description_short, 'description_short', 1000)
  const licence = text(given.license, 'license', 200)
  const access = text(given.access_type, 'access_type', 50)
  return recordOf(
    {
      title: told(text(given.title, 'title', 500)),
      description: told(text(given.description, 'description')),
      ...(synopsis && { synopsis: told(synopsis) }),
      keywords: list(given.tags, 'tags').flatMap((one, i) => told(text(one, `tags[${i}]`, 200))),
      themes: [],
      publisher: publisher ? { name: publisher, ...(url && { url }) } : undefined,
      contacts: list(given.contact_points, 'contact_points').flatMap((one, i) => {
        const point = fields(one, `contact_points[${i}]`)
        const [name, mail] = [
          text(point.name, `contact_points[${i}].name`, 300),
          email(point.email, `contact_points[${i}].email`),
        ]
        const form = address(point.contact_form, `contact_points[${i}].contact_form`)
        return name || mail ? [{ name: name ?? mail!, ...(mail && { email: mail }), ...(form && { url: form }) }] : []
      }),
      licence: licence === 'notspecified' ? undefined : licenceOf(licence),
      access: flag(given.private, 'private') || restricted.includes(access ?? '') ? 'restricted' : 'open',
      ...(Boolean(given.archived) && { storage: 'archived' as const }),
      identifiers: [text(given.id, 'id', 200), text(given.acronym, 'acronym', 100)],
      ...(issued && { issued }),
      ...(modified && { modified }),
      ...(frequency && { frequency }),
      ...(box && { spatial: box }),
      ...(shape && { shape }),
      ...((from || to) && { temporal: { ...(from && { from }), ...(to && { to }) } }),
      ...(page && { page }),
      ...resourcesOf(given.resources, mender, resourceWords),
    },
    mender,
    source.title.fr,
  )
}

const algorithms = new Map([
  ['md5', 'MD5'],
  ['sha1', 'SHA-1'],
  ['sha256', 'SHA-256'],
  ['sha512', 'SHA-512'],
] as const satisfies readonly (readonly [string, string])[])

/** What udata says of a resource besides its address and its format. */
function factsOf(given: Fields, at: string, { whole, fields, text }: Mender) {
  const bytes = whole(given.filesize, `${at}.filesize`)
  const sum = fields(given.checksum, `${at}.checksum`)
  const algorithm = algorithms.get((text(sum.type, `${at}.checksum.type`, 20) ?? '').toLowerCase() as 'md5')
  const hash = text(sum.value, `${at}.checksum.value`, 200)
  return {
    isService: given.type === 'api',
    ...(bytes !== undefined && { bytes }),
    ...(algorithm && hash && { checksum: { algorithm, hash } }),
  }
}

const resourceWords = { title: 'title', type: 'mime', issued: 'created_at', facts: factsOf } as const
