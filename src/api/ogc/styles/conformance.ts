const styles = 'http://www.opengis.net/spec/ogcapi-styles-1/0.0/conf'

/** What the styles conform to: the draft of OGC API Styles (20-009). */
export const styleConformance: readonly string[] = [`${styles}/core`, `${styles}/mapbox-style`]
