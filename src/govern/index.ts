export type { Access } from './access.ts'
export {
  type Account,
  type AccountState,
  accountStates,
  readAccount,
} from './accounts/account.ts'
export {
  administratorLink,
  becomeAdministrator,
  checkAdministratorLink,
  firstAdministratorLink,
} from './accounts/first.ts'
export { correctEmail, listAccounts, type Moderation, moderate, moderations } from './accounts/moderate.ts'
export { FLOW_MS, finishOpenId, OPENID_CALLBACK, startOpenId } from './accounts/openid.ts'
export { changePassword, choosePassword, forgotPassword, passwordLink } from './accounts/password-change.ts'
export { changeProfile, eraseAccount } from './accounts/profile.ts'
export { endSession, endSessions, SESSION_MS, startSession } from './accounts/sessions.ts'
export { signIn } from './accounts/sign-in.ts'
export { confirmAddress, signUp } from './accounts/sign-up.ts'
export { type Audited, type AuditFilter, type Eyes, readAudit } from './audit/read.ts'
export { type Actor, actorOf, oneself, record, recordReadings, type Verb, verbs } from './audit/record.ts'
export { classOfEvidence, classOfRows, strictest } from './classify.ts'
export { type Decision, decide, type Resource, type Right, sensingName, type Viewer } from './decide.ts'
export { decideEvidence, decideRows } from './decide-asset.ts'
export { badField, notAllowed, signedOut } from './faults.ts'
export { type AccessKey, createAccessKey, listAccessKeys, revokeAccessKey } from './keys.ts'
export { type Mail, markMailRead, readMail } from './mail/read.ts'
export { sendMail } from './mail/send.ts'
export { writeTo } from './mail/write.ts'
export { keepGoverning, openGovern, tend } from './open.ts'
export {
  addOrganisation,
  changeOrganisation,
  moderateOrganisation,
  type OrganisationModeration,
  organisationModerations,
  readOwner,
  readOwners,
  setOwner,
} from './organisations/change.ts'
export { declareOrganisations } from './organisations/declare.ts'
export {
  createOrganisationKey,
  listOrganisationKeys,
  type OrganisationKey,
  organisationOfKey,
  revokeOrganisationKey,
} from './organisations/keys.ts'
export { listMembers, type Member, membershipsOf, removeMember, setMember } from './organisations/members.ts'
export {
  listOrganisations,
  type MemberRole,
  memberRoles,
  type Organisation,
  type OrganisationState,
  organisationStates,
  type PartyRole,
  partyRoles,
  readOrganisation,
  roleIn,
  unknownOrganisation,
} from './organisations/organisation.ts'
export { publicKeyOfDataset, publicKeyOfOrganisation, setPublicKey } from './organisations/public-key.ts'
export { addProject, listProjects, type Project, readProject } from './projects.ts'
export { type Answer, answerRequest, answers, cancelRequest, mayAnswer } from './requests/answer.ts'
export { askAccess } from './requests/ask.ts'
export { produces } from './requests/deciders.ts'
export {
  type AccessRequest,
  listRequests,
  type RequestScope,
  type RequestState,
  readRequest,
  requestStates,
  unknownRequest,
} from './requests/request.ts'
export type { Govern, GovernSettings, MailSettings, OpenIdSettings, SignUp } from './types.ts'
export { viewerOfKey, viewerOfSession } from './viewer.ts'
