// What a territory or a pack written elsewhere imports as `city-orchestra`; connectors are in `city-orchestra/connect`.
export type { Asset, AssetRef, Making, Pack, RowOf, Source, Table, Territory } from './kernel/index.ts'
export {
  asset,
  bind,
  boolean,
  check,
  date,
  definePack,
  defineTerritory,
  fileAsset,
  geometry,
  instant,
  integer,
  json,
  nullable,
  number,
  optional,
  sql,
  table,
  text,
} from './kernel/index.ts'
