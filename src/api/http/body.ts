import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { OrchestraError } from '../../kernel/index.ts'

const MOST_BYTES = 65_536

/** Refuses a body larger than any of ours needs to be (`api.too-large`). */
export const smallBody: MiddlewareHandler = bodyLimit({
  maxSize: MOST_BYTES,
  onError: () => {
    throw new OrchestraError({
      code: 'api.too-large',
      say: { fr: 'Le corps de la demande est trop gros.', en: 'The body of the request is too large.' },
      remedy: { fr: `${MOST_BYTES} octets au plus.`, en: `At most ${MOST_BYTES} bytes.` },
    })
  },
})
