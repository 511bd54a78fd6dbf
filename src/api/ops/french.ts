/**
 * What each parameter of a query is for, in French, by what its schema says of it in English: schemas hold one text. What is only
 * words of a standard, between backquotes, is the same in both. A test asks that none is missing.
 */
const french: Readonly<Record<string, string>> = {
  'A column; `-column` from the largest.': 'Une colonne ; `-colonne` en commençant par le plus grand.',
  'A feature type: the id of a collection.': 'Un type d’objets : l’identifiant d’une collection.',
  'A filter in CQL2.': 'Un filtre en CQL2.',
  'A filter in CQL2: the features it lets pass are drawn.':
    'Un filtre en CQL2 : seuls les objets qui y répondent sont dessinés.',
  'A filter of FES 2.0.': 'Un filtre FES 2.0.',
  'A style for each, or nothing.': 'Un style pour chacune, ou rien.',
  'Along which line: `LINESTRING(…)`; `LINESTRINGM(…)` with times in seconds since 1970.':
    'Le long de quelle ligne : `LINESTRING(…)` ; `LINESTRINGM(…)` avec des temps en secondes depuis 1970.',
  'An instant, a day or an interval: `2024-01-01T00:00:00Z`, `2024-01-01/..`.':
    'Un instant, un jour ou un intervalle : `2024-01-01T00:00:00Z`, `2024-01-01/..`.',
  'An instant: the content that was served then, while its files are kept. Or a `pin`.':
    'Un instant : le contenu servi alors, tant que ses fichiers sont gardés. Ou un `pin`.',
  'An instant: the version that was served then; or a `pin`.': 'Un instant : la version servie alors ; ou un `pin`.',
  'Around which point: `POINT(-1.68 48.11)`.': 'Autour de quel point : `POINT(-1.68 48.11)`.',
  'Attributes, separated by commas. All of them by default.': 'Attributs, séparés par des virgules. Tous par défaut.',
  'Bands to give, separated by commas. All of them by default.':
    'Bandes à donner, séparées par des virgules. Toutes par défaut.',
  'By relevance when there are words, else the last changed first.':
    'Par pertinence s’il y a des mots, sinon les derniers modifiés d’abord.',
  'CRS of `bbox`. CRS84 by default.': 'Système de coordonnées de `bbox`. CRS84 par défaut.',
  'CRS of `bbox`. CRS84 by default: west, south, east, north in degrees.':
    'Système de coordonnées de `bbox`. CRS84 par défaut : ouest, sud, est, nord en degrés.',
  'CRS of the cells. That of the raster by default.': 'Système de coordonnées des mailles. Celui du raster par défaut.',
  'CRS of the geometries in `filter`. CRS84 by default.':
    'Système de coordonnées des géométries de `filter`. CRS84 par défaut.',
  'CRS of the geometries, by its OGC address: one of the `crs` of the collection.':
    'Système de coordonnées des géométries, par son adresse OGC : l’un des `crs` de la collection.',
  'CRS of the geometries: `urn:ogc:def:crs:EPSG::2154`.':
    'Système de coordonnées des géométries : `urn:ogc:def:crs:EPSG::2154`.',
  'CRS of the geometry given and of the answer. CRS84 by default; cells of rasters then stay in their own.':
    'Système de coordonnées de la géométrie donnée et de la réponse. CRS84 par défaut ; les mailles des rasters restent alors dans le leur.',
  'CRS of the picture. CRS84 by default.': 'Système de coordonnées de l’image. CRS84 par défaut.',
  'CRS of the positions. That of the dataset by default where the format can say it, else longitude and latitude.':
    'Système de coordonnées des positions. Par défaut celui du jeu de données si le format sait le dire, sinon longitude et latitude.',
  'CSV: geometries as WKT, or those of points as two columns. Both by default.':
    'CSV : les géométries en WKT, ou celles des points en deux colonnes. Les deux par défaut.',
  'ChirpStack: the event that the message tells: up, join, status…':
    'ChirpStack : l’événement que dit le message : up, join, status…',
  'Codes of the EU table of frequencies: DAILY.': 'Codes de la table européenne des fréquences : DAILY.',
  'Collections, separated by commas: at most 8. Those of the tileset by default.':
    'Collections, séparées par des virgules : 8 au plus. Celles du jeu de tuiles par défaut.',
  'Colour of what is drawn in one colour, six hexadecimal digits: where several datasets share a map.':
    'Couleur de ce qui est dessiné d’une seule couleur, en six chiffres hexadécimaux : pour plusieurs jeux de données sur une carte.',
  'Column of numbers; the first one by default.': 'Colonne de nombres ; la première par défaut.',
  'Column of time; the one of that role by default.': 'Colonne de temps ; celle de ce rôle par défaut.',
  'Columns to give, separated by commas, beside the geometry. All of them by default.':
    'Colonnes à donner, séparées par des virgules, en plus de la géométrie. Toutes par défaut.',
  'Columns, separated by commas. All of them by default.': 'Colonnes, séparées par des virgules. Toutes par défaut.',
  'Conditions, all of which must hold: `column:value`, `column>=value`, `column<=value`. Repeat it.':
    'Conditions, qui doivent toutes être remplies : `colonne:valeur`, `colonne>=valeur`, `colonne<=valeur`. À répéter.',
  'CoverageJSON, GeoJSON, CSV or GeoTIFF; by `Accept` when absent.':
    'CoverageJSON, GeoJSON, CSV ou GeoTIFF ; selon `Accept` à défaut.',
  'CoverageJSON, GeoTIFF or CSV; by `Accept` when absent.': 'CoverageJSON, GeoTIFF ou CSV ; selon `Accept` à défaut.',
  'Datasets of a page.': 'Jeux de données par page.',
  'Datasets that came or changed here since this instant: 2025-01-31T08:00:00Z.':
    'Jeux de données arrivés ou modifiés ici depuis cet instant : 2025-01-31T08:00:00Z.',
  'Datasets whose data begins by this day.': 'Jeux dont les données commencent au plus tard ce jour.',
  'Datasets whose data goes beyond this day: 2024-01-31.':
    'Jeux dont les données vont au-delà de ce jour : 2024-01-31.',
  'Datasets whose place meets this box: west, south, east, north in degrees.':
    'Jeux dont le lieu touche ce rectangle : ouest, sud, est, nord en degrés.',
  'Datasets, separated by commas, the first underneath.':
    'Jeux de données, séparés par des virgules, le premier dessous.',
  'Described since then: a day, a month, an instant.': 'Décrits depuis : un jour, un mois, un instant.',
  'Described until then.': 'Décrits jusque-là.',
  'EU data themes: TRAN. Repeated: any of them.':
    'Thèmes de données de l’Union européenne : TRAN. Répété : l’un d’eux.',
  'Features of an instant or an interval: `2024-01-01T00:00:00Z`, `2024-01-01/..`.':
    'Objets d’un instant ou d’un intervalle : `2024-01-01T00:00:00Z`, `2024-01-01/..`.',
  'Features whose geometry meets this box, and those that have none: four numbers (or six, heights are not looked at).':
    'Objets dont la géométrie touche ce rectangle, et ceux qui n’en ont pas : quatre nombres (ou six, sans égard aux altitudes).',
  'Features whose geometry meets this box: four numbers (or six, heights are not looked at).':
    'Objets dont la géométrie touche ce rectangle : quatre nombres (ou six, sans égard aux altitudes).',
  'First day shown. A week before the last by default.':
    'Premier jour montré. Une semaine avant le dernier par défaut.',
  'For the organisation that answers for the dataset, with its public key.':
    'Pour l’organisation qui répond du jeu de données, avec sa clé publique.',
  'For the page: the style that the map is drawn in.': 'Pour la page : le style dans lequel la carte est dessinée.',
  'Form of the output; by `Accept` when absent.': 'Forme de la sortie ; selon `Accept` à défaut.',
  'Format of the answer.': 'Format de la réponse.',
  'Format of the answer: a MapLibre style in both cases.':
    'Format de la réponse : un style MapLibre dans les deux cas.',
  'Format of the answer; by `Accept` when absent, GeoJSON by default.':
    'Format de la réponse ; selon `Accept` à défaut, GeoJSON sinon.',
  'Format of the answer; by `Accept` when absent.': 'Format de la réponse ; selon `Accept` à défaut.',
  'Format of the answer; JSON when absent.': 'Format de la réponse ; JSON à défaut.',
  'Formats: CSV, WMS.': 'Formats : CSV, WMS.',
  'From this day, or instant.': 'À partir de ce jour, ou de cet instant.',
  'How far, in `within-units`.': 'À quelle distance, en `within-units`.',
  'How many cells: `E(400),N(300)`.': 'Combien de mailles : `E(400),N(300)`.',
  'How many features a page has at most.': 'Combien d’objets au plus par page.',
  'How many features at most; all by default.': 'Combien d’objets au plus ; tous par défaut.',
  'How many features to skip.': 'Combien d’objets passer.',
  'How many features.': 'Combien d’objets.',
  'How many items to skip.': 'Combien d’éléments passer.',
  'How many items.': 'Combien d’éléments.',
  'How many jobs a page has at most.': 'Combien d’exécutions au plus par page.',
  'How many jobs to skip.': 'Combien d’exécutions passer.',
  'How many processes a page has at most.': 'Combien de traitements au plus par page.',
  'How many processes to skip.': 'Combien de traitements passer.',
  'How many records a page has.': 'Combien de fiches par page.',
  'How many records have each value of a member.': 'Combien de fiches ont chaque valeur d’un membre.',
  'How many records to skip.': 'Combien de fiches passer.',
  'How many records.': 'Combien de fiches.',
  'How many times fewer cells a side.': 'Combien de fois moins de mailles par côté.',
  'How values are gathered.': 'Comment les valeurs sont regroupées.',
  'Identifiers of records at their source, separated by commas: `value`, `scheme:value`, or a scheme alone, which is the source.':
    'Identifiants des fiches à leur source, séparés par des virgules : `valeur`, `schéma:valeur`, ou un schéma seul, qui est la source.',
  'Ids of features, separated by commas.': 'Identifiants d’objets, séparés par des virgules.',
  'Ids of records, separated by commas.': 'Identifiants de fiches, séparés par des virgules.',
  'In pixels.': 'En pixels.',
  'In which box, in `crs`: four numbers (or six, heights are not looked at).':
    'Dans quel rectangle, en `crs` : quatre nombres (ou six, sans égard aux altitudes).',
  'In which polygon, as well-known text: `POLYGON((…))`, `MULTIPOLYGON(…)`.':
    'Dans quel polygone, en texte WKT : `POLYGON((…))`, `MULTIPOLYGON(…)`.',
  'Instant; a day before `to` by default.': 'Instant ; un jour avant `to` par défaut.',
  'Instant; now by default.': 'Instant ; maintenant par défaut.',
  'Jobs asked for at an instant or in an interval.': 'Exécutions demandées à un instant ou dans un intervalle.',
  'Jobs that have lasted so many seconds at least.': 'Exécutions qui ont duré au moins tant de secondes.',
  'Jobs that have lasted so many seconds at most.': 'Exécutions qui ont duré au plus tant de secondes.',
  'Key of the measure.': 'Clé de la mesure.',
  'Keywords, without case nor accents.': 'Mots-clés, sans égard à la casse ni aux accents.',
  'Language of `filter`.': 'Langage de `filter`.',
  'Last day shown. The last of the data by default.': 'Dernier jour montré. Le dernier des données par défaut.',
  'Latitude of the position shown.': 'Latitude de la position montrée.',
  'Leave the geometries out.': 'Omettre les géométries.',
  'Levels. No collection here has any: refused, but in a cube, where it changes nothing.':
    'Niveaux. Aucune collection n’en a ici : refusé, sauf dans un cube, où cela ne change rien.',
  'Licences: etalab-2.0; `none` for those that state none.':
    'Licences : etalab-2.0 ; `none` pour les jeux qui n’en disent pas.',
  'Locations that touch this box.': 'Lieux qui touchent ce rectangle.',
  'Longitude of the position shown.': 'Longitude de la position montrée.',
  'Lower then upper corner, in the order of the axes of the CRS, which may follow.':
    'Coin inférieur puis supérieur, dans l’ordre des axes du système de coordonnées, qui peut suivre.',
  'Lower then upper corner, in the order of the axes of the CRS.':
    'Coin inférieur puis supérieur, dans l’ordre des axes du système de coordonnées.',
  'Members to give, separated by commas: `global_id,producer.organization_name`.':
    'Membres à donner, séparés par des virgules : `global_id,producer.organization_name`.',
  'Members to sort by, separated by commas; a minus sign for the greatest first.':
    'Membres par lesquels trier, séparés par des virgules ; un signe moins pour le plus grand d’abord.',
  'Metres, kilometres, miles or nautical miles.': 'Mètres, kilomètres, milles ou milles marins.',
  'Number of the page, from 1.': 'Numéro de la page, à partir de 1.',
  'Of the link.': 'Du lien.',
  'One’s own requests, those one decides of, or all of them.':
    'Ses propres demandes, celles dont on décide, ou toutes.',
  'Only for this dataset.': 'Pour ce jeu de données seulement.',
  'Only of this dataset.': 'De ce jeu de données seulement.',
  'Only of this request.': 'De cette demande seulement.',
  'Only of this row, with what was said of it.': 'De cette ligne seulement, avec ce qui en a été dit.',
  'Only of this source.': 'De cette source seulement.',
  'Only say what would be done.': 'Dire seulement ce qui serait fait.',
  'Only the records that became so.': 'Seulement les fiches qui le sont devenues.',
  'Only this device.': 'Cet équipement seulement.',
  'Only this family.': 'Cette famille seulement.',
  'Only this group.': 'Ce groupe seulement.',
  'Only this reason.': 'Ce motif seulement.',
  'Only those in this state.': 'Seulement ceux dans cet état.',
  'Only those with this code.': 'Seulement ceux de ce code.',
  'Only what this account did, or what was done about it.':
    'Seulement ce que ce compte a fait, ou ce qui a été fait à son sujet.',
  'Only what was done so.': 'Seulement ce qui a été fait ainsi.',
  'Page of this service to come back to.': 'Page de ce service où revenir.',
  'Parameters to give, separated by commas. All of them by default.':
    'Paramètres à donner, séparés par des virgules. Tous par défaut.',
  'Part of a name or of an address.': 'Une partie d’un nom ou d’une adresse.',
  'Part of a name.': 'Une partie d’un nom.',
  'Period; chosen by default so that there are at most 2,000.':
    'Période ; choisie par défaut pour qu’il y en ait 2 000 au plus.',
  'Pixels, 4096 at most.': 'Pixels, 4096 au plus.',
  'Processes, separated by commas.': 'Traitements, séparés par des virgules.',
  'Producers.': 'Producteurs.',
  'Properties to give, separated by commas. All of them by default.':
    'Propriétés à donner, séparées par des virgules. Toutes par défaut.',
  'Properties to give.': 'Propriétés à donner.',
  'Properties to sort by, each followed by `ASC` or `DESC`.':
    'Propriétés par lesquelles trier, chacune suivie de `ASC` ou `DESC`.',
  'Properties to sort by, separated by commas; `-` before one from the largest.':
    'Propriétés par lesquelles trier, séparées par des virgules ; `-` devant l’une pour commencer par le plus grand.',
  'Rasters: how many cells across. 0 for as many as there are.':
    'Rasters : combien de mailles en largeur. 0 pour autant qu’il y en a.',
  'Rasters: how many cells down. 0 for as many as there are.':
    'Rasters : combien de mailles en hauteur. 0 pour autant qu’il y en a.',
  'Records of a group to skip.': 'Fiches d’un groupe à passer.',
  'Records of a group.': 'Fiches d’un groupe.',
  'Records that cover an instant or an interval.': 'Fiches qui couvrent un instant ou un intervalle.',
  'Records whose extent meets this box: west, south, east, north in degrees.':
    'Fiches dont l’emprise touche ce rectangle : ouest, sud, est, nord en degrés.',
  'Rows whose box meets `west,south,east,north`, in degrees (EPSG:4326).':
    'Lignes dont l’emprise touche `ouest,sud,est,nord`, en degrés (EPSG:4326).',
  'Sources of the harvests; `house` for the datasets made here.':
    'Sources des moissons ; `house` pour les jeux faits ici.',
  'States, separated by commas: `accepted`, `running`, `successful`, `failed`, `dismissed`.':
    'États, séparés par des virgules : `accepted`, `running`, `successful`, `failed`, `dismissed`.',
  'The `pin` of a page of rows: tiles of the same content even if the data has changed since.':
    'Le `pin` d’une page de lignes : les tuiles du même contenu, même si les données ont changé depuis.',
  'The `pin` of a version.': 'Le `pin` d’une version.',
  'The `pin` of an earlier page: the same content even if the data has changed since.':
    'Le `pin` d’une page précédente : le même contenu, même si les données ont changé depuis.',
  'The band to draw. The first by default, or the one that the raster shows.':
    'La bande à dessiner. La première par défaut, ou celle que montre le raster.',
  'The parameter shown. The first by default.': 'Le paramètre montré. Le premier par défaut.',
  'The part between these values of its axes: `E(350000:352000),N(6789000:6790000)`, `Lat(48.1:48.2),Lon(-1.7:-1.6)`; one value an axis for a point.':
    'La partie entre ces valeurs de ses axes : `E(350000:352000),N(6789000:6790000)`, `Lat(48.1:48.2),Lon(-1.7:-1.6)` ; une valeur par axe pour un point.',
  'The part in this box: four numbers in `bbox-crs`.': 'La partie dans ce rectangle : quatre nombres en `bbox-crs`.',
  'The property whose values `GetPropertyValue` gives.': 'La propriété dont `GetPropertyValue` donne les valeurs.',
  'The records by value of a member.': 'Les fiches par valeur d’un membre.',
  'The same; now when absent.': 'De même ; maintenant à défaut.',
  'The station shown. The first by default.': 'La station montrée. La première par défaut.',
  'Types of job, separated by commas: `process`.': 'Types d’exécution, séparés par des virgules : `process`.',
  'Types of resource, separated by commas: `dataset`.': 'Types de ressource, séparés par des virgules : `dataset`.',
  'Until this day included, or before this instant.': 'Jusqu’à ce jour compris, ou avant cet instant.',
  'Weights other than the usual: `column:2`. Repeat it.': 'Poids autres que d’habitude : `colonne:2`. À répéter.',
  'What a dataset is to its territory: reference, territorial-interest, territory.':
    'Ce qu’un jeu de données est pour son territoire : reference, territorial-interest, territory.',
  'What to show, in `bbox-crs`. All of it by default.': 'Ce qu’il faut montrer, en `bbox-crs`. Tout par défaut.',
  'Where bands are times of one quantity: an instant, a day or an interval.':
    'Si les bandes sont les temps d’une grandeur : un instant, un jour ou un intervalle.',
  'Where bands are times of one quantity: the instant to draw.':
    'Si les bandes sont les temps d’une grandeur : l’instant à dessiner.',
  'Where, as well-known text: `POINT(-1.68 48.11)`, `MULTIPOINT(…)`.':
    'Où, en texte WKT : `POINT(-1.68 48.11)`, `MULTIPOINT(…)`.',
  'Which file of a raster or file dataset that is partitioned.':
    'Quel fichier d’un jeu de rasters ou de fichiers découpé en parties.',
  'Words of the name, or a part of the identifier.': 'Mots du nom, ou une partie de l’identifiant.',
  'Words. Forms of a word, synonyms and small mistakes are found too.':
    'Mots. Les formes d’un mot, les synonymes et les petites fautes sont trouvés aussi.',
  'Years of the last change.': 'Années de la dernière modification.',
  '`1.3.0` by default, or `1.1.1`.': '`1.3.0` par défaut, ou `1.1.1`.',
  '`CRS:84`, `EPSG:4326` (latitude first), `EPSG:3857`, `EPSG:2154`, `EPSG:3948`, and that of the territory.':
    '`CRS:84`, `EPSG:4326` (latitude d’abord), `EPSG:3857`, `EPSG:2154`, `EPSG:3948`, et celui du territoire.',
  '`GetCapabilities`, `DescribeFeatureType`, `GetFeature`, `GetPropertyValue`, `ListStoredQueries` or `DescribeStoredQueries`.':
    '`GetCapabilities`, `DescribeFeatureType`, `GetFeature`, `GetPropertyValue`, `ListStoredQueries` ou `DescribeStoredQueries`.',
  '`GetCapabilities`, `GetMap`, `GetFeatureInfo` or `GetLegendGraphic`.':
    '`GetCapabilities`, `GetMap`, `GetFeatureInfo` ou `GetLegendGraphic`.',
  '`TRUE` for no ground.': '`TRUE` pour un fond transparent.',
  '`application/gml+xml; version=3.2` or `application/geo+json`.':
    '`application/gml+xml; version=3.2` ou `application/geo+json`.',
  '`hits` for the number of features only.': '`hits` pour le nombre d’objets seulement.',
  '`image/png` or `image/jpeg`.': '`image/png` ou `image/jpeg`.',
  'good, fair, poor.': 'good (bonne), fair (moyenne), poor (faible).',
  'open, restricted, personal.': 'open (ouvertes), restricted (restreintes), personal (personnelles).',
  'Words that the title, description or keywords hold, or forms of them, synonyms and small mistakes: all of those that spaces separate, or any of what commas separate.':
    'Mots du titre, de la description ou des mots-clés, leurs formes, leurs synonymes ou de petites fautes : tous ceux que séparent des espaces, ou l’un de ce que séparent des virgules.',
  'Format of the answer: a page.': 'Format de la réponse : une page.',
}

/** The French of a description; itself where it is none of ours. */
export const inFrench = (description: string): string => french[description] ?? description

/** Whether a description is told in French too. */
export const hasFrench = (description: string): boolean =>
  description in french || /^(?:`[^`]*`[.,\s]*)+$/.test(description)
