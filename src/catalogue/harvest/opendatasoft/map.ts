import type { Harvest } from '../../../kernel/index.ts'
import type { FileDistribution, ServiceDistribution } from '../../distribution.ts'
import { recordOf } from '../draft.ts'
import { formatOf } from '../formats.ts'
import { frequencyOf } from '../frequencies.ts'
import { boxOf, boxOfShape, shapeOf } from '../geography.ts'
import { licenceOf } from '../licences.ts'
import { plainText } from '../markup.ts'
import { isFields, type Mender, openMender } from '../mend.ts'
import { languageOf, same, type Told } from '../texts.ts'
import type { Mapped } from '../types.ts'

/** Ways an Opendatasoft portal writes a dataset, besides its API. */
const exports = ['csv', 'json', 'geojson', 'shp', 'parquet'] as const

/** A dataset of Opendatasoft's catalogue in our words. */
export function mapOpendatasoft(raw: unknown, source: Pick<Harvest, 'address' | 'title'>): Mapped {
  const mender = openMender()
  const { text, list, fields, moment, email, address, whole, mended } = mender
  const given = fields(raw, '.')
  const metas = fields(given.metas, 'metas')
  const base = fields(metas.default, 'metas.default')
  const dcat = fields(metas.dcat, 'metas.dcat')
  const id = text(given.dataset_id, 'dataset_id', 300) ?? ''
  const languages = [...list(base.metadata_languages, 'metas.default.metadata_languages'), base.language].flatMap(
    (one) => (typeof one === 'string' ? languageOf(one) || [] : []),
  )
  const lang = languages[0] ?? 'fr'
  const told = (said: string | undefined): Told[] => (said ? [{ lang, text: plainText(said) }] : [])
  const words = (value: unknown, field: string) => {
    // Several are a list; some portals write them in one text.
    const said = typeof value === 'string' ? value.split(/[;,]/) : list(value, field)
    if (typeof value === 'string')
      mended('ERR-201', field, { fr: 'Texte séparé en liste.', en: 'Text split into a list.' })
    return said.flatMap((one, i) => text(one, `${field}[${i}]`, 200) ?? [])
  }
  const publisher = text(base.publisher, 'metas.default.publisher', 300)
  const contact = text(dcat.contact_name, 'metas.dcat.contact_name', 300)
  const mail = email(dcat.contact_email, 'metas.dcat.contact_email')
  const territory = isFields(base.geographic_area) ? base.geographic_area.geometry : undefined
  const shape = shapeOf(territory, 'metas.default.geographic_area', mender)
  const sides = list(base.bbox, 'metas.default.bbox')
  const box =
    (shape && boxOfShape(shape)) ??
    (sides.length === 4 ? boxOf(sides as number[], 'metas.default.bbox', mender) : undefined)
  const modified = moment(base.modified, 'metas.default.modified')
  const issued = moment(dcat.issued ?? dcat.created, 'metas.dcat.issued')
  const frequency = frequencyOf(
    text(dcat.accrualperiodicity ?? base.update_frequency, 'metas.dcat.accrualperiodicity', 200),
  )
  const records = whole(base.records_count, 'metas.default.records_count')
  const count = list(given.fields, 'fields').length
  const creator = text(dcat.creator, 'metas.dcat.creator', 300)
  const reference = address(base.references, 'metas.default.references')
  const root = source.address.replace(/\/$/, '')
  return recordOf(
    {
      title: told(text(base.title, 'metas.default.title', 500)),
      description: told(text(base.description, 'metas.default.description')),
      keywords: words(base.keyword, 'metas.default.keyword').flatMap((one) => told(one)),
      themes: words(base.theme, 'metas.default.theme'),
      publisher: publisher ? { name: publisher } : undefined,
      creators: creator ? [creator] : [],
      contacts: contact || mail ? [{ name: contact ?? mail!, ...(mail && { email: mail }) }] : [],
      licence: licenceOf(
        text(base.license, 'metas.default.license', 300),
        address(base.license_url, 'metas.default.license_url'),
      ),
      access: given.is_restricted === true || given.data_visible === false ? 'restricted' : 'open',
      identifiers: [id, text(given.dataset_uid, 'dataset_uid', 200)],
      languages: languages.slice(-1),
      ...(modified && { modified }),
      ...(issued && { issued }),
      ...(frequency && { frequency }),
      ...(box && { spatial: box }),
      ...(shape && { shape }),
      ...(records !== undefined && { size: { records, ...(count > 0 && { fields: count }) } }),
      page: `${root}/explore/dataset/${encodeURIComponent(id)}/`,
      sources: reference ? [reference] : [],
      files: [
        ...(given.has_records === false
          ? []
          : exportsOf(`${root}/api/explore/v2.1/catalog/datasets/${encodeURIComponent(id)}`)),
        ...attachmentsOf(given.attachments, mender),
      ],
      services: given.has_records === false ? [] : [serviceOf(`${root}/api/explore/v2.1`, id)],
    },
    mender,
    source.title.fr,
  )
}

const exportsOf = (dataset: string): FileDistribution[] =>
  exports.map((name) => ({
    id: name,
    title: same(name.toUpperCase()),
    path: `${dataset}/exports/${name}`,
    ...formatOf(name)!,
  }))

const serviceOf = (api: string, id: string): ServiceDistribution => ({
  id: 'explore',
  title: { fr: 'API Explore v2.1', en: 'Explore API v2.1' },
  path: `${api}/catalog/datasets/${encodeURIComponent(id)}/records`,
  document: `${api}/swagger.json`,
})

function attachmentsOf(value: unknown, { list, address, text, fields }: Mender): FileDistribution[] {
  return list(value, 'attachments').flatMap((one, i) => {
    const given = fields(one, `attachments[${i}]`)
    const path = address(given.url, `attachments[${i}].url`)
    if (!path) return []
    const name = text(given.title ?? given.id, `attachments[${i}].title`, 300) ?? String(i)
    const format = formatOf(text(given.mimetype, `attachments[${i}].mimetype`, 200), path)
    return [
      { id: `attachment-${i}`, title: same(name), path, ...(format ?? { mediaType: 'application/octet-stream' }) },
    ]
  })
}
