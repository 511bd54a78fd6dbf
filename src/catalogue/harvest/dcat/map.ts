import { type Harvest, type PartyRole, partyRoles } from '../../../kernel/index.ts'
import type { Contact, Organisation, Party } from '../../agents.ts'
import {
  type HighValueCategory,
  highValueCategories,
  type Production,
  productions,
  type Typology,
  typologies,
} from '../../words.ts'
import { recordOf } from '../draft.ts'
import { frequencyOf } from '../frequencies.ts'
import { boxOfShape, boxOfWkt, shapeOf } from '../geography.ts'
import { plainText } from '../markup.ts'
import { type Mender, openMender } from '../mend.ts'
import { bilingual, languageOf, type Told } from '../texts.ts'
import { rudiThemeOf } from '../themes.ts'
import type { Mapped } from '../types.ts'
import { distributionsOf, licenceIn } from './distributions.ts'
import { isResource, type Resource } from './tree.ts'
import { anyOf, labelOf, literalsOf, resourcesOf, textsOf, valuesOf } from './words.ts'

/** The identifier of a dataset: its address, else the one it states. */
export function identifierOf(dataset: Resource): string | undefined {
  const id = dataset.id ?? literalsOf(dataset, 'dct:identifier')[0]?.value.trim()
  return id && id.length <= 1000 ? id : undefined
}

