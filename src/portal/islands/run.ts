// While a run goes on, the page is asked again each time the server says that something moved.

/** At most one refresh in that time. */
const PAUSE_MS = 1000

function follow(root: HTMLElement): void {
  const { events, live } = JSON.parse(root.dataset.run!) as { events: string; live: string }
  const status = document.getElementById('live')
  if (status) status.textContent = live
  const source = new EventSource(events)
  let waiting = false
  const soon = () => {
    if (waiting) return
    waiting = true
    setTimeout(async () => {
      waiting = false
      await refresh(live)
    }, PAUSE_MS)
  }
  source.addEventListener('run', soon)
  source.addEventListener('end', async () => {
    source.close()
    await refresh('')
  })
}

/** Puts the new page in place of the old one, keeping the focus where it was. */
async function refresh(live: string): Promise<void> {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!response.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('run')
  const old = document.getElementById('run')
  if (!fresh || !old) return
  const focused = old.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null
  old.replaceChildren(...fresh.childNodes)
  const status = document.getElementById('live')
  if (status) status.textContent = live
  if (focused) old.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus()
}

const root = document.getElementById('run')
if (root?.dataset.run) follow(root)
