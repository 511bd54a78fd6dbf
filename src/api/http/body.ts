import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { OrchestraError } from '../../kernel/index.ts'

const MOST_BYTES = 65_536

/** Refuses a body larger than it needs to be (`api.too-large`). */
export const smallBody = (most = MOST_BYTES): MiddlewareHandler =>
  bodyLimit({
    maxSize: most,
    onError: () => {
      throw new OrchestraError({
        code: 'api.too-large',
        say: { fr: 'Le corps de la demande est trop gros.', en: 'The body of the request is too large.' },
        remedy: { fr: `${most} octets au plus.`, en: `At most ${most} bytes.` },
      })
    },
  })
