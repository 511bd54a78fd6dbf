-- Where the features of a version are, in degrees: not the box of their box, which is larger.

alter table materialization add column extent float8[];
comment on column materialization.extent is 'West, south, east and north of the features, in degrees; null without geometry, and of versions made before it was kept.';
