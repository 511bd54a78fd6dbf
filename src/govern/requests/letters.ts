import type { Letter } from '../mail/write.ts'

// What the service writes about requests. `dataset`: its name in addresses; `page`: that of the request.

interface About {
  readonly dataset: string
  readonly page: string
}

/** To those who decide. */
export const askedLetter = ({ dataset, page }: About, name: string): Letter => ({
  subject: { fr: `${name} demande l’accès à « ${dataset} »`, en: `${name} asks for access to “${dataset}”` },
  body: {
    fr: `${name} demande à lire le jeu de données « ${dataset} ». La demande et votre réponse sont ici :\n\n${page}`,
    en: `${name} asks to read the dataset “${dataset}”. The request, and your answer, are here:\n\n${page}`,
  },
})

const noteOf = (note: string) => (note ? `\n\n${note}` : '')

/** To the requester. */
export const answeredLetter = (
  what: 'accepted' | 'refused' | 'revoked',
  { dataset, page }: About,
  { note, ends }: { readonly note: string; readonly ends: string },
): Letter => {
  const said = {
    accepted: {
      fr: `Votre demande d’accès à « ${dataset} » est acceptée, jusqu’au ${ends} inclus. Lisez-le une fois connecté, ou avec une clé faite sur la page de la demande.`,
      en: `Your request for access to “${dataset}” is accepted, until ${ends} included. Read it once signed in, or with a key made on the page of the request.`,
    },
    refused: {
      fr: `Votre demande d’accès à « ${dataset} » est refusée.`,
      en: `Your request for access to “${dataset}” is refused.`,
    },
    revoked: {
      fr: `Votre accès à « ${dataset} » est retiré.`,
      en: `Your access to “${dataset}” is withdrawn.`,
    },
  }[what]
  const subjects = {
    accepted: { fr: 'accès accepté', en: 'access accepted' },
    refused: { fr: 'accès refusé', en: 'access refused' },
    revoked: { fr: 'accès retiré', en: 'access withdrawn' },
  }[what]
  return {
    subject: { fr: `${subjects.fr} : « ${dataset} »`, en: `${subjects.en}: “${dataset}”` },
    body: { fr: `${said.fr}${noteOf(note)}\n\n${page}`, en: `${said.en}${noteOf(note)}\n\n${page}` },
  }
}

/** To those who decide: the requester gave up. */
export const cancelledLetter = ({ dataset, page }: About, name: string): Letter => ({
  subject: { fr: `demande annulée : « ${dataset} »`, en: `request cancelled: “${dataset}”` },
  body: {
    fr: `${name} renonce à l’accès à « ${dataset} ».\n\n${page}`,
    en: `${name} gives up access to “${dataset}”.\n\n${page}`,
  },
})

/** To the requester, before the end. */
export const reminderLetter = ({ dataset, page }: About, ends: string): Letter => ({
  subject: { fr: `votre accès à « ${dataset} » finit le ${ends}`, en: `your access to “${dataset}” ends on ${ends}` },
  body: {
    fr: `Votre accès à « ${dataset} » finit le ${ends}, à minuit. S’il vous en faut encore, demandez-le de nouveau avant.\n\n${page}`,
    en: `Your access to “${dataset}” ends on ${ends}, at midnight. If you still need it, ask for it again before.\n\n${page}`,
  },
})

/** To the requester, at the end. */
export const expiredLetter = ({ dataset, page }: About, wasAccepted: boolean): Letter => ({
  subject: wasAccepted
    ? { fr: `votre accès à « ${dataset} » est fini`, en: `your access to “${dataset}” is over` }
    : { fr: `demande sans réponse : « ${dataset} »`, en: `unanswered request: “${dataset}”` },
  body: wasAccepted
    ? {
        fr: `La date de fin de votre accès à « ${dataset} » est passée. Vous pouvez le demander de nouveau.\n\n${page}`,
        en: `The end date of your access to “${dataset}” has passed. You can ask for it again.\n\n${page}`,
      }
    : {
        fr: `La date de fin que vous aviez demandée pour « ${dataset} » est passée sans réponse. Vous pouvez demander de nouveau.\n\n${page}`,
        en: `The end date you had asked for “${dataset}” has passed without an answer. You can ask again.\n\n${page}`,
      },
})