/** A `dcat:Dataset` in our words (DCAT 3 and DCAT-AP 3.0.1, and what older catalogues write instead). */
export function mapDcat(raw: unknown, source: Pick<Harvest, 'title'>): Mapped {
  const mender = openMender()
  if (!isResource(raw)) {
    mender.refuse('ERR-201', '.', { fr: 'Ce n’est pas une ressource RDF.', en: 'It is no RDF resource.' })
    return { title: '?', errors: mender.errors, repairs: mender.repairs }
  }
  const { moment, address, text } = mender
  const title = textsOf(raw, mender, 'dct:title')
  // A text without a language is in that of the data, where it is said.
  const languages = valuesOf(raw, 'dct:language').flatMap(
    (one) => languageOf('value' in one ? one.value : one.id) || [],
  )
  const spoken = (told: readonly Told[]): Told[] =>
    told.map(({ lang, text: said }) => ({
      lang: lang || (languages.length === 1 ? languages[0]! : ''),
      text: plainText(said),
    }))
  const issued = moment(literalsOf(raw, 'dct:issued', 'dct:created')[0]?.value, 'dct:issued')
  const modified = moment(literalsOf(raw, 'dct:modified')[0]?.value, 'dct:modified')
  const frequency = frequencyOf(anyOf(raw, 'dct:accrualPeriodicity'))
  const temporal = temporalOf(raw, mender)
  const highValue = resourcesOf(raw, 'dcatap:hvdCategory').flatMap(({ id }) => highValueCode(id) ?? [])
  const { spatial, shape } = placeOf(raw, mender)
  const agents = resourcesOf(raw, 'dct:publisher').map((one) => organisationOf(one, mender))
  const creators = resourcesOf(raw, 'dct:creator').flatMap((one) => organisationOf(one, mender)?.name ?? [])
  const publisher = agents.find(Boolean) ?? (creators[0] ? { name: creators[0] } : undefined)
  const themes = resourcesOf(raw, 'dcat:theme')
  const types = resourcesOf(raw, 'dct:type').map((one) => one.id ?? '')
  const typology = codeIn(types, 'typology', typologies) as Typology | undefined
  const made = resourcesOf(raw, 'prov:wasGeneratedBy').flatMap((one) =>
    resourcesOf(one, 'dct:type').map((type) => type.id ?? ''),
  )
  const production = codeIn(made, 'production', productions) as Production | undefined
  const ofRudi = themes.map(({ id }) => /\/dcat\/concept\/theme\/(\w+)$/.exec(id ?? '')?.[1]).find(Boolean)
  const parties = partiesOf(raw, mender)
  const page = address(anyOf(raw, 'dcat:landingPage', 'foaf:page'), 'dcat:landingPage')
  const provenance = resourcesOf(raw, 'dct:provenance').flatMap((one) =>
    spoken(textsOf(one, mender, 'rdfs:label', 'dct:description')),
  )
  const version = text(literalsOf(raw, 'dcat:version', 'owl:versionInfo')[0]?.value, 'dcat:version', 100)
  const distributions = distributionsOf(raw, mender)
  const terms = distributions.licence ?? licenceIn(raw, mender)
  const notes = bilingual(distributions.notes)
  const limits = spoken(textsOf(raw, mender, 'rdfs:comment'))
  const synopsis = spoken(textsOf(raw, mender, 'dct:abstract'))
  return recordOf(
    {
      title: spoken(title),
      description: spoken(textsOf(raw, mender, 'dct:description')),
      ...(synopsis.length > 0 && { synopsis }),
      keywords: textsOf(raw, mender, 'dcat:keyword'),
      themes: themes.filter(({ id }) => !/\/dcat\/concept\//.test(id ?? '')).flatMap((one) => themeWord(one) ?? []),
      ...(ofRudi && rudiThemeOf(ofRudi) && { rudiTheme: rudiThemeOf(ofRudi)! }),
      ...(typology && { typology }),
      ...(production && { production }),
      ...(distributions.storage && { storage: distributions.storage }),
      ...(parties.length > 0 && { parties }),
      publisher,
      creators,
      contacts: contactsOf(raw, mender),
      licence: terms,
      ...(notes && { constraints: { other: notes } }),
      access: accessOf([anyOf(raw, 'dct:accessRights'), ...distributions.rights]),
      identifiers: [
        raw.id,
        ...literalsOf(raw, 'dct:identifier').map(({ value }) => value),
        ...otherIdentifiers(raw),
      ].map((one) => text(one, 'dct:identifier', 1000)),
      languages,
      ...standardsOf(raw, mender),
      ...(issued && { issued }),
      ...(modified && { modified }),
      ...(frequency && { frequency }),
      ...(highValue.length > 0 && { highValue: [...new Set(highValue)] }),
      ...(temporal && { temporal }),
      ...(spatial && { spatial }),
      ...(shape && { shape }),
      ...(version && { version }),
      ...(provenance.length > 0 && { provenance }),
      ...(limits.length > 0 && { limits }),
      ...(page && { page }),
      sources: valuesOf(raw, 'dct:source').flatMap((one) =>
        'value' in one ? [] : (address(one.id, 'dct:source') ?? []),
      ),
      files: distributions.files,
      services: distributions.services,
    },
    mender,
    source.title.fr,
  )
}

function standardsOf(raw: Resource, { address }: Mender) {
  const found = resourcesOf(raw, 'dct:conformsTo').flatMap((one) => address(one.id, 'dct:conformsTo') ?? [])
  return found.length > 0 ? { conformsTo: found } : {}
}

/** Addresses of one of our lists of codes, wherever the service that wrote them is. */
const codeIn = (addresses: readonly string[], list: string, codes: object): string | undefined =>
  addresses
    .map((one) => new RegExp(`/dcat/concept/${list}/([\\w-]+)$`).exec(one)?.[1])
    .find((code) => code !== undefined && Object.hasOwn(codes, code))

const themeWord = (one: Resource) => (/\/data-theme\//.test(one.id ?? '') ? one.id : labelOf(one))

const otherIdentifiers = (raw: Resource) =>
  resourcesOf(raw, 'adms:identifier').flatMap((one) => literalsOf(one, 'skos:notation').map(({ value }) => value))

function organisationOf(agent: Resource, { text, email, address }: Mender): Organisation | undefined {
  const label = text(labelOf(agent), 'foaf:name', 300)
  if (!label) return undefined
  // An agent that is only named by an address is called by its end: CITY, of …/corporate-body/CITY.
  const name = label === agent.id ? (decoded(label).split(/[/#]/).findLast(Boolean) ?? label) : label
  const mail = email(anyOf(agent, 'foaf:mbox', 'vcard:hasEmail'), 'foaf:mbox')
  const url = address(anyOf(agent, 'foaf:homepage'), 'foaf:homepage')
  return { name, ...(mail && { email: mail }), ...(url && { url }) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function contactsOf(raw: Resource, { text, email, address }: Mender): Contact[] {
  const found = new Map<string, Contact>()
  for (const one of resourcesOf(raw, 'dcat:contactPoint')) {
    const mail = email(anyOf(one, 'vcard:hasEmail', 'vcard:email'), 'vcard:hasEmail')
    const url = address(anyOf(one, 'vcard:hasURL'), 'vcard:hasURL')
    const label = labelOf(one)
    const name = text(label === one.id ? undefined : label, 'vcard:fn', 300) ?? mail
    const role = text(literalsOf(one, 'vcard:role')[0]?.value, 'vcard:role', 200)
    if (name)
      found.set(`${name} ${mail ?? ''}`, {
        name,
        ...(mail && { email: mail }),
        ...(url && { url }),
        ...(role && { role }),
      })
  }
  return [...found.values()].slice(0, 20)
}

function partiesOf(raw: Resource, mender: Mender): Party[] {
  return resourcesOf(raw, 'prov:qualifiedAttribution').flatMap((one) => {
    const role = /\/dcat\/concept\/role\/([\w-]+)$/.exec(anyOf(one, 'dcat:hadRole') ?? '')?.[1] as PartyRole | undefined
    const agent = resourcesOf(one, 'prov:agent')[0]
    const organisation = agent && organisationOf(agent, mender)
    return organisation && role && partyRoles.includes(role) ? [{ organisation, role }] : []
  })
}

function temporalOf(raw: Resource, { moment }: Mender) {
  for (const period of resourcesOf(raw, 'dct:temporal')) {
    const end = (...names: string[]) => literalsOf(period, ...names)[0]?.value
    const from = moment(end('dcat:startDate', 'schema:startDate'), 'dcat:startDate')
    const to = moment(end('dcat:endDate', 'schema:endDate'), 'dcat:endDate')
    if (from || to) return { ...(from && { from }), ...(to && { to }) }
  }
  return undefined
}

/** The first extent that can be read: a box, or a shape in WKT or GeoJSON. */
function placeOf(raw: Resource, mender: Mender) {
  for (const place of resourcesOf(raw, 'dct:spatial')) {
    const drawn = resourcesOf(place, 'locn:geometry').flatMap((one) => literalsOf(one, 'geo:asGeoJSON', 'geo:asWKT'))
    const texts = [...literalsOf(place, 'locn:geometry'), ...drawn]
    const json = texts.find(({ value }) => /^\s*\{/.test(value))
    const shape = json && shapeOf(json.value, 'locn:geometry', mender)
    const wkt = [...literalsOf(place, 'dcat:bbox'), ...texts].map(({ value }) => boxOfWkt(value)).find(Boolean)
    const spatial = wkt ?? (shape && boxOfShape(shape))
    if (spatial) return { spatial, shape }
  }
  return { spatial: undefined, shape: undefined }
}

/** The class of access of what is said of it: EU codes, INSPIRE's, or words. */
function accessOf(said: readonly (string | undefined)[]): 'open' | 'restricted' | 'personal' {
  const codes = said.map((one) => (one ?? '').split(/[/#]/).at(-1)!.toUpperCase())
  if (codes.includes('NON_PUBLIC') || codes.includes('CONFIDENTIAL')) return 'personal'
  return codes.some((code) => code === 'RESTRICTED' || code === 'AUTHORISATION-REQUIRED') ? 'restricted' : 'open'
}

/** The category of high-value datasets of an address. */
const highValueCode = (address: string | undefined): HighValueCategory | undefined =>
  (Object.keys(highValueCategories) as HighValueCategory[]).find(
    (code) => highValueCategories[code].address === address,
  )
