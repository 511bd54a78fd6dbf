import type { Harvest } from '../../../kernel/index.ts'
import type { Contact, Organisation } from '../../agents.ts'
import { recordOf } from '../draft.ts'
import { frequencyOf } from '../frequencies.ts'
import { boxOf } from '../geography.ts'
import { licenceOf } from '../licences.ts'
import { plainText } from '../markup.ts'
import { type Mender, openMender } from '../mend.ts'
import { languageOf, type Told } from '../texts.ts'
import type { Mapped } from '../types.ts'
import { type Element, everywhere, find, findAll, isElement } from '../xml.ts'
import { distributionsOf } from './online.ts'
import { identifierOf, saidIn } from './said.ts'

/** An ISO 19139 or 19115-3 record in our words. Both have the same elements by and large, under other namespaces. */
export function mapIso(raw: unknown, source: Pick<Harvest, 'title'>): Mapped {
  const mender = openMender()
  if (!isElement(raw)) {
    mender.refuse('ERR-201', '.', { fr: 'Ce n’est pas un élément XML.', en: 'It is no XML element.' })
    return { title: '?', errors: mender.errors, repairs: mender.repairs }
  }
  const { text, moment } = mender
  const said = (from: Element | undefined, path: string, most?: number) =>
    text(saidIn(find(from, path)) || undefined, path, most)
  if (raw.name !== 'MD_Metadata')
    mender.refuse('ERR-307', '.', {
      fr: `Élément inattendu : ${raw.name.slice(0, 60)}`,
      en: `Unexpected element: ${raw.name.slice(0, 60)}`,
    })
  const identification = find(raw, 'identificationInfo/*')
  const citation = find(identification, 'citation/CI_Citation')
  const languageElement = find(raw, 'language') ?? find(raw, 'defaultLocale/PT_Locale/language')
  const lang = languageOf(saidIn(languageElement)) || 'fr'
  const told = (of: string | undefined): Told[] => (of ? [{ lang, text: plainText(of) }] : [])
  const parties = partiesOf(identification, mender)
  const about = partiesOf(raw, mender)
  const publisher =
    (['publisher', 'owner', 'custodian', 'author', 'pointOfContact'] as const)
      .map((role) => parties.find((one) => one.role === role))
      .find(Boolean) ??
    parties[0] ??
    about[0]
  const dates = datesOf(citation, mender)
  const modified =
    dates.revision ??
    moment(saidIn(find(raw, 'dateStamp')) || undefined, 'dateStamp') ??
    datesOf(raw, mender, 'dateInfo').revision
  const issued = dates.publication ?? dates.creation
  const frequency = frequencyOf(
    said(identification, 'resourceMaintenance/MD_MaintenanceInformation/maintenanceAndUpdateFrequency', 100),
  )
  const extent = findAll(identification, 'extent')
  const temporal = temporalOf(extent, mender)
  const spatial = spatialOf(extent, mender)
  const provenance =
    said(raw, 'dataQualityInfo/DQ_DataQuality/lineage/LI_Lineage/statement') ??
    said(raw, 'resourceLineage/LI_Lineage/statement')
  const version = said(citation, 'edition', 100)
  const terms = constraintsOf(identification, mender)
  const id = identifierOf(raw)
  return recordOf(
    {
      title: told(said(citation, 'title', 500)),
      description: told(said(identification, 'abstract')),
      keywords: findAll(identification, 'descriptiveKeywords/MD_Keywords/keyword').flatMap((one) =>
        told(text(saidIn(one) || undefined, 'keyword', 200)),
      ),
      themes: findAll(identification, 'topicCategory/MD_TopicCategoryCode').flatMap(
        ({ text: code }) => code.trim() || [],
      ),
      publisher: publisher && organisationOf(publisher),
      creators: parties.filter(({ role }) => role === 'author' || role === 'originator').map(({ name }) => name),
      contacts: uniqueContacts(parties.some(({ email }) => email) ? parties : [...parties, ...about]),
      licence: licenceOf(terms.licence, terms.url),
      ...(terms.limits.length > 0 && { limits: told(terms.limits.join('\n')) }),
      access: terms.isRestricted ? 'restricted' : 'open',
      ...(provenance && { provenance: told(provenance) }),
      identifiers: [
        id,
        ...findAll(citation, 'identifier/*/code').map((one) => text(saidIn(one) || undefined, 'identifier', 500)),
      ],
      languages: findAll(identification, 'language').flatMap((one) => languageOf(saidIn(one)) || []),
      ...(issued && { issued }),
      ...(modified && { modified }),
      ...(frequency && { frequency }),
      ...(temporal && { temporal }),
      ...(spatial && { spatial }),
      ...(version && { version }),
      ...distributionsOf(raw, identification, mender),
    },
    mender,
    source.title.fr,
  )
}

interface PartyIn extends Contact {
  readonly role: string
  readonly place?: string
}

