import { TextDecoder } from 'node:util'
import { type Kind, problem } from './problem.ts'

/** Bytes enough to tell a format by its start (the magic of tar is at byte 257). */
export const HEAD_BYTES = 512

const startsWith = (head: Uint8Array, ...magic: number[]) => magic.every((byte, i) => head[i] === byte)

export const isZip = (head: Uint8Array) => startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6)
export const isGzip = (head: Uint8Array) => startsWith(head, 0x1f, 0x8b)
export const isTar = (head: Uint8Array) => Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar'

/** Portals often answer a page (an error, a login) where data was asked: says so instead of misreading it. */
export function refuseHtml(kind: Kind, head: Uint8Array, place: string): void {
  const start = new TextDecoder(startsWith(head, 0xff, 0xfe) ? 'utf-16le' : 'utf-8').decode(head).trimStart()
  if (!/^(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<(!doctype\s+html|html[\s>])/i.test(start)) return
  const title = /<title[^>]*>([^<]{1,200})/i.exec(start)?.[1]?.trim()
  throw problem(
    `${kind}.html-page`,
    place,
    {
      fr: `Une page web est servie à la place des données${title ? ` : « ${title} »` : ''}.`,
      en: `A web page is served instead of the data${title ? `: "${title}"` : ''}.`,
    },
    {
      remedy: {
        fr: 'Ouvrez l’adresse dans un navigateur : le fichier a sans doute changé de place ou demande une connexion.',
        en: 'Open the address in a browser: the file has probably moved or asks to log in.',
      },
      facts: { ...(title && { title }) },
    },
  )
}
