import type { FileDistribution, ServiceDistribution } from '../../distribution.ts'
import type { RecordLicence } from '../../record.ts'
import type { StorageStatus } from '../../words.ts'
import { formatOf, standardOf } from '../formats.ts'
import { licenceOf } from '../licences.ts'
import { plainText } from '../markup.ts'
import { type Mender, shown } from '../mend.ts'
import { bilingual, same, type Told } from '../texts.ts'
import type { Resource } from './tree.ts'
import { anyOf, labelOf, literalsOf, resourcesOf, textsOf, valuesOf } from './words.ts'

interface Distributions {
  readonly files: FileDistribution[]
  readonly services: ServiceDistribution[]
  readonly licence?: RecordLicence
  readonly storage?: StorageStatus
  /** What is said of who may have them. */
  readonly rights: string[]
  /** What else binds, in words. */
  readonly notes: Told[]
}

/** The distributions of a dataset, and the terms that they state. */
export function distributionsOf(dataset: Resource, mender: Mender): Distributions {
  const { address, text, moment, mended } = mender
  const files: FileDistribution[] = []
  const services: ServiceDistribution[] = []
  const rights: string[] = []
  const notes: Told[] = []
  let licence: RecordLicence | undefined
  let storage: StorageStatus | undefined
  for (const [i, one] of resourcesOf(dataset, 'dcat:distribution').entries()) {
    const at = `dcat:distribution[${i}]`
    const service = resourcesOf(one, 'dcat:accessService')[0]
    const download = address(anyOf(one, 'dcat:downloadURL'), `${at}.dcat:downloadURL`)
    const endpoint = service && address(anyOf(service, 'dcat:endpointURL'), `${at}.dcat:endpointURL`)
    const access = address(anyOf(one, 'dcat:accessURL'), `${at}.dcat:accessURL`)
    const path = download ?? endpoint ?? access
    licence ??= licenceIn(one, mender)
    rights.push(...[anyOf(one, 'dct:accessRights')].filter((said) => said !== undefined))
    for (const right of resourcesOf(one, 'dct:rights'))
      notes.push(...textsOf(right, mender, 'rdfs:label', 'dct:description'))
    const status = (anyOf(one, 'adms:status') ?? '').split('/').at(-1)
    if (status === 'DEPRECATED') storage = 'archived'
    if (status === 'WITHDRAWN') storage = 'unavailable'
    if (!path) {
      mended('ERR-202', at, { fr: 'Distribution sans adresse retirée.', en: 'Distribution without address removed.' })
      continue
    }
    const [issued, modified] = [
      moment(literalsOf(one, 'dct:issued')[0]?.value, `${at}.dct:issued`),
      moment(literalsOf(one, 'dct:modified')[0]?.value, `${at}.dct:modified`),
    ]
    const description = bilingual(
      textsOf(one, mender, 'dct:description').map((told) => ({ ...told, text: plainText(told.text) })),
    )
    const format = resourcesOf(one, 'dct:format')[0]
    const words = [anyOf(one, 'dcat:mediaType'), format?.id, labelOf(format), literalsOf(one, 'dct:format')[0]?.value]
    const common = {
      id: nameOf(one, dataset, i),
      title:
        bilingual(textsOf(one, mender, 'dct:title')) ??
        same(text(labelOf(format), `${at}.dct:format`, 300) ?? String(i + 1)),
      ...(description && { description }),
      path,
      ...(issued && { issued }),
      ...(modified && { modified }),
    }
    const standard = address(
      anyOf(one, 'dct:conformsTo') ?? (service && anyOf(service, 'dct:conformsTo')),
      `${at}.dct:conformsTo`,
    )
    const guessed = download
      ? undefined
      : standardOf(...words, literalsOf(one, 'dct:title')[0]?.value.slice(0, 100), new URL(path).search)
    if (!download && (service || guessed)) {
      const document = service && address(anyOf(service, 'dcat:endpointDescription'), `${at}.dcat:endpointDescription`)
      const conformsTo = standard ?? guessed
      services.push({ ...common, ...(conformsTo && { conformsTo }), ...(document && { document }) })
      continue
    }
    const bytes = sizeIn(one, mender)
    const checksum = checksumOf(resourcesOf(one, 'spdx:checksum')[0], mender)
    files.push({
      ...common,
      ...(formatOf(...words, path) ?? { mediaType: download ? 'application/octet-stream' : 'text/html' }),
      ...(bytes !== undefined && { bytes }),
      ...(checksum && { checksum }),
      ...(standard && text(standard, at) && { structure: standard }),
      ...(!download && { onPage: true }),
    })
  }
  return { files, services, rights, notes, ...(licence && { licence }), ...(storage && { storage }) }
}

/** The licence that a dataset or a distribution states: a text, an address, or a document with a title. */
export function licenceIn(from: Resource, { address, text }: Mender): RecordLicence | undefined {
  const said = valuesOf(from, 'dct:license')[0]
  if (!said) return undefined
  if ('value' in said) return licenceOf(text(said.value, 'dct:license', 500))
  const title = text(literalsOf(said, 'dct:title', 'rdfs:label')[0]?.value, 'dct:license', 500)
  return licenceOf(title ?? said.id, address(said.id ?? anyOf(said, 'rdfs:seeAlso'), 'dct:license'))
}

/** The end of its address where it stands under that of its dataset, else its place. */
function nameOf(one: Resource, dataset: Resource, place: number): string {
  const end = one.id && dataset.id && one.id.startsWith(`${dataset.id}/`) ? one.id.slice(dataset.id.length + 1) : ''
  return /^[\w.-]{1,100}$/.test(end) ? end : String(place)
}

function sizeIn(one: Resource, { mended }: Mender): number | undefined {
  const said = literalsOf(one, 'dcat:byteSize')[0]?.value.trim()
  if (said === undefined) return undefined
  if (/^\d{1,15}(\.\d+)?$/.test(said)) return Math.round(Number(said))
  mended('ERR-201', 'dcat:byteSize', { fr: `Taille ignorée : ${shown(said)}`, en: `Size ignored: ${shown(said)}` })
  return undefined
}

function checksumOf(sum: Resource | undefined, { text }: Mender): FileDistribution['checksum'] {
  const word = /checksumAlgorithm_(md5|sha1|sha256|sha512)$/.exec(anyOf(sum, 'spdx:algorithm') ?? '')?.[1]
  const hash = text(literalsOf(sum, 'spdx:checksumValue')[0]?.value, 'spdx:checksumValue', 200)
  const algorithm = ({ md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const)[word as 'md5']
  return algorithm && hash ? { algorithm, hash } : undefined
}
