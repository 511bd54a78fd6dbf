import { readFileSync } from 'node:fs'
import { baseStyle } from '../../../../look/index.ts'
import { type Route, route } from '../../../http/route.ts'

const style = baseStyle + readFileSync(new URL('./ogc.css', import.meta.url), 'utf8')

/** The style of the pages of `/ogc`. */
export const styleRoute: Route = route({
  path: '/ogc/style.css',
  tag: 'common',
  summary: { fr: 'Le style des pages', en: 'The style of the pages' },
  answer: { media: ['text/css'] },
  handle: (_, c) =>
    c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' }),
})
