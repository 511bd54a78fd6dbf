import type { Letter } from '../mail/write.ts'

// What the service writes about accounts. A link, when there is one, stands below.

export const confirmLetter: Letter = {
  subject: { fr: 'confirmez votre adresse', en: 'confirm your address' },
  body: {
    fr: 'Un compte a été demandé avec cette adresse. Pour confirmer qu’elle est à vous, ouvrez le lien ci-dessous dans les trois jours. Si vous n’avez rien demandé, n’en faites rien : le compte ne servira pas.',
    en: 'An account was asked for with this address. To confirm that it is yours, open the link below within three days. If you asked for nothing, do nothing: the account will not be used.',
  },
}

export const alreadyLetter: Letter = {
  subject: { fr: 'vous avez déjà un compte', en: 'you have an account already' },
  body: {
    fr: 'Un compte vient d’être demandé avec cette adresse, qui en a déjà un. Si c’était vous, connectez-vous, ou demandez un nouveau mot de passe. Sinon, n’en faites rien.',
    en: 'An account was just asked for with this address, which has one already. If it was you, sign in, or ask for a new password. If not, do nothing.',
  },
}

export const resetLetter: Letter = {
  subject: { fr: 'un nouveau mot de passe', en: 'a new password' },
  body: {
    fr: 'Un nouveau mot de passe a été demandé pour votre compte. Choisissez-le par le lien ci-dessous, dans les deux heures. Si vous n’avez rien demandé, n’en faites rien : l’ancien reste valable.',
    en: 'A new password was asked for your account. Choose it through the link below, within two hours. If you asked for nothing, do nothing: the old one still holds.',
  },
}

export const changedLetter: Letter = {
  subject: { fr: 'votre mot de passe a changé', en: 'your password was changed' },
  body: {
    fr: 'Le mot de passe de votre compte vient d’être changé, et les autres sessions ont été fermées. Si ce n’était pas vous, demandez-en aussitôt un nouveau et prévenez l’exploitant.',
    en: 'The password of your account was just changed, and the other sessions were closed. If it was not you, ask for a new one at once and tell the operator.',
  },
}

/** To an administrator: somebody waits. */
export const pendingLetter = (name: string, email: string, origin: string): Letter => ({
  subject: { fr: 'un compte attend votre accord', en: 'an account awaits your approval' },
  body: {
    fr: `${name} (${email}) demande un compte.\n\n${origin}/admin/accounts?state=pending`,
    en: `${name} (${email}) asks for an account.\n\n${origin}/admin/accounts?state=pending`,
  },
})

/** To an administrator, where the service cannot write to whoever forgot a password. */
export const forgottenLetter = (name: string, email: string, page: string): Letter => ({
  subject: { fr: 'un mot de passe oublié', en: 'a forgotten password' },
  body: {
    fr: `${name} (${email}) a oublié son mot de passe. Ce service n’envoie pas de courriel : assurez-vous que c’est bien cette personne, puis remettez-lui un lien fait sur la page de son compte.\n\n${page}`,
    en: `${name} (${email}) forgot their password. This service sends no e-mail: make sure that it is this person, then hand them a link made on the page of their account.\n\n${page}`,
  },
})

/** What an administrator decided of an account. */
export const moderationLetters = {
  approve: {
    subject: { fr: 'votre compte est ouvert', en: 'your account is open' },
    body: {
      fr: 'Votre compte a été accepté : vous pouvez demander l’accès à des données et vous faire des clés.',
      en: 'Your account was accepted: you can ask for access to data and make keys.',
    },
  },
  refuse: {
    subject: { fr: 'votre compte n’a pas été accepté', en: 'your account was not accepted' },
    body: {
      fr: 'L’ouverture de votre compte a été refusée. Les données ouvertes restent à vous sans compte.',
      en: 'Your account was refused. The open data stays yours without an account.',
    },
  },
  block: {
    subject: { fr: 'votre compte est suspendu', en: 'your account is suspended' },
    body: {
      fr: 'Votre compte a été suspendu par un administrateur : vos sessions et vos clés ne valent plus.',
      en: 'Your account was suspended by an administrator: your sessions and keys no longer hold.',
    },
  },
} satisfies Record<string, Letter>
