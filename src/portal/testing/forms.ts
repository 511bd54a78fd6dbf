import type { Hono } from 'hono'
import { parseHTML } from 'linkedom'
import { ORIGIN } from '../../api/account/testing.ts'

/** A browser that follows redirects, keeps cookies and sends the forms of the page it is on. */
export interface FormBrowser {
  readonly cookies: Map<string, string>
  go(path: string, language?: string): Promise<Seen>
  /** Fills and sends the form of the current page whose action is this. */
  fill(action: string, values?: Record<string, string>): Promise<Seen>
}
export interface Seen {
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly document: Document
  readonly text: string
}

export function openFormBrowser(app: () => Pick<Hono, 'request'>): FormBrowser {
  const cookies = new Map<string, string>()
  let here: Seen | undefined
  const follow = async (path: string, init: RequestInit, language: string): Promise<Seen> => {
    for (let step = 0; step < 5; step++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { 'accept-language': language, ...(cookie && { cookie }), ...(init.headers as object) }
      const answer = await app().request(ORIGIN + path, { ...init, headers })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      const next = answer.headers.get('location')
      if (!next) {
        const text = await answer.text()
        here = { path, status: answer.status, headers: answer.headers, document: parseHTML(text).document, text }
        return here
      }
      path = next
      init = {}
    }
    throw new Error(`too many redirects at ${path}`)
  }
  return {
    cookies,
    go: (path, language = 'fr') => follow(path, {}, language),
    fill(action, values = {}) {
      const forms = [...here!.document.querySelectorAll('form')]
      const form = forms.find((one) => {
        const fits = one.getAttribute('action') === action
        return fits && Object.keys(values).every((name) => one.querySelector(`[name="${name}"]`))
      })
      if (!form)
        throw new Error(`no form ${action} at ${here!.path}: ${forms.map((one) => one.getAttribute('action'))}`)
      const body = new URLSearchParams()
      for (const field of form.querySelectorAll('input[name], select[name], textarea[name]')) {
        const name = field.getAttribute('name')!
        if (field.getAttribute('type') === 'checkbox') {
          if (field.hasAttribute('checked')) body.set(name, 'on')
          continue
        }
        const chosen = field.querySelector('option[selected]') ?? field.querySelector('option')
        body.set(
          name,
          chosen
            ? (chosen.getAttribute('value') ?? '')
            : (field.getAttribute('value') ?? decoded(field.textContent ?? '')),
        )
      }
      for (const [name, value] of Object.entries(values)) body.set(name, value)
      return follow(action, { method: 'POST', body, headers: { origin: ORIGIN } }, 'fr')
    },
  }
}

/** The text of a textarea, whose entities linkedom leaves as they are. */
const decoded = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
