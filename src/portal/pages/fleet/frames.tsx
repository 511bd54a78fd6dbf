import type { QuarantinedFrames, QuarantineReasons, Replayed } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { type Page, pick } from '../../page.ts'
import { Layout } from '../../parts/layout.tsx'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { fleetTexts, frameTexts } from '../../text/fleet.ts'
import { speak } from '../../text/speak.ts'

const LIMIT = 50

/** `/fleet/frames`: the messages nobody understood, why, and how to play them again. `replayed` says what that gave. */
export async function framesPage(page: Page, replayed?: Replayed) {
  const t = speak(frameTexts, page.language)
  const fleet = speak(fleetTexts, page.language)
  const { number, moment } = page.format
  const device = page.url.searchParams.get('device') ?? ''
  const code = page.url.searchParams.get('code') ?? ''
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000)
  const [{ reasons }, frames] = await Promise.all([
    ask<QuarantineReasons>(page.api, '/api/fleet/quarantine'),
    ask<QuarantinedFrames>(page.api, address('/api/fleet/frames', { device, code, limit: LIMIT, offset })),
  ])
  return (
    <Layout page={page} title={t.title} description={t.lead} path={[{ href: '/fleet', title: fleet.title }]}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {replayed && (
        <p class="note" role="status">
          {t.done(number(replayed.frames), number(replayed.decoded), number(replayed.quarantined))}
        </p>
      )}
      {reasons.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <>
          <section>
            <h2 id="reasons">{t.reasons}</h2>
            <DataTable
              caption={t.reasons}
              hideCaption
              headings={[
                { title: t.reason },
                { title: t.messages, numeric: true },
                { title: t.devices, numeric: true },
                { title: t.from },
                { title: t.to },
              ]}
              rows={reasons.map((reason) => [
                <a href={`/fleet/frames?code=${encodeURIComponent(reason.code)}#messages`}>
                  {pick(page, reason.reason)}
                </a>,
                number(reason.frames),
                number(reason.devices),
                moment(reason.first),
                moment(reason.last),
              ])}
            />
          </section>
          <section>
            <h2 id="messages">{t.list}</h2>
            {frames.total === 0 && <p class="empty">{t.withheld}</p>}
            {frames.total > 0 && (
              <DataTable
                caption={t.list}
                hideCaption
                wide
                headings={[
                  { title: t.time },
                  { title: t.device },
                  { title: t.connection },
                  { title: t.reason },
                  { title: t.payload },
                ]}
                rows={frames.items.map((frame) => [
                  moment(frame.time),
                  <a href={`/fleet/${encodeURIComponent(frame.device)}`}>{frame.name ?? frame.device}</a>,
                  frame.connection,
                  pick(page, frame.reason),
                  <code>{frame.payload}</code>,
                ])}
              />
            )}
            <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={frames.total} anchor="messages" />
          </section>
          <section>
            <h2 id="replay">{t.replay}</h2>
            <p>{t.replayBody}</p>
            <form class="filters" method="post" action="/fleet/frames">
              <label>
                {t.onlyDevice}
                <input name="device" value={device} maxlength={64} autocomplete="off" />
              </label>
              <label>
                {t.token}
                <input name="token" type="password" required maxlength={500} autocomplete="current-password" />
              </label>
              <button type="submit">{t.go}</button>
            </form>
            <p>{t.command}</p>
            <pre>
              <code>orchestra replay{device ? ` --device ${device}` : ''}</code>
            </pre>
          </section>
        </>
      )}
    </Layout>
  )
}
