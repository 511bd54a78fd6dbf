import { type Harvest, OrchestraError } from '../../../kernel/index.ts'
import type { Ask, Harvester, Page } from '../types.ts'
import { type Element, everywhere, find, findAll, isElement, readXml } from '../xml.ts'
import { mapIso } from './map.ts'
import { identifierOf } from './said.ts'

/** Records a page of a CSW. */
const RECORDS = 50
/** What a CSW 2.0.2 writes records in: ISO 19139 (OGC 07-045, 2007). */
const GMD = 'http://www.isotc211.org/2005/gmd'

const identify = (raw: unknown) => (isElement(raw) ? identifierOf(raw) : undefined)

/** ISO 19139 or 19115-3 records in a file: one, or a collection of any name. */
export const iso: Harvester = {
  incremental: false,
  identify,
  map: mapIso,
  async *read({ address }, ask) {
    const root = readXml(await ask(address, 'application/xml'))
    const records = [...everywhere(root, 'MD_Metadata')]
    if (records.length === 0) throw noRecord(address, root.name)
    yield { records }
  },
}

/** A catalogue service (CSW 2.0.2, OGC 07-006r1): `GetRecords` by pages, in ISO 19139 or what `query.outputSchema` says. */
export const csw: Harvester = { incremental: false, identify, map: mapIso, read }

async function* read({ address, query }: Harvest, ask: Ask): AsyncGenerator<Page> {
  for (let start = 1; ; ) {
    const url = new URL(address)
    const parameters = {
      ...{ service: 'CSW', version: '2.0.2', request: 'GetRecords', resultType: 'results', elementSetName: 'full' },
      ...{ typeNames: 'gmd:MD_Metadata', namespace: `xmlns(gmd=${GMD})`, outputSchema: GMD },
      ...query,
      ...{ startPosition: String(start), maxRecords: String(RECORDS) },
    }
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    const root = readXml(await ask(url.href, 'application/xml'))
    if (root.name === 'ExceptionReport') throw refused(url.href, root)
    const results = find(root, 'SearchResults')
    if (!results) throw noRecord(url.href, root.name)
    const announced = Number(results.attributes.numberOfRecordsMatched ?? Number.NaN)
    const records = findAll(results, '*')
    yield { records, ...(Number.isSafeInteger(announced) && announced >= 0 && { announced }) }
    const next = Number(results.attributes.nextRecord ?? 0)
    // 0 says that there is no more; what does not go forward would never end.
    if (records.length === 0 || !Number.isSafeInteger(next) || next <= start) return
    start = next
  }
}

const noRecord = (place: string, root: string) =>
  new OrchestraError({
    code: 'harvest.no-record',
    say: {
      fr: `Aucune fiche ISO dans ce document « ${root.slice(0, 60)} ».`,
      en: `No ISO record in this document '${root.slice(0, 60)}'.`,
    },
    remedy: {
      fr: 'Vérifiez l’adresse et le genre de cette moisson dans le territoire.',
      en: 'Check the address and the kind of this harvest in the territory.',
    },
    place,
  })

const refused = (place: string, report: Element) => {
  const text = [...everywhere(report, 'ExceptionText')]
    .map((one) => one.text.trim())
    .join(' ')
    .slice(0, 300)
  return new OrchestraError({
    code: 'harvest.refused',
    say: {
      fr: `Le service de catalogue refuse : ${text || 'sans dire pourquoi'}.`,
      en: `The catalogue service refuses: ${text || 'without saying why'}.`,
    },
    place,
  })
}
