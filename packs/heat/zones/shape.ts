import { type Bilingual, integer, nullable, number, table, text } from '../../../src/kernel/index.ts'
import { lczTypes } from '../../../src/models/lcz/index.ts'
import { blockArea, blockId, blockKind, blockOutline } from '../blocks/shape.ts'

const both = (fr: string, en: string): Bilingual => ({ fr, en })
const named = (language: keyof Bilingual) =>
  Object.entries(lczTypes)
    .map(([type, { name }]) => `${type} ${name[language]}`)
    .join(', ')
const zone = (title: Bilingual, description: Bilingual) => nullable(text({ title, description }))
const share = (title: Bilingual, description: Bilingual) => number({ title, description, unit: '1' })
const metres = (title: Bilingual, description: Bilingual) => nullable(number({ title, description, unit: 'm' }))

/** A block with the indicators of its form and of what covers it, and the local climate zone they make. */
export const ClimateZone = table('climate_zone', {
  id: blockId,
  kind: blockKind,
  lcz: zone(
    both('Zone climatique locale', 'Local climate zone'),
    both(
      `Type de Stewart et Oke (2012) : ${named('fr')}. Vide quand trop peu d’indicateurs sont connus.`,
      `Type of Stewart and Oke (2012): ${named('en')}. Empty when too few indicators are known.`,
    ),
  ),
  second: zone(
    both('Second type le plus proche', 'Second nearest type'),
    both('Dans la même famille, bâtie ou non.', 'Of the same family, built or not.'),
  ),
  certainty: nullable(
    share(
      both('Certitude', 'Certainty'),
      both(
        'De 0 (le second type est aussi proche) à 1 : (d₂ − d₁) ÷ (d₂ + d₁ + 0,1), multiplié par la part connue des indicateurs. Ce n’est pas une probabilité.',
        'From 0 (the second type is as near) to 1: (d₂ − d₁) ÷ (d₂ + d₁ + 0.1), times the share of the indicators that is known. It is no probability.',
      ),
    ),
  ),
  distance: nullable(
    number({
      title: both('Distance au type', 'Distance to the type'),
      description: both(
        'Moyenne quadratique pondérée de ce qui sort des intervalles du type, en écarts types de leurs limites ; 0 dedans.',
        'Weighted root mean square of what is outside the ranges of the type, in standard deviations of their limits; 0 inside.',
      ),
      unit: '1',
    }),
  ),
  missing: integer({
    title: both('Indicateurs manquants', 'Missing indicators'),
    description: both(
      'Parmi les sept de Stewart et Oke (2012), laissés de côté.',
      'Of the seven of Stewart and Oke (2012), left out.',
    ),
    unit: '1',
  }),
  area: blockArea,
  buildings: nullable(
    integer({
      title: both('Bâtiments', 'Buildings'),
      description: both(
        'Ceux dont un point intérieur est dans l’îlot : chacun compte une fois.',
        'Those with a point inside in the block: each counts once.',
      ),
      unit: '{building}',
    }),
  ),
  building_fraction: nullable(
    share(
      both('Part bâtie', 'Building fraction'),
      both('Emprise des bâtiments ÷ surface, par mailles.', 'Footprints ÷ area, by cells.'),
    ),
  ),
  mean_height: metres(
    both('Hauteur moyenne', 'Mean height'),
    both(
      'Des bâtiments, pondérée par leur emprise dans l’îlot.',
      'Of buildings, weighted by their footprint in the block.',
    ),
  ),
  height_deviation: metres(
    both('Écart type des hauteurs', 'Standard deviation of heights'),
    both('Pondéré de même.', 'Weighted alike.'),
  ),
  roughness_height: metres(
    both('Hauteur des éléments de rugosité', 'Height of roughness elements'),
    both(
      'Moyenne géométrique des hauteurs de bâtiments (Stewart et Oke 2012), pondérée par leur emprise.',
      'Geometric mean of building heights (Stewart and Oke 2012), weighted by footprint.',
    ),
  ),
  known_heights: nullable(
    share(
      both('Part des hauteurs connues', 'Share of known heights'),
      both('De l’emprise bâtie ; les autres hauteurs sont supposées.', 'Of the footprints; other heights are assumed.'),
    ),
  ),
  large_fraction: nullable(
    share(
      both('Part des grands bâtiments', 'Share of large buildings'),
      both('De l’emprise bâtie : halles, commerces, hangars.', 'Of the footprints: halls, shops, sheds.'),
    ),
  ),
  wall_density: nullable(
    share(
      both('Densité de façades', 'Wall density'),
      both(
        'Façades à l’air libre (sans les murs mitoyens) ÷ surface.',
        'Walls in the open (without party walls) ÷ area.',
      ),
    ),
  ),
  frontal_density: nullable(
    share(
      both('Densité frontale', 'Frontal area density'),
      both(
        'Façades face au vent ÷ surface, en moyenne sur ses directions : façades ÷ (π × surface).',
        'Walls that face the wind ÷ area, averaged over its directions: walls ÷ (π × area).',
      ),
    ),
  ),
  aspect_ratio: nullable(
    number({
      title: both('Rapport d’aspect', 'Aspect ratio'),
      description: both(
        'Hauteur ÷ largeur des rues : façades ÷ (2 × sol non bâti), comme dans TEB (Masson 2000).',
        'Height ÷ width of streets: walls ÷ (2 × ground not built on), as in TEB (Masson 2000).',
      ),
      unit: '1',
    }),
  ),
  sky_view: nullable(
    share(
      both('Facteur de vue du ciel', 'Sky view factor'),
      both('Au sol, moyenne de l’îlot, arbres non compris.', 'On the ground, mean of the block, without trees.'),
    ),
  ),
  sky_view_by: nullable(
    text({
      title: both('Origine de la vue du ciel', 'Where the sky view is from'),
      description: both(
        'cells (moyenne des mailles calculées), canyon (rue sans fin de même rapport d’aspect : √((h/l)² + 1) − h/l).',
        'cells (mean of the cells computed), canyon (endless street of the same aspect ratio: √((h/w)² + 1) − h/w).',
      ),
    }),
  ),
  impervious_fraction: nullable(
    share(
      both('Part imperméable', 'Impervious fraction'),
      both(
        'Sol revêtu, bâtiments non compris ; vide quand trop de sol est inconnu.',
        'Paved ground, without buildings; empty when too much of the ground is unknown.',
      ),
    ),
  ),
  pervious_fraction: nullable(
    share(
      both('Part perméable', 'Pervious fraction'),
      both(
        'Végétation, sol nu, eau ; vide quand trop de sol est inconnu.',
        'Plants, bare soil, water; empty when too much of the ground is unknown.',
      ),
    ),
  ),
  vegetation_fraction: share(
    both('Part végétale', 'Vegetation fraction'),
    both('Vue d’en haut : arbres, arbustes et végétation basse.', 'Seen from above: trees, shrubs and low plants.'),
  ),
  tree_fraction: share(
    both('Part arborée', 'Tree fraction'),
    both('Houppiers vus d’en haut, y compris sur les rues.', 'Crowns seen from above, over streets too.'),
  ),
  shrub_fraction: share(both('Part arbustive', 'Shrub fraction'), both('Vue d’en haut.', 'Seen from above.')),
  low_fraction: share(
    both('Part de végétation basse', 'Low vegetation fraction'),
    both('Vue d’en haut, là où une donnée le dit.', 'Seen from above, where some data says so.'),
  ),
  paved_fraction: share(
    both('Part revêtue visible', 'Visible paved fraction'),
    both('Vue d’en haut : rues et sols revêtus connus.', 'Seen from above: streets and known paved ground.'),
  ),
  bare_fraction: share(both('Part de sol nu', 'Bare soil fraction'), both('Vue d’en haut.', 'Seen from above.')),
  water_fraction: share(both('Part en eau', 'Water fraction'), both('Vue d’en haut.', 'Seen from above.')),
  unknown_fraction: share(
    both('Part inconnue', 'Unknown fraction'),
    both(
      'Sol dont aucune donnée ne dit la nature : jardins, cours, prés. Compté comme végétation basse dans les zones peu bâties.',
      'Ground whose nature no data says: gardens, yards, meadows. Counts as low plants where little is built.',
    ),
  ),
  tree_height: metres(
    both('Hauteur moyenne des arbres', 'Mean height of trees'),
    both('Des houppiers vus d’en haut ; souvent supposée.', 'Of crowns seen from above; often assumed.'),
  ),
  roughness_length: metres(
    both('Longueur de rugosité', 'Roughness length'),
    both(
      'Macdonald et al. (1998) pour les bâtiments, ou moyenne logarithmique des sols (Davenport et al. 2000) si elle est plus grande.',
      'Macdonald et al. (1998) for buildings, or the logarithmic mean of the grounds (Davenport et al. 2000) if greater.',
    ),
  ),
  displacement: metres(
    both('Hauteur de déplacement', 'Displacement height'),
    both('Macdonald et al. (1998), des bâtiments seuls.', 'Macdonald et al. (1998), of buildings alone.'),
  ),
  roughness_class: nullable(
    integer({
      title: both('Classe de rugosité', 'Roughness class'),
      description: both('De Davenport, 1 (eau) à 8 (centre chaotique).', 'Of Davenport, 1 (water) to 8 (chaotic).'),
      unit: '1',
    }),
  ),
  population: nullable(
    number({
      title: both('Habitants (estimation)', 'Inhabitants (estimate)'),
      description: both(
        'Des carreaux, en proportion de leur surface dans l’îlot ; personne n’habite l’eau.',
        'Of the cells of a grid, in proportion to their area in the block; nobody lives on water.',
      ),
      unit: '{person}',
    }),
  ),
  outline: blockOutline,
})
