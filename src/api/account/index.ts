import type { Route } from '../http/route.ts'
import { keyRoutes } from './keys.ts'
import { mailRoutes } from './mail.ts'
import { accountRoutes } from './manage.ts'
import { moderationRoutes } from './moderation.ts'
import { openIdRoutes } from './openid.ts'
import { signInRoutes } from './sign-in.ts'

/** Addresses of the accounts. */
export const accountsRoutes: readonly Route[] = [
  ...signInRoutes,
  ...openIdRoutes,
  ...accountRoutes,
  ...keyRoutes,
  ...mailRoutes,
  ...moderationRoutes,
]
