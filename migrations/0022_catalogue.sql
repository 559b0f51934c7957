-- +goose Up

-- The Common Procurement Vocabulary as the operator took it in (Regulation 213/2008). Its
-- check digits follow no formula, so that only the list tells a wrong code.
create table cpv_code (
  code     text not null constraint cpv_code_pk primary key,
  label_de text not null,
  label_en text not null,
  constraint cpv_code_form check (code ~ '^[0-9]{8}-[0-9]$')
);
comment on table cpv_code is 'Codes of the Common Procurement Vocabulary; empty while nobody took the list in, and then any code of the right form is taken';
grant select, insert, update, delete on cpv_code to allmende_app;

-- What a supplier sent as its catalogue of a contract, checked line by line and compared with
-- what was in force. It changes nothing until an officer who did not send it approves it.
create table catalogue_version (
  cooperative_id uuid not null,
  id             uuid not null,
  framework_id   uuid not null,
  supplier_id    uuid not null,
  number         integer not null,
  status         text not null,
  format         text not null,
  extent         text not null,
  file_name      text not null,
  file_size      bigint not null,
  file_hash      text not null,
  read_count     integer not null,
  new_count      integer not null,
  changed_count  integer not null,
  same_count     integer not null,
  gone_count     integer not null,
  fault_count    integer not null,
  dearer_count   integer not null,
  base_id        uuid,
  uploaded_by    uuid not null,
  uploaded_at    timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  reason         text not null default '',
  version        integer not null default 1,
  constraint catalogue_version_pk primary key (cooperative_id, id),
  constraint catalogue_version_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint catalogue_version_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint catalogue_version_on_base foreign key (cooperative_id, base_id) references catalogue_version (cooperative_id, id),
  constraint catalogue_version_uploaded_by_person foreign key (uploaded_by) references person (id),
  constraint catalogue_version_decided_by_person foreign key (decided_by) references person (id),
  constraint catalogue_version_number_unique unique (cooperative_id, framework_id, supplier_id, number),
  constraint catalogue_version_number_positive check (number >= 1),
  constraint catalogue_version_status_known check (status in ('staged', 'approved', 'rejected', 'superseded')),
  constraint catalogue_version_format_known check (format in ('bmecat-1.2', 'bmecat-2005', 'peppol', 'csv', 'xlsx')),
  constraint catalogue_version_extent_known check (extent in ('whole', 'items', 'prices')),
  constraint catalogue_version_file_named check (char_length(file_name) between 1 and 200),
  constraint catalogue_version_file_hash_sha256 check (file_hash ~ '^[0-9a-f]{64}$' and file_size >= 0),
  constraint catalogue_version_counts check (new_count >= 0 and changed_count >= 0 and same_count >= 0 and gone_count >= 0 and fault_count >= 0
    and read_count >= 0 and dearer_count between 0 and changed_count),
  constraint catalogue_version_decision_complete check ((status in ('approved', 'rejected')) = (decided_by is not null) and (decided_by is null) = (decided_at is null)
    and (status = 'rejected') = (reason <> '')),
  constraint catalogue_version_approved_by_another check (status <> 'approved' or decided_by <> uploaded_by),
  constraint catalogue_version_reason_length check (char_length(reason) <= 2000),
  constraint catalogue_version_times_finite check (isfinite(uploaded_at) and isfinite(decided_at)),
  constraint catalogue_version_positive check (version >= 1)
);
comment on table catalogue_version is 'Catalogues as they were sent (G-FRA): staged until an officer other than the sender approves or rejects them, superseded by the next one';
comment on column catalogue_version.extent is 'Whole: what it does not name is gone; items: single items are added, changed or removed; prices: nothing but prices';
comment on column catalogue_version.base_id is 'The version in force that it was compared with';
comment on column catalogue_version.file_hash is 'SHA-256 of the file as it was sent';
create index catalogue_version_of_framework on catalogue_version (cooperative_id, framework_id, id);
create index catalogue_version_of_supplier on catalogue_version (cooperative_id, supplier_id);
create index catalogue_version_on_base on catalogue_version (cooperative_id, base_id) where base_id is not null;
create unique index catalogue_version_one_waits on catalogue_version (cooperative_id, framework_id, supplier_id) where status = 'staged';
select guard_business_table('catalogue_version');

