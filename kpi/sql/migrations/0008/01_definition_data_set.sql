-- one row: one version of a definition, now with the data set (sample or own) beside which it was saved
alter table definition add column data_set varchar
