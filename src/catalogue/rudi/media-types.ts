// Media types that a file may have (RUDI 1.4.1, 2025); each also encrypted, with `+crypt`.

const types = new Set([
  'application/geo+json',
  'application/graphql',
  'application/javascript',
  'application/json',
  'application/ld+json',
  'application/msword',
  'application/pdf',
  'application/sql',
  'application/vnd.api+json',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/x-executable',
  'application/x-www-form-urlencoded',
  'application/xml',
  'application/zip',
  'application/zstd',
  'audio/mpeg',
  'audio/ogg',
  'image/apng',
  'image/flif',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/x-mng',
  'multipart/form-data',
  'text/css',
  'text/csv',
  'text/html',
  'text/php',
  'text/plain',
  'text/x-yaml',
  'text/xml',
])

/** What a media type has at its end when the file is encrypted. */
export const CRYPT = '+crypt'

/** Whether RUDI knows a media type. */
export const isRudiType = (type: string): boolean =>
  types.has(type.endsWith(CRYPT) ? type.slice(0, -CRYPT.length) : type)