-- What a version says about items that are new or change; whoever wants to know what an item
-- is follows framework_item.line_id to here.
create table catalogue_line (
  cooperative_id      uuid not null,
  id                  uuid not null,
  version_id          uuid not null,
  line                integer not null,
  change              text not null,
  item_id             uuid not null,
  was_id              uuid,
  was_price           numeric(15,6),
  article_number      text not null,
  contract_position   integer,
  name                text collate "de-x-icu" not null,
  description         text not null,
  category            text not null,
  cpv                 text not null,
  unit                text not null,
  price               numeric(15,6) not null,
  manufacturer        text not null,
  manufacturer_number text not null,
  gtin                text not null,
  delivery_days       integer,
  labels              text[] not null,
  security_profile    text not null,
  end_of_life         date,
  successor           text not null,
  accessories         text[] not null,
  variants            text[] not null,
  attributes          jsonb not null,
  parts               jsonb not null,
  media               jsonb not null,
  tiers               jsonb not null,
  constraint catalogue_line_pk primary key (cooperative_id, id),
  constraint catalogue_line_of_version foreign key (cooperative_id, version_id) references catalogue_version (cooperative_id, id),
  constraint catalogue_line_article_once unique (cooperative_id, version_id, article_number),
  constraint catalogue_line_item_once unique (cooperative_id, version_id, item_id),
  constraint catalogue_line_change_known check (change in ('new', 'changed') and (change = 'changed') = (was_price is not null)),
  constraint catalogue_line_article_length check (char_length(article_number) between 1 and 50),
  constraint catalogue_line_name_length check (char_length(name) between 2 and 200),
  constraint catalogue_line_text_lengths check (char_length(description) <= 8000 and char_length(manufacturer) <= 200 and char_length(manufacturer_number) <= 100
    and char_length(security_profile) <= 100 and char_length(successor) <= 50),
  constraint catalogue_line_category_known check (category in ('hardware', 'software', 'service', 'data-center')),
  constraint catalogue_line_cpv_form check (cpv ~ '^([0-9]{8}-[0-9])?$'),
  constraint catalogue_line_unit_form check (unit ~ '^[A-Z0-9]{2,3}$'),
  constraint catalogue_line_gtin_form check (gtin ~ '^([0-9]{8}|[0-9]{12,14})?$'),
  constraint catalogue_line_price_in_range check (price > 0 and price <= 999999999.999999),
  constraint catalogue_line_delivery_in_range check (delivery_days between 0 and 999),
  constraint catalogue_line_end_of_life_finite check (isfinite(end_of_life))
);
comment on table catalogue_line is 'New and changed items as a version of a catalogue gives them; all lines of a version come at once and never change';
comment on column catalogue_line.line is 'Where it stands in the file: the line of a table or an XML file';
comment on column catalogue_line.item_id is 'The item that it describes; a new one bears the line''s own id';
comment on column catalogue_line.was_id is 'The line that described the item before, or null for an item that came by an award';
comment on column catalogue_line.contract_position is 'Of an item that was awarded: its position in the contract, which ties it to an article';
comment on column catalogue_line.parts is 'Of a configuration: the articles and quantities that it is made of';
comment on column catalogue_line.media is 'Images and data sheets as the catalogue names them; the files themselves are in catalogue_media';
comment on column catalogue_line.tiers is 'Prices from larger quantities on';
select guard_set_table('catalogue_line', 'version_id');

create table catalogue_gone (
  cooperative_id uuid not null,
  id             uuid not null,
  version_id     uuid not null,
  item_id        uuid not null,
  article_number text not null,
  name           text collate "de-x-icu" not null,
  price          numeric(15,6) not null,
  retired        text not null,
  successor      text not null,
  constraint catalogue_gone_pk primary key (cooperative_id, id),
  constraint catalogue_gone_of_version foreign key (cooperative_id, version_id) references catalogue_version (cooperative_id, id),
  constraint catalogue_gone_item_once unique (cooperative_id, version_id, item_id),
  constraint catalogue_gone_retired_known check (retired in ('replaced', 'blocked'))
);
comment on table catalogue_gone is 'Items that a version takes out: replaced by their successor, or blocked';
select guard_set_table('catalogue_gone', 'version_id');

