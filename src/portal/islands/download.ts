// A file that is written when it is asked for: how far it is, then the file itself, whole, which the browser can take up where it
// stopped. Without this, the link gives the file as it grows.

interface Progress {
  readonly state: 'writing' | 'ready'
  readonly bytes: number
  readonly rows: number | null
  readonly ofRows: number | null
  readonly seconds: number
}

/** Texts with `{bytes}`, `{rows}` and `{rate}` to fill in. */
type Words = Readonly<Record<'waiting' | 'reading' | 'writing' | 'ready' | 'failed' | 'label', string>>

const PAUSE_MS = 200
const language = document.documentElement.lang

function bytesOf(value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)))
  const style = { style: 'unit', unit: units[step]!, maximumSignificantDigits: 3 } as const
  return new Intl.NumberFormat(language, style).format(value / 1000 ** step)
}
const numberOf = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value)

/** What is being prepared: asked for again, the link is followed as it is. */
const preparing = new Set<HTMLAnchorElement>()

async function prepare(link: HTMLAnchorElement, words: Words): Promise<void> {
  const { figures, status } = placesOf(link)
  const bar = document.createElement('progress')
  bar.setAttribute('aria-label', words.label)
  const told = document.createElement('span')
  figures.replaceChildren(bar, told)
  status.textContent = words.waiting
  try {
    for (;;) {
      const found = await ask(link.dataset.progress!)
      if (!preparing.has(link)) {
        status.textContent = ''
        return
      }
      if (found.state === 'ready') {
        status.textContent = words.ready.replace('{bytes}', bytesOf(found.bytes))
        break
      }
      show(found, bar, told, words)
      await new Promise((done) => setTimeout(done, PAUSE_MS))
    }
    follow(link)
  } catch (error) {
    status.textContent = error instanceof Error && error.message ? error.message : words.failed
  } finally {
    preparing.delete(link)
    figures.replaceChildren()
  }
}

function show({ bytes, rows, ofRows, seconds }: Progress, bar: HTMLProgressElement, told: HTMLElement, words: Words) {
  if (rows !== null && ofRows) {
    bar.max = ofRows
    bar.value = rows
  }
  // Some formats read all before the first byte.
  told.textContent = (bytes > 0 ? words.writing : words.reading)
    .replace('{bytes}', bytesOf(bytes))
    .replace('{rows}', numberOf(rows ?? 0))
    .replace('{rate}', numberOf(seconds > 0 ? (rows ?? 0) / seconds : 0))
}

/** Asks how far it is. Throws what the answer says of a refusal. */
async function ask(address: string): Promise<Progress> {
  const response = await fetch(address, { headers: { accept: 'application/json' } })
  if (response.ok) return (await response.json()) as Progress
  const { say } = (await response.json().catch(() => ({}))) as { say?: Readonly<Record<string, string>> }
  throw new Error(say?.[language])
}

/** Where a link tells what it does. That it begins, ends or fails is read aloud; the figures between are too many. */
function placesOf(link: HTMLAnchorElement): { readonly figures: HTMLElement; readonly status: HTMLElement } {
  const item = link.parentElement!
  const [figures, status] = ['figures', 'status'].map((name) => {
    const known = item.querySelector<HTMLElement>(`.download-${name}`)
    if (known) return known
    const made = document.createElement('div')
    made.className = `download-${name} quiet`
    item.append(made)
    return made
  }) as [HTMLElement, HTMLElement]
  status.setAttribute('role', 'status')
  return { figures, status }
}

/** Follows a link as if nothing stood in its way. */
function follow(link: HTMLAnchorElement): void {
  const plain = document.createElement('a')
  plain.href = link.href
  plain.download = link.download
  plain.click()
}

for (const list of document.querySelectorAll<HTMLElement>('[data-downloads]')) {
  const words = JSON.parse(list.dataset.downloads!) as Words
  for (const link of list.querySelectorAll<HTMLAnchorElement>('a[data-progress]'))
    link.addEventListener('click', (event) => {
      // With a key held, the browser does something of its own; and whoever insists has the file as it grows.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || preparing.delete(link)) return
      event.preventDefault()
      preparing.add(link)
      void prepare(link, words)
    })
}