/** Parties of ISO 19139 (`CI_ResponsibleParty`) and 19115-3 (`CI_Responsibility`). */
function partiesOf(from: Element | undefined, { text, email, address }: Mender): PartyIn[] {
  const holders = [
    ...findAll(from, 'pointOfContact/*'),
    ...findAll(from, 'citation/CI_Citation/citedResponsibleParty/*'),
    ...findAll(from, 'contact/*'),
  ]
  return holders.flatMap((party) => {
    const body = find(party, 'party/*') ?? party
    const organisation = saidIn(find(body, 'organisationName')) || saidIn(find(body, 'name'))
    const person = saidIn(find(body, 'individualName')) || saidIn(find(body, 'individual/CI_Individual/name'))
    const name = text(organisation || person || undefined, 'contact.name', 300)
    if (!name) return []
    const info = find(body, 'contactInfo/CI_Contact')
    const mail = email(saidIn(find(info, 'address/CI_Address/electronicMailAddress')) || undefined, 'contact.email')
    const link = saidIn(find(info, 'onlineResource/CI_OnlineResource/linkage'))
    const url = link ? address(link, 'contact.url') : undefined
    const role = text(saidIn(find(party, 'role')) || undefined, 'contact.role', 100) ?? ''
    return [{ name, role, ...(mail && { email: mail }), ...(url && { url }) }]
  })
}

const organisationOf = ({ name, email, url }: PartyIn): Organisation => ({
  name,
  ...(email && { email }),
  ...(url && { url }),
})

function uniqueContacts(parties: readonly PartyIn[]): Contact[] {
  const found = new Map(parties.map((one) => [`${one.name} ${one.email ?? ''}`, one]))
  return [...found.values()].slice(0, 20).map(({ role, ...one }) => ({ ...one, ...(role && { role }) }))
}

function datesOf(from: Element | undefined, { moment }: Mender, name = 'date'): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const one of findAll(from, `${name}/CI_Date`)) {
    const when = moment(saidIn(find(one, 'date')) || undefined, 'date')
    const kind = saidIn(find(one, 'dateType'))
    if (when && (!found[kind] || found[kind] < when)) found[kind] = when
  }
  return found
}

function temporalOf(extent: readonly Element[], { moment }: Mender) {
  for (const one of extent)
    for (const period of everywhere(one, 'TimePeriod')) {
      const of = (...names: string[]) =>
        names
          .map((name) => saidIn(find(period, name)))
          .find((text) => text !== '' && text !== 'now' && text !== 'unknown')
      const from = moment(of('beginPosition', 'begin/TimeInstant/timePosition'), 'temporalElement.begin')
      const to = moment(of('endPosition', 'end/TimeInstant/timePosition'), 'temporalElement.end')
      if (from || to) return { ...(from && { from }), ...(to && { to }) }
    }
  return undefined
}

function spatialOf(extent: readonly Element[], mender: Mender) {
  for (const one of extent)
    for (const box of everywhere(one, 'EX_GeographicBoundingBox')) {
      const side = (name: string) => {
        const said = saidIn(find(box, name))
        const value = Number(said.replace(',', '.'))
        return said === '' || Number.isNaN(value) ? undefined : value
      }
      const names = ['westBoundLongitude', 'southBoundLatitude', 'eastBoundLongitude', 'northBoundLatitude']
      const sides = names.map(side)
      if (sides.includes(undefined))
        mender.mended('ERR-307', 'EX_GeographicBoundingBox', {
          fr: 'Emprise incomplète ignorée.',
          en: 'Incomplete extent ignored.',
        })
      const found = boxOf(sides, 'EX_GeographicBoundingBox', mender)
      if (found) return found
    }
  return undefined
}

/** What limits who may have the data, of the directive INSPIRE: the absence of limits is said in words too. */
const NO_LIMIT = /pas de restriction|aucune restriction|no limitations?|noLimitations|donn[ée]es? ouvertes?|open data/i

/** Characters of what a licence is called, at most: longer, it is a warning. */
const LONGEST_NAME = 200

function constraintsOf(identification: Element | undefined, { text, address }: Mender) {
  const limits: string[] = []
  let [licence, url, isRestricted] = [undefined as string | undefined, undefined as string | undefined, false]
  for (const one of findAll(identification, 'resourceConstraints/*')) {
    const codes = [...findAll(one, 'accessConstraints'), ...findAll(one, 'useConstraints')].map(saidIn)
    const access = findAll(one, 'accessConstraints').map(saidIn)
    const words = [...findAll(one, 'otherConstraints'), ...findAll(one, 'useLimitation')]
    for (const element of words) {
      const said = text(saidIn(element) || undefined, element.name, 5000)
      const link = element.children.find(({ name }) => name === 'Anchor')?.attributes.href
      if (!said) continue
      const known = licenceOf(said) ?? { id: '' }
      const isNamed = said.length <= LONGEST_NAME && (codes.includes('license') || codes.includes('licence'))
      if (known.id !== '' || isNamed) {
        licence ??= said
        if (link) url ??= address(link, 'otherConstraints')
      } else limits.push(said)
    }
    const isOpen = words.some((element) =>
      NO_LIMIT.test(`${saidIn(element)} ${element.children[0]?.attributes.href ?? ''}`),
    )
    if (access.includes('restricted') || (access.includes('private') && !isOpen)) isRestricted = true
  }
  return { limits, licence, url, isRestricted }
}
