import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import axe from 'axe-core'
import type { Hono } from 'hono'
import { type Browser, chromium, type Page } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'
/** Whether there is a browser to test in; said once when there is none. */
export const hasBrowser = existsSync(CHROMIUM)
if (!hasBrowser) console.log(`Browser tests were not run: no ${CHROMIUM} here.`)

// Software drawing of WebGL: there is no graphics card where tests run.
const switches =
  '--headless --no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist'

/** What is served, before a browser. */
export interface Site {
  readonly base: string
  /** Opens a page, in the session of somebody perhaps, and tells what goes wrong in it. */
  open(path: string, options?: Parameters<Browser['newPage']>[0], session?: string): Promise<[Page, string[]]>
  close(): Promise<void>
}

export async function openSite(app: Hono): Promise<Site> {
  const server = serve({ fetch: app.fetch, port: 0 })
  const base = `http://localhost:${(server.address() as AddressInfo).port}`
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: switches.split(' ') })
  return {
    base,
    async open(path, options = {}, session) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('404')) problems.push(message.text())
      })
      if (session) await page.context().addCookies([{ name: 'session', value: session, url: base }])
      await page.goto(base + path)
      return [page, problems]
    },
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** What axe finds against a page, light and dark, and by how much it does not fit a phone of 360 pixels. */
export async function unfit(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source })
  const found = await violations(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await violations(page)))
  await page.setViewportSize({ width: 360, height: 740 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  return width > 360 ? [...found, `${width} pixels wide`] : found
}

const violations = (page: Page) =>
  page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
    return violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 200)}`)
  })
