import type { Letter } from '../mail/write.ts'

// What the service writes about organisations.

/** To an administrator. */
export const organisationAsked = (name: string, page: string): Letter => ({
  subject: { fr: 'une organisation attend votre accord', en: 'an organisation awaits your approval' },
  body: { fr: `« ${name} » demande à être ouverte.\n\n${page}`, en: `“${name}” asks to be opened.\n\n${page}` },
})

/** To its managers. */
export const organisationDecided = (name: string, what: 'approve' | 'refuse' | 'close' | 'reopen'): Letter => {
  const said = {
    approve: { fr: 'est ouverte', en: 'is open' },
    refuse: { fr: 'n’a pas été acceptée', en: 'was not accepted' },
    close: { fr: 'est fermée', en: 'is closed' },
    reopen: { fr: 'est rouverte', en: 'is open again' },
  }[what]
  return {
    subject: { fr: `« ${name} » ${said.fr}`, en: `“${name}” ${said.en}` },
    body: {
      fr: `L’organisation « ${name} » ${said.fr}, par décision d’un administrateur.`,
      en: `The organisation “${name}” ${said.en}, as an administrator decided.`,
    },
  }
}

/** To somebody who was made a member. */
export const memberLetter = (name: string, page: string): Letter => ({
  subject: { fr: `vous êtes membre de « ${name} »`, en: `you are a member of “${name}”` },
  body: {
    fr: `Vous faites désormais partie de l’organisation « ${name} ». Vous pouvez la quitter depuis sa page.\n\n${page}`,
    en: `You now belong to the organisation “${name}”. You can leave it from its page.\n\n${page}`,
  },
})
