import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { unfit } from './browser.ts'

/** Opens a page in a browser; what went wrong in it is told. */
type Open = (path: string, options?: object) => Promise<[page: Page, problems: string[]]>

/** A page with its map, at its first visit (bytes transferred). */
const MOST_BYTES = 400_000
/** What a finger needs (CSS pixels). */
const FINGER = 44

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'fr-FR' }
const PAGE = '/use-cases/cool-routes'

interface Place {
  readonly name: string
  readonly at: readonly [number, number]
}

/** What a page asks of a territory whose ways are computed, between the farthest of the places that some words find. */
function asking(base: () => string, words: readonly string[]) {
  const placesOf = async (page: Page, text: string) => {
    const response = await page.request.get(`${base()}/api/packs/cool-routes/find-place?q=${encodeURIComponent(text)}`)
    return ((await response.json()) as { places: Place[] }).places
  }
  const ends = async (page: Page): Promise<[Place, Place]> => {
    const places = (await Promise.all(words.map((text) => placesOf(page, text)))).flat()
    const far = ([a, b]: readonly [Place, Place]) => Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1])
    const pairs = places.flatMap((a) => places.map((b) => [a, b] as [Place, Place]))
    return pairs.reduce((one, other) => (far(one) >= far(other) ? one : other))
  }
  const asked = async (page: Page) => {
    const [from, to] = await ends(page)
    const end = (name: string, { name: text, at }: Place) =>
      `${name}=${encodeURIComponent(text)}&${name}_at=${encodeURIComponent(`${at.join()},${text}`)}`
    return `${PAGE}?${end('from', from)}&${end('to', to)}&day=2025-07-15&hour=15:00`
  }
  return { ends, asked }
}

/** How much a browser loads for the page, its map and an answer, at its first visit. */
export function routesWeighed(open: Open, base: () => string, words: readonly string[]): void {
  const { asked: pathOf } = asking(base, words)

  test('the ways, their map and their steps are light enough for a slow network', async () => {
    const [page] = await open('/robots.txt', phone)
    const path = await pathOf(page)
    const network = await page.context().newCDPSession(page)
    await network.send('Network.enable')
    await network.send('Network.clearBrowserCache')
    let bytes = 0
    let files = 0
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
      files++
    })
    await page.goto(base() + path, { waitUntil: 'networkidle' })
    console.log(
      `Cool routes, first visit at 360 × 740, map included: ${Math.round(bytes / 1000)} kB in ${files} files.`,
    )
    expect(await page.locator('.routes-svg image').count()).toBeGreaterThan(0)
    expect(await page.locator('.routes-steps li').count()).toBeGreaterThan(1)
    expect(bytes).toBeLessThan(MOST_BYTES)
    await page.close()
  })
}

