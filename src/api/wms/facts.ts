import { boxIn, type Language, type Node } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { coverageOf, timedOf } from '../ogc/coverages/index.ts'
import { type Legendary, layOut, legendary } from '../ogc/styles/legend-layout.ts'
import { stylesOf } from '../ogc/styles/open.ts'
import { spatialExtent } from '../read/extent.ts'
import type { Snapshot } from '../read/snapshots.ts'
import type { Summary } from '../read/summaries.ts'
import type { LayerFacts, StyleFacts } from './layer-facts.ts'
import { bandOf, rasterLegend, stylesTold } from './raster.ts'

/** The facts of a layer that is made, worked out once for each of its versions. */
export const factsOf = (deps: Deps, node: Node, summary: Summary, language: Language): Promise<LayerFacts> =>
  deps.kept.layers(`${node.name} ${language} ${summary.key}`, async () => {
    const snapshot = await deps.snapshots.current(node)
    return deps.reads.run(() =>
      node.kind === 'raster'
        ? factsOfRaster(deps, snapshot, language)
        : factsOfTable(deps, snapshot, summary, language),
    )
  })

async function factsOfTable(deps: Deps, snapshot: Snapshot, summary: Summary, language: Language): Promise<LayerFacts> {
  const box = spatialExtent(snapshot.node, summary)
  const styles = await stylesOf(deps, snapshot)
  return {
    box: box && [box[0]!, box[1]!, box[2]!, box[3]!],
    times: undefined,
    styles: styles.map((symbology) => styleFacts(symbology.id, legendary(symbology), language)),
  }
}

async function factsOfRaster(deps: Deps, snapshot: Snapshot, language: Language): Promise<LayerFacts> {
  const coverage = await coverageOf(deps, snapshot)
  const { raster, bands } = coverage
  const all = timedOf(bands)?.map(({ at }) => at) ?? []
  return {
    box: boxIn(raster.bbox, raster.crs, 'EPSG:4326'),
    times: snapshot.node.times && { all, usual: bandOf(coverage, '').at! },
    styles: await Promise.all(
      stylesTold(coverage).map(async (id) => styleFacts(id, await rasterLegend(deps, coverage, id), language)),
    ),
  }
}

const styleFacts = (id: string, legend: Legendary, language: Language): StyleFacts => {
  const { width, height } = layOut(legend, language)
  return { id, title: legend.title[language], width, height }
}