create table catalogue_fault (
  cooperative_id uuid not null,
  id             uuid not null,
  version_id     uuid not null,
  line           integer not null,
  article_number text not null,
  field          text not null,
  code           text not null,
  params         jsonb not null,
  taken          boolean not null,
  constraint catalogue_fault_pk primary key (cooperative_id, id),
  constraint catalogue_fault_of_version foreign key (cooperative_id, version_id) references catalogue_version (cooperative_id, id),
  constraint catalogue_fault_code_form check (code ~ '^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$')
);
comment on table catalogue_fault is 'The report by line: what of a file was not taken, and why. The items keep what they had';
comment on column catalogue_fault.taken is 'The article was taken all the same, without what is wrong';
create index catalogue_fault_of_version on catalogue_fault (cooperative_id, version_id, line, id);
select guard_set_table('catalogue_fault', 'version_id');

-- Images and data sheets that came with an upload. Nothing is shown from anywhere else.
create table catalogue_media (
  cooperative_id uuid not null,
  id             uuid not null,
  version_id     uuid not null,
  framework_id   uuid not null,
  supplier_id    uuid not null,
  name           text not null,
  content_type   text not null,
  size           integer not null,
  hash           text not null,
  content        bytea not null,
  constraint catalogue_media_pk primary key (cooperative_id, id),
  constraint catalogue_media_of_version foreign key (cooperative_id, version_id) references catalogue_version (cooperative_id, id),
  constraint catalogue_media_once unique (cooperative_id, version_id, name),
  constraint catalogue_media_name_length check (char_length(name) between 1 and 200),
  constraint catalogue_media_type_known check (content_type in ('image/png', 'image/jpeg', 'image/webp', 'application/pdf')),
  constraint catalogue_media_size check (size = length(content) and size between 1 and 5242880),
  constraint catalogue_media_hash check (hash = encode(sha256(content), 'hex'))
);
comment on table catalogue_media is 'Images and data sheets that came with a catalogue, at most 5 MiB each';
create index catalogue_media_by_name on catalogue_media (cooperative_id, framework_id, supplier_id, name, id);
select guard_append_only_table('catalogue_media');

create table catalogue_mapping (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  columns        jsonb not null,
  version        integer not null default 1,
  constraint catalogue_mapping_pk primary key (cooperative_id, id),
  constraint catalogue_mapping_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint catalogue_mapping_one_per_supplier unique (cooperative_id, supplier_id),
  constraint catalogue_mapping_is_object check (jsonb_typeof(columns) = 'object'),
  constraint catalogue_mapping_version_positive check (version >= 1)
);
comment on table catalogue_mapping is 'Which column of a supplier''s own tables holds what';
select guard_business_table('catalogue_mapping');

-- The items of a contract: those that were awarded, and those that came by catalogue. The
-- latter are bounded by the contract's value and the quotas alone.
alter table framework_item
  alter tender_item_id drop not null,
  alter maximum_quantity drop not null,
  add supplier_id    uuid,
  add article_number text,
  add line_id        uuid,
  add retired        text,
  add constraint framework_item_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  add constraint framework_item_as_line foreign key (cooperative_id, line_id) references catalogue_line (cooperative_id, id),
  add constraint framework_item_retired_known check (retired in ('replaced', 'blocked')),
  add constraint framework_item_catalogued check ((line_id is null) = (article_number is null) and (line_id is null) = (supplier_id is null)),
  add constraint framework_item_awarded_or_catalogued check (tender_item_id is not null and maximum_quantity is not null or line_id is not null);
comment on column framework_item.article_number is 'The supplier''s number of the article, once it is in the supplier''s catalogue';
comment on column framework_item.line_id is 'The line of a catalogue that describes the item as it is now';
comment on column framework_item.retired is 'Null: can be called off. Replaced by a successor, or blocked';
create or replace view framework_item_standing with (security_invoker = true) as
  select i.cooperative_id, i.id, i.framework_id, i.tender_item_id, i.position, i.name, i.description, i.category, i.cpv, i.unit, i.price, i.maximum_quantity, i.version, i.search,
    c.drawn::numeric(12,3) as drawn_quantity, i.retired is not null as retired
  from framework_item i join ceiling c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id;
create unique index framework_item_article_unique on framework_item (cooperative_id, framework_id, supplier_id, article_number);
