export {
  type CataloguePage,
  catalogueAddress,
  datasetAddress,
  describeCatalogue,
  describeDataset,
} from './dcat/describe.ts'
export { type Syntax, syntaxes, writeRdf } from './dcat/write.ts'
export type {
  CatalogueRecord,
  DatasetRecord,
  FileDistribution,
  Frequency,
  Organisation,
  ServiceDistribution,
} from './record.ts'
