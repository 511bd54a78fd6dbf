import type { Harvest } from '../../../kernel/index.ts'
import type { FileDistribution } from '../../distribution.ts'
import { recordOf } from '../draft.ts'
import { frequencyOf } from '../frequencies.ts'
import { boxOfShape, shapeOf } from '../geography.ts'
import { licenceOf } from '../licences.ts'
import { plainText } from '../markup.ts'
import { type Fields, type Mender, openMender } from '../mend.ts'
import { resourcesOf } from '../resources.ts'
import type { Told } from '../texts.ts'
import type { Mapped } from '../types.ts'

/** A dataset («package») of CKAN in our words. */
export function mapCkan(raw: unknown, source: Pick<Harvest, 'address' | 'title'>): Mapped {
  const mender = openMender()
  const { text, list, fields, moment, email, address, flag, mended } = mender
  const given = fields(raw, '.')
  /** What a tag or a group is called: some portals give it alone. */
  const nameIn = (one: unknown, field: string) => {
    if (typeof one === 'string') {
      mended('ERR-201', field, { fr: 'Texte pris pour un nom.', en: 'Text taken for a name.' })
      return one
    }
    const { display_name, title, name } = fields(one, field)
    return display_name ?? title ?? name
  }
  const extras = extrasOf(given, mender)
  const lang =
    text(given.language ?? extras.language, 'language', 20)
      ?.slice(0, 2)
      .toLowerCase() ?? 'fr'
  const told = (said: string | undefined): Told[] => (said ? [{ lang, text: plainText(said) }] : [])
  const organisation = fields(given.organization, 'organization')
  const publisher =
    text(organisation.title, 'organization.title', 300) ?? text(extras.publisher_name, 'extras.publisher_name', 300)
  const contact =
    text(given.maintainer, 'maintainer', 300) ??
    text(given.author, 'author', 300) ??
    text(extras.contact_name, 'extras.contact_name', 300)
  const mail =
    email(given.maintainer_email, 'maintainer_email') ??
    email(given.author_email, 'author_email') ??
    email(extras.contact_email, 'extras.contact_email')
  const shape = shapeOf(extras.spatial ?? given.spatial, 'spatial', mender)
  const box = shape && boxOfShape(shape)
  const [from, to] = [
    moment(extras.temporal_start, 'extras.temporal_start'),
    moment(extras.temporal_end, 'extras.temporal_end'),
  ]
  const url = address(given.url, 'url')
  const [id, name] = [text(given.id, 'id', 200), text(given.name, 'name', 200)]
  const [issued, modified] = [
    moment(given.metadata_created, 'metadata_created'),
    moment(given.metadata_modified, 'metadata_modified'),
  ]
  const frequency = frequencyOf(text(extras.frequency ?? given.frequency, 'frequency', 200))
  const version = text(given.version, 'version', 100)
  const organisationSummary = text(organisation.description, 'organization.description', 2000)
  return recordOf(
    {
      title: told(text(given.title, 'title', 500) ?? name),
      description: told(text(given.notes, 'notes')),
      keywords: list(given.tags, 'tags').flatMap((one, i) => told(text(nameIn(one, `tags[${i}]`), `tags[${i}]`, 200))),
      themes: list(given.groups, 'groups').flatMap(
        (one, i) => text(nameIn(one, `groups[${i}]`), `groups[${i}]`, 200) ?? [],
      ),
      publisher: publisher
        ? { name: publisher, ...(organisationSummary && { summary: organisationSummary }) }
        : undefined,
      contacts: contact || mail ? [{ name: contact ?? mail!, ...(mail && { email: mail }) }] : [],
      licence: licenceOf(
        text(given.license_id, 'license_id', 200) === 'notspecified'
          ? undefined
          : (text(given.license_title, 'license_title', 300) ?? text(given.license_id, 'license_id', 200)),
        address(given.license_url, 'license_url'),
      ),
      access: flag(given.private, 'private') ? 'restricted' : 'open',
      identifiers: [id, text(extras.identifier, 'extras.identifier', 500)],
      ...(issued && { issued }),
      ...(modified && { modified }),
      ...(version && { version }),
      ...(frequency && { frequency }),
      ...(box && { spatial: box }),
      ...(shape && { shape }),
      ...((from || to) && { temporal: { ...(from && { from }), ...(to && { to }) } }),
      page: `${source.address.replace(/\/$/, '')}/dataset/${encodeURIComponent(name ?? id ?? '')}`,
      sources: url ? [url] : [],
      ...resourcesOf(given.resources, mender, resourceWords),
    },
    mender,
    source.title.fr,
  )
}

function extrasOf(given: Fields, { list, fields, text }: Mender): Fields {
  const entries = list(given.extras, 'extras').flatMap((one, i) => {
    const { key, value } = fields(one, `extras[${i}]`)
    const name = text(key, `extras[${i}].key`, 200)
    return name ? [[name.toLowerCase().replaceAll(/[- ]/g, '_'), value] as const] : []
  })
  return Object.fromEntries(entries)
}

/** What CKAN says of a file besides its address and its format. */
function factsOf({ size, hash: said }: Fields, at: string, { real, text }: Mender) {
  const bytes = real(size, `${at}.size`)
  const hash = text(said, `${at}.hash`, 200)
  const checksum = hash && checksumOf(hash)
  return { ...(bytes !== undefined && bytes > 0 && { bytes: Math.round(bytes) }), ...(checksum && { checksum }) }
}

const resourceWords = {
  ...{ title: 'name', type: 'mimetype', issued: 'created', isNamedByFormat: true },
  facts: factsOf,
} as const

/** A checksum by the length of what is said, as CKAN does not say its algorithm. */
export function checksumOf(hash: string): FileDistribution['checksum'] {
  const hex = /^(?:(?:md5|sha1|sha256|sha512)[:=])?([0-9a-f]+)$/i.exec(hash)?.[1]
  const algorithm = ({ 32: 'MD5', 40: 'SHA-1', 64: 'SHA-256', 128: 'SHA-512' } as const)[hex?.length as 32]
  return hex && algorithm ? { algorithm, hash: hex.toLowerCase() } : undefined
}
