// The answers of our JSON API, for whoever asks it from TypeScript.

export {
  AccountState,
  ChooseForm,
  ConfirmForm,
  Done,
  EraseForm,
  FirstForm,
  ForgottenForm,
  KeyForm,
  KeyList,
  KeyMade,
  KeyTold,
  MailPage,
  MailTold,
  Me,
  Moderated,
  ModerationForm,
  MyData,
  PasswordForm,
  Person,
  PersonPage,
  ProfileForm,
  SignedUp,
  SignInForm,
  SignOutForm,
  SignUpForm,
} from './shapes/accounts.ts'
export {
  Asset,
  AssetList,
  AssetSummary,
  ChecksSummary,
  Column,
  PartitionState,
  Version,
  VersionPage,
} from './shapes/assets.ts'
export { AuditEntry, AuditPage } from './shapes/audit.ts'
export { Access, Account, Bbox, Contact, Fault, Footprint, Problem, SourceFacts, Text } from './shapes/common.ts'
export {
  ColumnStatistics,
  Dataset,
  DatasetList,
  DatasetSummary,
  Distribution,
  DownloadProgress,
  FeaturePage,
  Health,
  RowsPage,
  Series,
  Statistics,
} from './shapes/datasets.ts'
export { CheckResult, Checks, Lineage, LineageNode, QuarantinedRow, QuarantinePage } from './shapes/evidence.ts'
export {
  Device,
  DeviceDetail,
  DevicePage,
  DevicesImported,
  FleetSummary,
  MeasureSeries,
  QuarantinedFrames,
  QuarantineReasons,
  Replayed,
} from './shapes/fleet.ts'
export {
  CatalogueEntry,
  Finding,
  HarvestRun,
  HarvestRunPage,
  HarvestSource,
  HarvestSources,
  RecordEdit,
  RecordHistory,
  RecordReport,
  RecordReportPage,
} from './shapes/harvests.ts'
export { IngestTaken } from './shapes/ingest.ts'
export { Legend } from './shapes/legend.ts'
export {
  MemberForm,
  MemberOut,
  MemberRole,
  Membership,
  OrganisationDetail,
  OrganisationForm,
  OrganisationModerationForm,
  OrganisationPage,
  OrganisationState,
  OrganisationTold,
  OwnerForm,
  Owners,
  PartyRole,
  ProjectForm,
  ProjectList,
  ProjectTold,
} from './shapes/organisations.ts'
export { QualityTold } from './shapes/quality.ts'
export { CatalogueWords, RecordDone, RecordEditing, RecordNew, RecordSaid, RecordUndo } from './shapes/records.ts'
export {
  AnswerForm,
  RequestDetail,
  RequestForm,
  RequestKeyForm,
  RequestPage,
  RequestState,
  RequestTold,
} from './shapes/requests.ts'
export {
  OrganisationKeyForm,
  OrganisationKeyList,
  OrganisationKeyMade,
  OrganisationKeyOut,
  OrganisationKeyTold,
  PublicKeyForm,
  RudiPage,
  RudiRecord,
  RudiReport,
  RudiReportPage,
} from './shapes/rudi.ts'
export { FootprintReport, Run, RunPage, RunSummary, StartedRun, Step } from './shapes/runs.ts'
export {
  FacetTold,
  LoosenedTold,
  RecordList,
  SearchHit,
  SearchPage,
  SynonymForm,
  SynonymsTold,
  WordTold,
} from './shapes/search.ts'
export { SavedSearchForm, SavedSearchList, SavedSearchTold } from './shapes/searches.ts'
export { ModelSheet, SheetList } from './shapes/sheets.ts'
export {
  AsideReason,
  SurveyAnswerForm,
  SurveyAnswerPage,
  SurveyAnswerState,
  SurveyAnswerTold,
  SurveyComparison,
  SurveyList,
  SurveyModerationForm,
  SurveyResults,
  SurveyTold,
} from './shapes/surveys.ts'
export { Territory } from './shapes/territory.ts'
