import type { FileDistribution, ServiceDistribution } from '../distribution.ts'
import { formatOf, standardOf } from './formats.ts'
import { plainText } from './markup.ts'
import { type Fields, type Mender, shown } from './mend.ts'
import { same } from './texts.ts'

/** How portals of one sort describe the resources of a dataset. */
interface Wording {
  /** The members that say the title, the media type, the instant it was made. */
  readonly title: string
  readonly type: string
  readonly issued: string
  /** Whether one without a title is called by its format. */
  readonly isNamedByFormat?: boolean
  /** What they say in ways of their own; `at` is the place of the resource. */
  readonly facts: (given: Fields, at: string, mender: Mender) => ResourceFacts
}

interface ResourceFacts extends Pick<FileDistribution, 'bytes' | 'checksum'> {
  /** A service though its format is that of no standard. */
  readonly isService?: boolean
}

/** The resources of a dataset as CKAN and those after it list them; one without an address is taken out. */
export function resourcesOf(value: unknown, mender: Mender, wording: Wording) {
  const { text, list, fields, address, moment, mended } = mender
  const files: FileDistribution[] = []
  const services: ServiceDistribution[] = []
  for (const [i, one] of list(value, 'resources').entries()) {
    const at = `resources[${i}]`
    const given = fields(one, at)
    const said = (member: string, most?: number) => text(given[member], `${at}.${member}`, most)
    const path = address(given.url, `${at}.url`)
    if (!path) {
      mended('ERR-202', at, {
        fr: `Ressource sans adresse retirée : ${shown(given[wording.title])}`,
        en: `Resource without address removed: ${shown(given[wording.title])}`,
      })
      continue
    }
    const [word, type] = [said('format', 100), said(wording.type, 200)]
    const id = said('id', 200) ?? String(i)
    const described = said('description')
    const [issued, modified] = [wording.issued, 'last_modified'].map((when) => moment(given[when], `${at}.${when}`))
    const common = {
      ...{ id, path, title: same(said(wording.title, 500) ?? (wording.isNamedByFormat ? word : undefined) ?? id) },
      ...(described && { description: same(plainText(described)) }),
      ...(issued && { issued }),
      ...(modified && { modified }),
    }
    const standard = standardOf(word)
    const { isService = false, ...facts } = wording.facts(given, at, mender)
    if (standard || isService) services.push({ ...common, ...(standard && { conformsTo: standard }) })
    else
      files.push({
        ...common,
        ...(formatOf(word, type, path) ?? { mediaType: 'application/octet-stream' }),
        ...facts,
      })
  }
  return { files, services }
}
