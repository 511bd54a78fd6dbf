import { raw } from 'hono/html'
import { unitWord } from '../../../../kernel/index.ts'
import type { Snapshot } from '../../../read/snapshots.ts'
import type { Tell } from '../../common/html/frame.tsx'
import { legendary, MARK } from '../../styles/legend-layout.ts'
import { markOf } from '../../styles/legend-svg.ts'
import type { Symbology } from '../../styles/symbology.ts'
import { attributesOf } from '../tileset.ts'
import { assetOf } from './assets.ts'

interface MapProps {
  readonly snapshot: Snapshot
  readonly symbology: Symbology
  /** All the styles of the dataset. */
  readonly styles: readonly Symbology[]
  /** West, south, east, north. */
  readonly bounds: readonly number[]
  readonly version: string
  readonly language: 'fr' | 'en'
  readonly tell: Tell
}

/** The files that a map needs. */
export const mapFiles = (version: string) => ({
  styles: [assetOf('maplibre-gl.css', version), assetOf('tiles.css', version)],
  scripts: [assetOf('tiles.js', version)],
})

/** The tiles on a map, drawn in one of the styles of the dataset, with its legend. */
export function TileMap({ snapshot, symbology, styles, bounds, version, language, tell }: MapProps) {
  const { node } = snapshot
  const settings = {
    style: `/ogc/styles/${encodeURIComponent(symbology.id)}?lang=${language}`,
    dataset: node.name,
    bounds,
    language: language === 'fr' ? 'fr-FR' : 'en-GB',
    library: assetOf('maplibre-gl.mjs', version),
    worker: assetOf('maplibre-gl-worker.mjs', version),
    columns: attributesOf(node).map((name) => {
      const { column, title, unit } = node.rows.columns[name]!
      return { name, type: column, title: title[language], unit: unitWord(unit, language) }
    }),
    words: {
      label: tell(
        'Carte. Flèches : se déplacer ; plus et moins : agrandir, réduire ; Entrée : attributs de l’objet au centre.',
        'Map. Arrows: move; plus and minus: zoom in and out; Enter: attributes of the feature in the middle.',
      ),
      nothing: tell('Rien ici.', 'Nothing here.'),
      failed: tell('La carte n’a pas pu être dessinée.', 'The map could not be drawn.'),
      yes: tell('oui', 'yes'),
      no: tell('non', 'no'),
      zoomIn: tell('Agrandir', 'Zoom in'),
      zoomOut: tell('Réduire', 'Zoom out'),
    },
  }
  return (
    <section aria-labelledby="map-title">
      <h2 id="map-title">{tell('Les tuiles sur une carte', 'The tiles on a map')}</h2>
      {styles.length > 1 && (
        <form method="get">
          <input type="hidden" name="f" value="html" />
          <label>
            {tell('Dessiner selon', 'Draw by')}{' '}
            <select name="style">
              {styles.map(({ id, title }) => (
                <option value={id} selected={id === symbology.id}>
                  {id === node.name ? tell('choix habituel : ', 'usual choice: ') : ''}
                  {title[language]}
                </option>
              ))}
            </select>
          </label>{' '}
          <button type="submit">{tell('Appliquer', 'Apply')}</button>
        </form>
      )}
      <div class="tile-map" data-tiles={JSON.stringify(settings)}>
        <noscript>
          <p>
            {tell(
              'La carte demande JavaScript et WebGL ; les mêmes objets sont dans la liste plus bas.',
              'The map needs JavaScript and WebGL; the same features are in the list below.',
            )}
          </p>
        </noscript>
        <p class="tile-status quiet" role="status" />
        <div class="tile-attributes" aria-live="polite">
          <p class="quiet">
            {tell(
              'Cliquez sur un objet pour lire ses attributs ; au clavier : flèches, plus, moins, puis Entrée.',
              'Click a feature to read its attributes; on the keyboard: arrows, plus, minus, then Enter.',
            )}
          </p>
        </div>
      </div>
      <div class="tile-legend">
        <h3>{symbology.title[language]}</h3>
        <ul>
          {symbology.legend.map(({ label, colour }) => (
            <li>
              <svg width={MARK.width} height={MARK.height} aria-hidden="true">
                {raw(markOf(legendary(symbology), colour))}
              </svg>
              {label[language]}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
