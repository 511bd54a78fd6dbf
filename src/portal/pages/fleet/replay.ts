import type { Replayed } from '../../../api/json/shapes.ts'
import { problemOf } from '../../ask.ts'
import type { Page } from '../../page.ts'

/** Asks the API to play messages again with the token that the operator typed. Throws ApiProblem when it is refused. */
export async function replayFrames(page: Page, form: FormData): Promise<Replayed> {
  const [device, token] = [String(form.get('device') ?? '').trim(), String(form.get('token') ?? '')]
  const response = await page.api('/api/fleet/frames/replay', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(device ? { device } : {}),
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Replayed
}
