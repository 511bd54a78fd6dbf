import { type Fragment, q, raw } from './fragment.ts'

/**
 * The area a datastream observed: what was said of it, else the box of the features it has observations of, as the point or
 * polygon it is. Worked out as it is read, so that it is right whatever was written or deleted.
 */
export const observedArea = (alias: string): Fragment => q`coalesce(${raw(alias)}.observed_area, (
  select case
    when count(f.west) = 0 then null
    when min(f.west) = max(f.east) and min(f.south) = max(f.north)
      then jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(min(f.west), min(f.south)))
    else jsonb_build_object('type', 'Polygon', 'coordinates', jsonb_build_array(jsonb_build_array(
      jsonb_build_array(min(f.west), min(f.south)), jsonb_build_array(max(f.east), min(f.south)),
      jsonb_build_array(max(f.east), max(f.north)), jsonb_build_array(min(f.west), max(f.north)),
      jsonb_build_array(min(f.west), min(f.south)))))
  end
  from datastream_foi l join feature_of_interest f on f.id = l.foi where l.datastream = ${raw(alias)}.id))`
