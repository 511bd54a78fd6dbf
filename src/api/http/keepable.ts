/** PostgreSQL holds no null character, and no half of a pair of surrogates: each becomes U+FFFD, as where text is decoded. */
export const keepable = (text: string): string => text.replaceAll('\u0000', '\ufffd').toWellFormed()
