/** Only what we serve ourselves: no inline script or style, no frame, no other site. MapLibre needs blobs for its images. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const common = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
}

export const documentHeaders = {
  ...common,
  'Content-Security-Policy': policy,
  'Cache-Control': 'private, no-cache',
  Vary: 'Accept-Language, Cookie',
}

/** What is shown to somebody in particular. */
export const privately = { 'Cache-Control': 'private, no-store' }

/** Pictures name the version they show: they may be kept. Their own style is inside them. */
export const pictureHeaders = {
  ...common,
  'Content-Type': 'image/svg+xml',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'Cache-Control': 'public, max-age=3600',
}
