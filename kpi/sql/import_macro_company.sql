-- one row: nothing; import_company(cell) is a company as two are compared: without its legal form and spaces
create or replace temp macro import_company(cell) as
nullif(regexp_replace(lower(nfc_normalize(import_ascii(cell))),
    '株式会社|有限会社|合同会社|\(株\)|\(有\)|[㈱㈲\s]|,? ?(inc|ltd|co|corp|llc)\.?$', '', 'g'), '')
