// The public portals of the territory, both on Opendatasoft Explore v2.1.

/** A whole dataset of Rennes Métropole. */
export const metropole = (dataset: string, format = 'json') =>
  `https://data.rennesmetropole.fr/api/explore/v2.1/catalog/datasets/${dataset}/exports/${format}`

/** A whole dataset of STAR, the public transport network. */
export const star = (dataset: string, format = 'json') =>
  `https://data.explore.star.fr/api/explore/v2.1/catalog/datasets/${dataset}/exports/${format}`
