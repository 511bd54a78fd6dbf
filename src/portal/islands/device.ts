// While a device speaks, its page is asked again each time a measure of it was kept.

/** At most one refresh in that time. */
const PAUSE_MS = 1000

function follow(root: HTMLElement): void {
  const { events, live } = JSON.parse(root.dataset.device!) as { events: string; live: string }
  const say = () => {
    const status = document.getElementById('live')
    if (status && status.textContent !== live) status.textContent = live
  }
  const source = new EventSource(events)
  let waiting = false
  source.addEventListener('open', say)
  source.addEventListener('observation', () => {
    if (waiting) return
    waiting = true
    setTimeout(async () => {
      waiting = false
      await refresh()
      say()
    }, PAUSE_MS)
  })
}

/** Puts the new page in place of the old one, keeping the focus and the opened tables where they were. */
async function refresh(): Promise<void> {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!response.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('device')
  const old = document.getElementById('device')
  if (!fresh || !old) return
  const focused = old.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null
  const opened = [...old.querySelectorAll('details')].map((details) => details.open)
  fresh.querySelectorAll('details').forEach((details, i) => {
    details.open = opened[i] ?? false
  })
  old.replaceChildren(...fresh.childNodes)
  if (focused) old.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus()
}

const root = document.getElementById('device')
if (root) follow(root)
