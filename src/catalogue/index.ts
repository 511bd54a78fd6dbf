export type { Contact, Organisation, Party } from './agents.ts'
export { decryptTo } from './crypt/decrypt.ts'
export { encrypt } from './crypt/encrypt.ts'
export { cutOf, pemOf, privateKeyOf, publicKeyOf } from './crypt/keys.ts'
export {
  type CataloguePage,
  catalogueAddress,
  datasetAddress,
  describeCatalogue,
  describeDataset,
} from './dcat/describe.ts'
export { type Syntax, syntaxes, writeRdf } from './dcat/write.ts'
export type {
  Connector,
  ConnectorParameter,
  FileDistribution,
  SeriesDistribution,
  ServiceDistribution,
} from './distribution.ts'
export {
  dueHarvests,
  type Finding,
  type FindingCode,
  findingCodes,
  type Harvesting,
  type HarvestNote,
  type HarvestOptions,
  type HarvestRun,
  harvest,
  listHarvestRuns,
  listReports,
  type RecordReport,
  readHarvestRun,
  type SourceState,
  sourceStates,
} from './harvest/index.ts'
export {
  checkLinks,
  countLinks,
  type Evidence,
  judge,
  type LinkChecking,
  type Point,
  type Probe,
  type Quality,
  readEvidence,
} from './quality/index.ts'
export type { CatalogueRecord, Constraints, DatasetRecord, Origin, RecordLicence } from './record.ts'
export {
  describeNew,
  isDescribed,
  organisationOfSource,
} from './records/describe.ts'
export { describedFields, type EditableField, editableFields } from './records/editable.ts'
export { type Edits, overlay, readEdits } from './records/edits.ts'
export { type Hand, type RecordChange, readHistory } from './records/history.ts'
export { restoreRecord, withdrawRecord } from './records/put.ts'
export {
  countHarvested,
  idsByExternal,
  listHarvested,
  readHarvested,
  readSomeHarvested,
  type SourceTitles,
} from './records/read.ts'
export { sayFields, undoChange } from './records/say.ts'
export type { FieldChange } from './records/write.ts'
export { type Described, lastChange, listDescribed, listMade } from './rudi/dates.ts'
export { type Depositor, dropPushed, takePushed } from './rudi/deposit.ts'
export {
  type IntegrationReport,
  keepReport,
  listIntegrationReports,
  readIntegrationReport,
} from './rudi/reports.ts'
export { isUuid, uuidOf } from './rudi/uuid.ts'
export { globalIdOf, type RudiDates, type RudiHouse, type RudiMetadata, rudiOf } from './rudi/write.ts'
export { countAlive, type Documents, put, rate, remove } from './search/documents.ts'
export { facetsOf, formatsOf } from './search/facets.ts'
export { type Found, find } from './search/find.ts'
export { type Followed, followHarvested } from './search/follow.ts'
export { type SearchQuery, type Sort, sorts } from './search/query.ts'
export { groupsOf, readSynonyms, saySynonyms } from './search/said-synonyms.ts'
export { type DueSearch, forgetSearch, listSaved, type SavedSearch, saveSearch, takeDue } from './search/saved.ts'
export { changedSince } from './search/since.ts'
export { readySynonyms, type SynonymGroups, type Synonyms, usualSynonyms } from './search/synonyms.ts'
export { plain } from './search/words.ts'
export {
  type EuTheme,
  euThemes,
  type Frequency,
  frequencies,
  type HighValueCategory,
  highValueCategories,
  type Production,
  productions,
  type StorageStatus,
  storageStatuses,
  type Typology,
  typologies,
} from './words.ts'
