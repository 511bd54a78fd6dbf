import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type Page, pick, withQuery } from '../page.ts'
import { layoutTexts } from '../text/layout.ts'
import { speak } from '../text/speak.ts'

interface LayoutProps {
  readonly page: Page
  readonly title: string
  readonly description?: string
  /** Pages above this one. */
  readonly path?: readonly { readonly href: string; readonly title: string }[]
  /** Names of the islands to load. */
  readonly islands?: readonly string[]
  readonly styles?: readonly string[]
  /** The same as data: address and media type. */
  readonly alternates?: readonly { readonly href: string; readonly type: string }[]
  /** schema.org description of the page. */
  readonly jsonLd?: Readonly<Record<string, unknown>>
  readonly children?: Child
}

/** The frame of every page: landmarks, menu, language switch, footer. */
export function Layout({
  page,
  title,
  description,
  path = [],
  islands = [],
  styles = [],
  alternates = [],
  jsonLd,
  children,
}: LayoutProps) {
  const t = speak(layoutTexts, page.language)
  const place = pick(page, page.territory.title)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={page.language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title === place ? `${place} · City Orchestra` : `${title} · ${place}`}</title>
          {description && <meta name="description" content={description} />}
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href={page.file('icon.svg')} type="image/svg+xml" />
          {styles.map((name) => (
            <link rel="stylesheet" href={page.file(name)} />
          ))}
          <link rel="stylesheet" href={page.file('portal.css')} />
          <link rel="alternate" hreflang="fr" href={withQuery(page.url, {}).concat(sign(page.url), 'lang=fr')} />
          <link rel="alternate" hreflang="en" href={withQuery(page.url, {}).concat(sign(page.url), 'lang=en')} />
          {alternates.map(({ href, type }) => (
            <link rel="alternate" href={href} type={type} />
          ))}
          {islands.map((name) => (
            <script type="module" src={page.file(`islands/${name}.js`)} />
          ))}
          {jsonLd && <script type="application/ld+json">{raw(safeJson(jsonLd))}</script>}
        </head>
        <body>
          <a class="skip" href="#content">
            {t.skip}
          </a>
          <Header page={page} />
          <main id="content" tabindex={-1}>
            {path.length > 0 && (
              <nav class="path" aria-label={t.path}>
                <ol>
                  <li>
                    <a href="/">{t.home}</a>
                  </li>
                  {path.map((step) => (
                    <li>
                      <a href={step.href}>{step.title}</a>
                    </li>
                  ))}
                </ol>
              </nav>
            )}
            {children}
          </main>
          <Footer page={page} />
        </body>
      </html>
    </>
  )
}

function Header({ page }: { page: Page }) {
  const t = speak(layoutTexts, page.language)
  const items = [
    { href: '/datasets', title: t.datasets },
    { href: '/map', title: t.map },
    { href: '/use-cases', title: t.useCases },
    ...(page.territory.sensing ? [{ href: '/fleet', title: t.fleet }] : []),
    { href: '/chain', title: t.chain },
  ]
  const here = page.url.pathname
  const other = page.language === 'fr' ? 'en' : 'fr'
  return (
    <header class="top">
      {page.territory.synthetic && <p class="banner">{t.synthetic}</p>}
      <div class="inner">
        <a class="brand" href="/">
          <strong>{pick(page, page.territory.title)}</strong>
          <span>{t.tagline}</span>
        </a>
        <nav aria-label={t.menu}>
          <ul>
            {items.map(({ href, title }) => (
              <li>
                <a href={href} aria-current={here === href ? 'page' : here.startsWith(`${href}/`) ? 'true' : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <a class="account" href="/account" aria-current={here === '/account' ? 'page' : undefined}>
          {page.me?.account?.name ?? t.account}
        </a>
        <a
          class="language"
          href={withQuery(page.url, {}).concat(sign(page.url), `lang=${other}`)}
          lang={other}
          hreflang={other}
          title={t.otherLanguageLabel}
        >
          {t.otherLanguage}
        </a>
      </div>
    </header>
  )
}

function Footer({ page }: { page: Page }) {
  const t = speak(layoutTexts, page.language)
  const { organisation } = page.territory
  return (
    <footer class="bottom">
      <div class="inner">
        <p>
          {t.publishedBy}{' '}
          {organisation.email ? <a href={`mailto:${organisation.email}`}>{organisation.name}</a> : organisation.name}
        </p>
        <ul>
          <li>
            <a href="/organisations">{t.organisations}</a>
          </li>
          <li>
            <a href="/harvests">{t.harvests}</a>
          </li>
          <li>
            <a href="/openapi.html">{t.openapi}</a>
          </li>
          <li>
            <a href="/health">{t.health}</a>
          </li>
        </ul>
        <p class="quiet">
          {t.software} {page.version}
        </p>
      </div>
    </footer>
  )
}

const sign = (url: URL) => (withQuery(url, {}).includes('?') ? '&' : '?')

/** JSON that cannot close the script element it stands in. */
const safeJson = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')
