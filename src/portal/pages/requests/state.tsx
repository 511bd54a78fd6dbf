import type { RequestTold } from '../../../api/json/shapes.ts'
import type { Page } from '../../page.ts'
import { requestTexts } from '../../text/requests.ts'
import { speak } from '../../text/speak.ts'

/** A day as people write it. Noon keeps it that day in any time zone. */
export const dayText = (page: Page, day: string): string => page.format.date(`${day}T12:00:00Z`)

/** The state of a request in words. */
export const stateText = (page: Page, { state }: Pick<RequestTold, 'state'>): string =>
  speak(requestTexts, page.language)[state]

export const requestStates = ['requested', 'accepted', 'refused', 'cancelled', 'revoked', 'expired'] as const
