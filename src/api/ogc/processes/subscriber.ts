import type { Access } from '../../../govern/index.ts'
import { type Bilingual, OrchestraError } from '../../../kernel/index.ts'
import { type CallEvent, callEvents, type Subscriber } from '../../../pipeline/index.ts'
import type { Caller } from './caller.ts'
import { badRequest } from './exceptions.ts'

/** Characters of an address. */
const MOST_CHARACTERS = 2000

const members = Object.fromEntries(callEvents.map((event) => [`${event}Uri`, event])) as Record<string, CallEvent>

const example: Bilingual = {
  fr: 'Par exemple : {"successUri": "https://…", "inProgressUri": "https://…", "failedUri": "https://…"}.',
  en: 'For example: {"successUri": "https://…", "inProgressUri": "https://…", "failedUri": "https://…"}.',
}

/**
 * The addresses to be called as a job goes on (18-062r2, 13), each checked. Those of a process that reads closed data are refused: it
 * leaves by no address that is given. Throws `process.bad-request`.
 * @param asked the member `subscriber` of the request
 */
export async function readSubscriber(
  caller: Caller | undefined,
  asked: unknown,
  access: Access,
  origin: string,
): Promise<Subscriber | undefined> {
  if (asked === undefined) return undefined
  if (!caller)
    throw badRequest(
      'subscriber',
      'Ce service n’appelle aucune adresse qu’on lui donne',
      'This service calls no address that it is given',
      { fr: 'Suivez l’exécution à son adresse.', en: 'Follow the job at its address.' },
    )
  if (access !== 'open')
    throw badRequest(
      'subscriber',
      'Ce traitement lit des données qui ne sont pas ouvertes : rien n’en est envoyé',
      'This process reads data that is not open: nothing of it is sent',
      { fr: 'Suivez l’exécution à son adresse.', en: 'Follow the job at its address.' },
    )
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked))
    throw badRequest('subscriber', '« subscriber » n’est pas un objet', "'subscriber' is no object", example)
  const addresses: Partial<Record<CallEvent, string>> = {}
  for (const [name, address] of Object.entries(asked)) {
    const event = members[name]
    const place = `subscriber.${name.slice(0, 60)}`
    if (!event || typeof address !== 'string' || address.length > MOST_CHARACTERS)
      throw badRequest(place, 'Ce n’est pas une adresse à appeler', 'This is no address to call', example)
    await caller.check(address).catch((error: unknown) => {
      throw error instanceof OrchestraError ? refused(place, error) : error
    })
    addresses[event] = address
  }
  return { origin, addresses }
}

const refused = (place: string, { say, remedy }: OrchestraError) =>
  new OrchestraError({ code: 'process.bad-request', say, remedy: remedy ?? example, place })