/** The page of cool ways, in a browser. */
export function routesInBrowser(open: Open, base: () => string, words: readonly string[]): void {
  const { ends, asked } = asking(base, words)

  test('the answer has nothing against accessibility, light and dark, and fits a phone', async () => {
    const [page, problems] = await open('/robots.txt', { locale: 'fr-FR', bypassCSP: true })
    await page.goto(base() + (await asked(page)))
    expect(await unfit(page)).toEqual([])
    expect(problems).toEqual([])
    await page.close()
  })

  test('every control is as large as a finger, and none asks where one is before it is pressed', async () => {
    const [page] = await open('/robots.txt', phone)
    await page.addInitScript(() => {
      Object.assign(globalThis, { asked: 0 })
      navigator.geolocation.getCurrentPosition = (_, refused) => {
        ;(globalThis as unknown as { asked: number }).asked++
        refused?.({ code: 1 } as GeolocationPositionError)
      }
    })
    await page.goto(base() + (await asked(page)))
    const small = await page.evaluate((least) => {
      const controls = document.querySelectorAll<HTMLElement>(
        '.routes button, .routes select:not([hidden]), .routes input:not([type=hidden], [type=radio]), .routes label:has([type=radio]), .routes summary, .routes .button',
      )
      return [...controls]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < least)
        .map((one) => one.outerHTML.slice(0, 120))
    }, FINGER)
    expect(small).toEqual([])
    const count = () => page.evaluate(() => (globalThis as unknown as { asked: number }).asked)
    expect(await count()).toBe(0)
    await page.locator('.routes-here').click()
    expect(await count()).toBe(1)
    await expect.poll(() => page.locator('.routes-status').textContent()).toContain('Écrivez une adresse')
    await page.close()
  })

  test('a place is found by the keyboard, without its accents; the address then says all, for whoever it is sent to', async () => {
    const [page, problems] = await open(PAGE, phone)
    const [from, to] = await ends(page)
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
    for (const [field, place] of Object.entries({ from, to })) {
      const input = page.locator(`#routes-${field}`)
      await input.pressSequentially(plain(place.name))
      await page.locator(`#routes-${field}-list [role=option]`).first().waitFor()
      expect(await input.getAttribute('aria-expanded')).toBe('true')
      await input.press('ArrowDown')
      const active = await input.getAttribute('aria-activedescendant')
      expect(await page.locator(`#${active}`).textContent()).toContain(place.name)
      await input.press('Enter')
      expect(await input.getAttribute('aria-expanded')).toBe('false')
      expect(await input.inputValue()).toBe(place.name)
    }
    await page.locator('.routes-card').first().waitFor()
    await expect.poll(() => page.locator('.routes-status').textContent()).toMatch(/min · /)
    const card = await page.locator('.routes-ways').textContent()
    const address = page.url()
    await page.close()
    const [other] = await open(address.slice(base().length), phone)
    expect(await other.locator('.routes-ways').textContent()).toBe(card)
    expect(await other.locator('#routes-from').inputValue()).toBe(from.name)
    await other.close()
    expect(problems).toEqual([])
  })

  test('a touch of the map chooses an end; the hour follows the slider; without a network what is shown stays', async () => {
    const [page] = await open('/robots.txt', phone)
    await page.goto(base() + (await asked(page)), { waitUntil: 'networkidle' })
    const box = (await page.locator('.routes-frame').boundingBox())!
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
    await page.getByRole('button', { name: 'Aller ici' }).tap()
    await expect.poll(() => page.locator('#routes-to').inputValue()).toMatch(/^Point sur la carte \(\d/)
    await expect.poll(() => new URL(page.url()).searchParams.get('to')).toMatch(/^Point sur la carte/)
    await page.locator('.routes-hour input').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => new URL(page.url()).searchParams.get('hour')).toBe('15:30')
    await expect.poll(() => page.locator('.routes[aria-busy]').count()).toBe(0)
    const shown = await page.locator('.routes-answer').textContent()
    await page.context().setOffline(true)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('.routes-status').textContent()).toContain('Pas de réseau')
    expect(await page.locator('.routes-answer').textContent()).toBe(shown)
    await page.close()
  })

  test('without JavaScript a form gives the ways, and choosing one shows it', async () => {
    const [page] = await open('/robots.txt', { ...phone, javaScriptEnabled: false })
    const [from, to] = await ends(page)
    await page.goto(base() + PAGE)
    await page.locator('#routes-from').fill(from.name)
    await page.locator('#routes-to').fill(to.name)
    await page.locator('.routes-search').click()
    await page.waitForURL(/from=/)
    expect(await page.locator('.routes-card').count()).toBeGreaterThan(0)
    expect(await page.locator('.routes-drawn .routes-other').count()).toBeGreaterThan(0)
    for (const input of await page.locator('.routes-ways input').all()) {
      await input.check()
      const value = await input.getAttribute('value')
      expect(await page.locator(`.routes-detail.of-${value}`).isVisible()).toBe(true)
      expect(await page.locator('.routes-detail:visible').count()).toBe(1)
    }
    await page.close()
  })

  test('what is asked of nowhere is told in words', async () => {
    const [page] = await open(`${PAGE}?from=Zzyzx&to=0.5, 0.5`, phone)
    expect(await page.locator('.routes-guesses .refusal').textContent()).toContain('Zzyzx')
    const [start] = await ends(page)
    await page.goto(`${base()}${PAGE}?from=${encodeURIComponent(start.name)}&to=0.5, 0.5`)
    expect(await page.locator('.routes-answer .refusal').textContent()).toContain('près de l’arrivée')
    await page.close()
  })
}
