import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { inFormat, sendPage, tellIn, waysTo } from './frame.tsx'

/** The conformance classes, for people. */
export function conformancePage(deps: Deps, c: Context, classes: readonly string[]) {
  const tell = tellIn(speechOf(c).language)
  return sendPage(deps, c, {
    title: tell('Classes de conformité', 'Conformance classes'),
    path: [waysTo(tell).entry],
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: (
      <ul>
        {classes.map((one) => (
          <li>
            <code>{one}</code>
          </li>
        ))}
      </ul>
    ),
  })
}
