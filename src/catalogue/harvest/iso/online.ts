import type { FileDistribution, ServiceDistribution } from '../../distribution.ts'
import { formatOf, standardOf } from '../formats.ts'
import type { Mender } from '../mend.ts'
import { same } from '../texts.ts'
import { type Element, everywhere, find, findAll } from '../xml.ts'
import { saidIn } from './said.ts'

/** Where a record says its data is: its online resources and, for a service, its points of connection. */
export function distributionsOf(
  record: Element,
  identification: Element | undefined,
  { address, text, mended }: Mender,
) {
  const files: FileDistribution[] = []
  const services: ServiceDistribution[] = []
  const online = [
    ...findAll(record, 'distributionInfo/MD_Distribution').flatMap((one) => [...everywhere(one, 'CI_OnlineResource')]),
    ...findAll(identification, 'containsOperations').flatMap((one) => [...everywhere(one, 'CI_OnlineResource')]),
  ]
  const formats = findAll(record, 'distributionInfo/MD_Distribution/distributionFormat/MD_Format/name').map(saidIn)
  const seen = new Set<string>()
  for (const [i, one] of online.entries()) {
    const link = saidIn(find(one, 'linkage'))
    const path = link === '' ? undefined : address(link, `onLine[${i}].linkage`)
    if (!path) {
      mended('ERR-202', `onLine[${i}]`, {
        fr: 'Ressource sans adresse retirée.',
        en: 'Resource without address removed.',
      })
      continue
    }
    const protocol = text(saidIn(find(one, 'protocol')) || undefined, `onLine[${i}].protocol`, 300) ?? ''
    const name = text(saidIn(find(one, 'name')) || undefined, `onLine[${i}].name`, 500)
    const key = `${path} ${name ?? ''} ${protocol}`
    if (seen.has(key)) continue
    seen.add(key)
    const described = text(saidIn(find(one, 'description')) || undefined, `onLine[${i}].description`)
    const common = {
      ...{ id: String(i), path, title: same(name ?? (protocol || new URL(path).hostname)) },
      ...(described && { description: same(described) }),
    }
    const standard = standardOf(protocol, new URL(path).search, new URL(path).pathname.split('/').at(-1))
    const asked = new URLSearchParams(new URL(path).search.toLowerCase())
    // A request for features is a file, whatever serves it.
    const written = asked.get('request') === 'getfeature' ? formatOf(asked.get('outputformat') ?? 'gml') : undefined
    const isDownload = /download/i.test(protocol) || /download/i.test(saidIn(find(one, 'function')))
    if (written) files.push({ ...common, ...written })
    else if (standard) services.push({ ...common, conformsTo: standard })
    else if (isDownload)
      files.push({ ...common, ...(formatOf(path, name, ...formats) ?? { mediaType: 'application/octet-stream' }) })
    else files.push({ ...common, ...(formatOf(path) ?? { mediaType: 'text/html', fileType: 'HTML' }), onPage: true })
  }
  return { files, services }
}
