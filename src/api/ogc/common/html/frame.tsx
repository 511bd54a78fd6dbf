import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Language } from '../../../../kernel/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'

/** Picks a text by the language of the page. */
export type Tell = (fr: string, en: string) => string
export const tellIn =
  (language: Language): Tell =>
  (fr, en) =>
    language === 'fr' ? fr : en

export interface PageProps {
  readonly title: string
  readonly description?: string
  /** Pages above this one, from the first. */
  readonly path?: readonly { readonly href: string; readonly title: string }[]
  /** Formats of the same answer for programs. */
  readonly formats?: readonly { readonly href: string; readonly title: string }[]
  /** Files of ours that it needs besides the style of all pages. */
  readonly styles?: readonly string[]
  readonly scripts?: readonly string[]
  readonly children: Child
}

/** A page for people, in the language asked for: readable without script, and with no other files than ours. */
export function sendPage(
  deps: Deps,
  c: Context,
  { title, description, path = [], formats = [], styles = [], scripts = [], children }: PageProps,
) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { territory } = deps.chain.graph
  const other = language === 'fr' ? 'en' : 'fr'
  const steps = [{ href: '/', title: tell('Accueil', 'Home') }, ...path]
  c.header('Content-Language', language)
  return c.html(
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} · ${territory.title[language]}`}</title>
          {description && <meta name="description" content={description} />}
          <meta name="color-scheme" content="light dark" />
          <link rel="stylesheet" href="/ogc/style.css" />
          {styles.map((href) => (
            <link rel="stylesheet" href={href} />
          ))}
          {scripts.map((src) => (
            <script type="module" src={src} />
          ))}
          {formats.map((format) => (
            <link rel="alternate" href={format.href} title={format.title} />
          ))}
        </head>
        <body>
          <a class="skip" href="#content">
            {tell('Aller au contenu', 'Skip to content')}
          </a>
          <header>
            {territory.synthetic && (
              <p class="banner">
                {tell(
                  'Ville inventée : toutes ces données sont synthétiques.',
                  'An invented town: all this data is synthetic.',
                )}
              </p>
            )}
            <div class="inner">
              <a class="brand" href="/">
                {territory.title[language]}
              </a>
              <a href={inLanguage(c, other)} lang={other} hreflang={other}>
                {other === 'fr' ? 'Français' : 'English'}
              </a>
            </div>
          </header>
          <main id="content" tabindex={-1}>
            <nav class="path" aria-label={tell('Fil d’Ariane', 'Breadcrumb')}>
              <ol>
                {steps.map((step) => (
                  <li>
                    <a href={step.href}>{step.title}</a>
                  </li>
                ))}
              </ol>
            </nav>
            <h1>{title}</h1>
            {children}
            {formats.length > 0 && (
              <p class="quiet">
                {tell('La même chose pour les programmes : ', 'The same for programs: ')}
                {formats.map((format, i) => (
                  <>
                    {i > 0 && ', '}
                    <a href={format.href}>{format.title}</a>
                  </>
                ))}
              </p>
            )}
          </main>
          <footer>
            <div class="inner">
              <p>
                {tell('Publié par', 'Published by')} {territory.organisation.name}
              </p>
              <p>
                <a href="/openapi.html">{tell('Documentation des API', 'Documentation of the APIs')}</a>
              </p>
            </div>
          </footer>
        </body>
      </html>
    </>,
  )
}

function inLanguage(c: Context, language: Language): string {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('lang', language)
  return `${pathname}?${searchParams}`
}

/** The address of this very page in another format. */
export function inFormat(c: Context, f: string): string {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('f', f)
  return `${pathname}?${searchParams}`
}

/** The first steps of the way to a page. */
export const waysTo = (tell: Tell) => {
  const entry = { href: '/ogc?f=html', title: 'OGC API' }
  const collections = { href: '/ogc/collections?f=html', title: tell('Collections', 'Collections') }
  return { entry, collections }
}
