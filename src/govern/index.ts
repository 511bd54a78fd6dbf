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
export { endSession, endSessions, SESSION_MS } from './accounts/sessions.ts'
export { signIn } from './accounts/sign-in.ts'
export { confirmAddress, signUp } from './accounts/sign-up.ts'
export { type Access, classOfEvidence, classOfRows, strictest } from './classify.ts'
export { type Decision, decide, type Viewer } from './decide.ts'
export { badField, notAllowed, signedOut } from './faults.ts'
export { type AccessKey, createAccessKey, listAccessKeys, revokeAccessKey } from './keys.ts'
export { type Mail, openMail, readMail } from './mail/read.ts'
export { sendMail } from './mail/send.ts'
export { keepGoverning, openGovern, tend } from './open.ts'
export type { Govern, GovernSettings, MailSettings, OpenIdSettings, SignUp } from './types.ts'
export { viewerOfKey, viewerOfSession } from './viewer.ts'
