-- +goose Up

-- The nearest words to one that is misspelt. Part of PostgreSQL, and trusted: the owner of
-- the database may create it.
create extension if not exists pg_trgm with schema public;

-- German as catalogues write it: stems, without the words that say nothing.
create text search dictionary search_german (template = snowball, language = german, stopwords = german);
create text search configuration search_german (copy = pg_catalog.german);
alter text search configuration search_german alter mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part with search_german;

-- Text in one spelling, words only: without case, accents and signs; umlauts where they
-- were written out (Geraet, but not neue), ss for ß, and figures apart from their units.
-- The stemmer takes the umlauts for their base letters, so that Gerät, Geraet and Gerat
-- come to the same stem.
-- +goose StatementBegin
create function search_spelled(p_text text) returns text language sql immutable strict parallel safe
  return trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(replace(
    case when p_text ~ '[^ -~ÄÖÜäöüß]' then translate(lower(normalize(p_text)), 'ÄÖÜàáâãåçèéêëìíîïñòóôõùúûýÀÁÂÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÙÚÛÝ', 'äöüaaaaaceeeeiiiinoooouuuyaaaaaceeeeiiiinoooouuuy')
      else translate(lower(p_text), 'ÄÖÜ', 'äöü') end,
    'ß', 'ss'), '([^aeiouäöüq]|^)ue', '\1ü', 'g'), 'ae', 'ä', 'g'), 'oe', 'ö', 'g'),
    '[^a-z0-9äöü]+|(?<=\d)(?=(?:gb|tb|mb|kb|ghz|mhz|zoll|mm|cm|kg|kw|va|mah|wh|ah|dpi|ppm|port|bit|mbit|gbit|kva|liter|blatt|seiten)(?![a-z0-9äöü]))', ' ', 'g'));
-- +goose StatementEnd

-- A word without its umlauts, as stems are.
-- +goose StatementBegin
create function search_plain(p_text text) returns text language sql immutable strict parallel safe
  return translate(p_text, 'äöü', 'aou');
-- +goose StatementEnd

-- An article number as one word: letters and digits only.
-- +goose StatementBegin
create function search_number(p_text text) returns text language sql immutable strict parallel safe
  return regexp_replace(lower(p_text), '[^a-z0-9]+', '', 'g');
-- +goose StatementEnd

-- What is searched of an item: the stems of all its text; those of its name once more
-- behind =, the first of them behind ^, and its numbers behind #, so that one index also
-- tells how well a word fits.
-- +goose StatementBegin
create function search_document(p_name text, p_text text, p_numbers text[]) returns tsvector language plpgsql immutable parallel safe set search_path = public, pg_temp as $$
declare
  spelled text := search_spelled(p_name);
  name tsvector := strip(to_tsvector('search_german', spelled));
  marked text[] := '{}';
  word text;
begin
  foreach word in array tsvector_to_array(name) loop
    marked := marked || ('=' || word);
  end loop;
  foreach word in array tsvector_to_array(to_tsvector('search_german', split_part(spelled, ' ', 1))) loop
    marked := marked || ('^' || word);
  end loop;
  foreach word in array p_numbers loop
    marked := marked || ('#' || search_number(word));
  end loop;
  return name || strip(to_tsvector('search_german', search_spelled(p_text))) || array_to_tsvector(marked);
end $$;
-- +goose StatementEnd

-- What follows from other tables, or is a person's own and no business, stands in a schema of
-- its own: no event stands for it.
create schema market;
grant usage on schema market to allmende_app;

-- The kinds of items there are in a contract by what they can be filtered by. A kind never
-- changes, so that whoever has read it need not read it again; only how many items are of
-- it now does.
create table market.kind (
  id             integer not null generated always as identity,
  cooperative_id uuid not null,
  framework_id   uuid not null,
  category       text not null,
  manufacturer   text not null,
  cpv_group      text not null,
  labels         text[] not null,
  delivery_days  integer not null,
  items          integer not null,
  constraint catalogue_kind_pkey primary key (id),
  constraint catalogue_kind_of_framework foreign key (cooperative_id, framework_id) references framework (cooperative_id, id),
  constraint catalogue_kind_once unique (cooperative_id, framework_id, category, manufacturer, cpv_group, labels, delivery_days),
  constraint catalogue_kind_counts_up check (items >= 0)
) with (fillfactor = 50);
comment on table market.kind is 'Items of a contract that are alike in all one can filter by, and how many there are. Kept by triggers.';
comment on column market.kind.cpv_group is 'The first three digits of the CPV code, or empty';
comment on column market.kind.delivery_days is 'Days until delivery, or -1 where they are not stated';

-- The catalogue as it is searched: one row for each item that can be called off, kept by triggers.
create table market.entry (
  cooperative_id uuid not null,
  item_id        uuid not null,
  kind           integer not null,
  price          bigint not null,
  name_key       text collate "C" not null,
  document       tsvector not null,
  constraint catalogue_entry_pkey primary key (cooperative_id, item_id)
);
comment on table market.entry is 'What the search reads of items that can be called off; all of it follows from the items, which never go away.';
comment on column market.entry.price is 'Millionths of a euro';
comment on column market.entry.name_key is 'The name in one spelling, as lists are in order by it';
create index catalogue_entry_by_word on market.entry using gin (document);
create index catalogue_entry_by_name on market.entry (cooperative_id, name_key, item_id);
create index catalogue_entry_by_price on market.entry (cooperative_id, price, item_id);
create index catalogue_entry_of_kind on market.entry (kind);

-- The words of all names, from which misspelt ones are put right.
create table market.word (
  cooperative_id uuid not null,
  word           text collate "C" not null,
  stem           text collate "C" not null,
  shown          text not null,
  items          integer not null,
  constraint catalogue_word_pkey primary key (cooperative_id, word),
  constraint catalogue_word_counts_up check (items > 0)
);
comment on table market.word is 'Words that occurred in the names of items, without umlauts and case, and in how many names. A word stays when its items go.';
comment on column market.word.shown is 'As it was written, umlauts and all';
create index catalogue_word_by_trigram on market.word using gin (word gin_trgm_ops);

alter table market.kind enable row level security;
alter table market.kind force row level security;
create policy same_cooperative on market.kind using (cooperative_id = (select current_cooperative()));
grant select on market.kind to allmende_app;
alter table market.entry enable row level security;
alter table market.entry force row level security;
create policy same_cooperative on market.entry using (cooperative_id = (select current_cooperative()));
alter table market.word enable row level security;
alter table market.word force row level security;
create policy same_cooperative on market.word using (cooperative_id = (select current_cooperative()));

-- Words that mean the same, as officers say.
create table search_synonym (
  cooperative_id uuid not null,
  id             uuid not null,
  words          text[] not null,
  created_at     timestamptz not null,
  removed_at     timestamptz,
  version        integer not null default 1,
  constraint search_synonym_pkey primary key (cooperative_id, id),
  constraint search_synonym_of_cooperative foreign key (cooperative_id) references cooperative (id),
  constraint search_synonym_of_several check (cardinality(words) between 2 and 20),
  constraint search_synonym_words_given check ('' <> all (words) and array_position(words, null) is null),
  constraint search_synonym_times_finite check (isfinite(created_at) and isfinite(removed_at)),
  constraint search_synonym_version_positive check (version >= 1)
);
comment on table search_synonym is 'Groups of words of which a search for one finds all.';
select guard_business_table('search_synonym');

-- What a person has put together for a member. It is no record of business: nothing is
-- reserved, and it goes away when it is ordered or emptied.
create table market.basket_line (
  cooperative_id uuid not null,
  person_id      uuid not null,
  member_id      uuid not null,
  item_id        uuid not null,
  quantity       numeric(12,3) not null,
  price          numeric(15,6) not null,
  put_at         timestamptz not null,
  constraint basket_line_pkey primary key (cooperative_id, person_id, member_id, item_id),
  constraint basket_line_of_person foreign key (person_id) references person (id),
  constraint basket_line_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint basket_line_of_item foreign key (cooperative_id, item_id) references framework_item (cooperative_id, id),
  constraint basket_line_quantity_positive check (quantity > 0 and quantity <= 999999999.999),
  constraint basket_line_price_in_range check (price between 0 and 999999999.999999),
  constraint basket_line_times_finite check (isfinite(put_at))
);
comment on table market.basket_line is 'Baskets: of a person, for a member. Nothing is reserved.';
comment on column market.basket_line.price is 'Of a unit, as the person last saw it';
create index basket_line_of_member on market.basket_line (cooperative_id, member_id);
create index basket_line_of_item on market.basket_line (cooperative_id, item_id);
alter table market.basket_line enable row level security;
alter table market.basket_line force row level security;
create policy same_cooperative on market.basket_line using (cooperative_id = (select current_cooperative())) with check (cooperative_id = (select current_cooperative()));
grant select, insert, update, delete on market.basket_line to allmende_app;

-- The items a person comes back to.
create table market.favourite (
  cooperative_id uuid not null,
  person_id      uuid not null,
  item_id        uuid not null,
  constraint favourite_pkey primary key (cooperative_id, person_id, item_id),
  constraint favourite_of_person foreign key (person_id) references person (id),
  constraint favourite_of_item foreign key (cooperative_id, item_id) references framework_item (cooperative_id, id)
);
comment on table market.favourite is 'Items that a person has marked.';
create index favourite_of_item on market.favourite (cooperative_id, item_id);
alter table market.favourite enable row level security;
alter table market.favourite force row level security;
create policy same_cooperative on market.favourite using (cooperative_id = (select current_cooperative())) with check (cooperative_id = (select current_cooperative()));
grant select, insert, delete on market.favourite to allmende_app;

-- Lists of items with quantities that are ordered again and again.
create table item_list (
  cooperative_id uuid not null,
  id             uuid not null,
  member_id      uuid not null,
  owner_id       uuid not null,
  shared         boolean not null,
  title          text not null,
  items          uuid[] not null,
  quantities     numeric(12,3)[] not null,
  created_at     timestamptz not null,
  removed_at     timestamptz,
  version        integer not null default 1,
  constraint item_list_pkey primary key (cooperative_id, id),
  constraint item_list_of_member foreign key (cooperative_id, member_id) references member (cooperative_id, id),
  constraint item_list_of_owner foreign key (owner_id) references person (id),
  constraint item_list_title_length check (char_length(title) between 1 and 100),
  constraint item_list_of_some_items check (cardinality(items) between 1 and 100),
  constraint item_list_quantity_for_each check (cardinality(items) = cardinality(quantities)),
  constraint item_list_quantities_positive check (0 < all (quantities) and 999999999.999 >= all (quantities)),
  constraint item_list_times_finite check (isfinite(created_at) and isfinite(removed_at)),
  constraint item_list_version_positive check (version >= 1)
);
comment on table item_list is 'Templates ("new desk"): items with quantities, for their owner or for all who buy for the member.';
create unique index item_list_title_unique on item_list (cooperative_id, member_id, title) where shared and removed_at is null;
create index item_list_of_member on item_list (cooperative_id, member_id);
create index item_list_of_owner on item_list (owner_id);
select guard_business_table('item_list');

-- What an item that can be called off is to the search, with its price of today.
create view catalogue_source as
  select i.cooperative_id, i.id as item_id, i.framework_id, i.category, coalesce(l.manufacturer, '') as manufacturer, left(i.cpv, 3) as cpv_group,
    coalesce(l.labels, '{}') as labels, coalesce(l.delivery_days, -1) as delivery_days, (p.price * 1000000)::bigint as price,
    coalesce(l.name, i.name)::text as name, coalesce(nullif(l.description, ''), i.description) as description,
    array_remove(array[i.article_number, l.manufacturer_number, l.gtin], null) as numbers
  from framework_item i
  left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
  cross join lateral item_price_at(i.cooperative_id, i.id, (allmende_clock() at time zone 'Europe/Berlin')::date, i.supplier_id) p
  where i.retired is null;

-- Brings the search up to date with items. Each row is looked up by its key, however small the
-- planner believes a table to be that has just been filled: hence the selects within selects.
-- +goose StatementBegin
create function catalogue_take_up(p_items uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  cooperative uuid := current_cooperative();
  sources catalogue_source[] := array(select (select s from catalogue_source s where s.cooperative_id = cooperative and s.item_id = i.id) from unnest(p_items) i (id));
begin
  sources := array(select s from unnest(sources) s where s.item_id is not null);
  with gone as (
    delete from market.entry e where e.cooperative_id = cooperative and e.item_id in (select i.id from unnest(p_items) i (id)) returning e.kind
  )
  update market.kind k set items = k.items - g.items from (select kind, count(*) as items from gone group by kind) g where k.id = g.kind;
  insert into market.kind (cooperative_id, framework_id, category, manufacturer, cpv_group, labels, delivery_days, items)
    select cooperative, s.framework_id, s.category, s.manufacturer, s.cpv_group, s.labels, s.delivery_days, count(*)
    from unnest(sources) s group by 2, 3, 4, 5, 6, 7 order by 2, 3, 4, 5, 6, 7
  on conflict on constraint catalogue_kind_once do update set items = kind.items + excluded.items;
  insert into market.entry (cooperative_id, item_id, kind, price, name_key, document)
    select cooperative, s.item_id, (select k.id from market.kind k where k.cooperative_id = cooperative and k.framework_id = s.framework_id and k.category = s.category
        and k.manufacturer = s.manufacturer and k.cpv_group = s.cpv_group and k.labels = s.labels and k.delivery_days = s.delivery_days),
      s.price, left(search_plain(search_spelled(s.name)), 60), search_document(s.name, s.description || ' ' || s.manufacturer, s.numbers)
    from unnest(sources) s;
  insert into market.word (cooperative_id, word, stem, shown, items)
    select cooperative, w.word, coalesce((ts_lexize('search_german', w.spelled))[1], w.word), w.shown, w.items
    from (
      select distinct on (search_plain(search_spelled(t.shown))) search_plain(search_spelled(t.shown)) as word, search_spelled(t.shown) as spelled, t.shown, t.items
      from (
        select lower(t) as shown, count(*) as items
        from unnest(sources) s cross join lateral regexp_split_to_table(s.name || ' ' || s.manufacturer, '[^[:alpha:]]+') t
        where char_length(t) > 3 group by 1
      ) t order by 1, t.items desc
    ) w
    where w.word ~ '^[a-z]+$' and cardinality(ts_lexize('search_german', w.spelled)) > 0
    order by 2
  on conflict (cooperative_id, word) do update set items = word.items + excluded.items;
end $$;
-- +goose StatementEnd
revoke all on function catalogue_take_up(uuid[]) from public;

-- +goose StatementBegin
create function catalogue_item_new() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform catalogue_take_up(array(select id from new_rows));
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function catalogue_item_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changed uuid[] := array(select n.id from new_rows n join old_rows o on o.id = n.id
  where (n.name, n.description, n.category, n.cpv, n.price, n.line_id, n.retired) is distinct from (o.name, o.description, o.category, o.cpv, o.price, o.line_id, o.retired));
begin
  if changed <> '{}' then
    perform catalogue_take_up(changed);
  end if;
  return null;
end $$;
-- +goose StatementEnd
revoke all on function catalogue_item_new(), catalogue_item_changed() from public;
create trigger catalogue_item_new after insert on framework_item referencing new table as new_rows for each statement execute function catalogue_item_new();
create trigger catalogue_item_changed after update on framework_item referencing new table as new_rows old table as old_rows for each statement execute function catalogue_item_changed();

-- The items that there are already.
-- +goose StatementBegin
do $$
declare c uuid;
begin
  for c in select distinct cooperative_id from framework_item loop
    perform set_config('app.cooperative_id', c::text, true);
    perform catalogue_take_up(array(select id from framework_item where cooperative_id = c));
  end loop;
end $$;
-- +goose StatementEnd

-- How many items of each kind match. It runs as the owner and says itself whose items it
-- reads, since an index on words may not be used beneath row-level security.
-- +goose StatementBegin
create function catalogue_hits(p_query tsquery, p_least bigint, p_most bigint, out kinds integer[], out items integer[]) language plpgsql stable security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
begin
  if p_query is null and p_least is null and p_most is null then
    select array_agg(k.id), array_agg(k.items) into kinds, items from market.kind k where k.cooperative_id = current_cooperative() and k.items > 0;
  elsif p_query is null then
    select array_agg(h.kind), array_agg(h.items) into kinds, items from (select e.kind, count(*)::integer as items from market.entry e
      where e.cooperative_id = current_cooperative() and e.price >= coalesce(p_least, 0) and e.price <= coalesce(p_most, 9223372036854775807) group by e.kind) h;
  else
    select array_agg(h.kind), array_agg(h.items) into kinds, items from (select e.kind, count(*)::integer as items from market.entry e
      where e.cooperative_id = current_cooperative() and e.document @@ p_query
        and e.price >= coalesce(p_least, 0) and e.price <= coalesce(p_most, 9223372036854775807) group by e.kind) h;
  end if;
end $$;
-- +goose StatementEnd
revoke all on function catalogue_hits(tsquery, bigint, bigint) from public;
grant execute on function catalogue_hits(tsquery, bigint, bigint) to allmende_app;

-- What is made of each word of a search: what it matches anywhere, in a name and as a name's
-- first word (its stem, what begins or ends with it, and what means the same), whether any item
-- has it, and if none has, words that are written alike.
-- +goose StatementBegin
create function catalogue_words(p_text text) returns table (word text, anywhere text, named text, foremost text, known boolean, alike jsonb)
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off set enable_indexscan = off
  set pg_trgm.similarity_threshold = 0.25 as $$
declare
  cooperative uuid := current_cooperative();
  plain text;
  root text;
  stems text[];
  terms tsquery[];
begin
  for word in select t from regexp_split_to_table(search_spelled(p_text), ' ') with ordinality w (t, n) where t <> '' order by n limit 10 loop
    plain := search_plain(word);
    if word ~ '^[a-zäöü]+$' then
      root := (ts_lexize('search_german', word))[1];
    else
      root := plain;
    end if;
    continue when root is null or plain in ('fur', 'uber');
    select array_agg(distinct q) into terms from search_synonym s cross join lateral unnest(s.words) w
      cross join lateral plainto_tsquery('search_german', search_spelled(w)) q
      where s.cooperative_id = cooperative and s.removed_at is null and numnode(q) > 0
        and exists (select from unnest(s.words) o where plainto_tsquery('search_german', search_spelled(o))::text = quote_literal(root));
    select array_agg(e.stem) into stems from (select v.stem from market.word v
      where v.cooperative_id = cooperative and char_length(root) >= 4 and (v.word like '%' || plain or v.word like '%' || root) order by v.items desc limit 20) e;
    stems := array(select distinct t from unnest(array[root] || stems) t where t is not null);
    anywhere := array_to_string(array(select quote_literal(t) from unnest(stems) t)
      || case when char_length(root) >= 5 then quote_literal(root) || ':*' when char_length(plain) >= 3 then quote_literal(plain) || ':*' end || array(select '(' || t::text || ')' from unnest(terms) t), ' | ');
    named := array_to_string(array(select quote_literal('=' || t) from unnest(array[root] || array(select trim(t::text, '''') from unnest(terms) t where numnode(t) = 1)) t), ' | ');
    foremost := replace(named, '''=', '''^');
    known := exists (select from market.word v where v.cooperative_id = cooperative and v.word >= plain and v.word < plain || '~')
      or terms is not null or cardinality(stems) > 1
      or exists (select from market.entry e where e.cooperative_id = cooperative and e.document @@ anywhere::tsquery);
    alike := case when not known then coalesce((select jsonb_agg(to_jsonb(a)) from (select v.word, v.shown, v.items from market.word v
      where v.cooperative_id = cooperative and v.word % plain order by similarity(v.word, plain) desc, v.items desc, v.word limit 20) a), '[]') else '[]' end;
    return next;
  end loop;
end $$;
-- +goose StatementEnd

-- A page of the items that match and are of certain kinds, a bit for each: the best first, of
-- several queries of which the earlier ones are the better, or by name or price. p_after is the
-- place of the last item before the page: query, name, price and item.
-- +goose StatementBegin
create function catalogue_page(p_queries tsquery[], p_kinds bytea, p_least bigint, p_most bigint, p_order text, p_after text[], p_limit integer)
  returns table (item_id uuid, tier integer, name_key text, price bigint) language plpgsql stable security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
declare
  rows integer;
  sought tsquery;
  after text;
  sorting text;
begin
  if p_queries is null then
    perform set_config('enable_indexscan', 'on', true);
  end if;
  case p_order
    when 'price' then sorting := 'e.price, e.item_id'; after := '(e.price, e.item_id) > ($6[3]::bigint, $6[4]::uuid)';
    when 'price-desc' then sorting := 'e.price desc, e.item_id desc'; after := '(e.price, e.item_id) < ($6[3]::bigint, $6[4]::uuid)';
    else sorting := 'e.name_key, e.item_id'; after := '(e.name_key, e.item_id) > ($6[2], $6[4]::uuid)';
  end case;
  for n in 1 .. coalesce(cardinality(p_queries), 1) loop
    continue when p_after is not null and n < p_after[1]::integer;
    sought := p_queries[n];
    for earlier in 1 .. n - 1 loop
      sought := sought && !!p_queries[earlier];
    end loop;
    return query execute format('select e.item_id, $7, e.name_key, e.price from market.entry e where e.cooperative_id = $1 %s and %s
        and case when e.kind < $3 then get_bit($2, e.kind) = 1 end %s %s order by %s limit %s',
      case when sought is null then '' else 'and e.document @@ $8' end, case when p_after is not null and n = p_after[1]::integer then after else 'true' end,
      case when p_least is null then '' else 'and e.price >= $4' end, case when p_most is null then '' else 'and e.price <= $5' end, sorting, p_limit)
      using current_cooperative(), p_kinds, 8 * length(p_kinds), p_least, p_most, p_after, n, sought;
    get diagnostics rows = row_count;
    p_limit := p_limit - rows;
    exit when p_limit <= 0;
  end loop;
end $$;
-- +goose StatementEnd
revoke all on function catalogue_words(text), catalogue_page(tsquery[], bytea, bigint, bigint, text, text[], integer) from public;
grant execute on function catalogue_words(text), catalogue_page(tsquery[], bytea, bigint, bigint, text, text[], integer) to allmende_app;

-- Items as a buyer sees them: item i of contract f, counted by t, that member e may call off now,
-- as l of a catalogue describes it; c counts and d is what is drawn of it, p its price today, v the
-- price of the quantity, n the next step of the price. It runs as the owner and says itself whose
-- items it reads, since row-level security of nine tables takes longer to plan than the rest to run.
-- +goose StatementBegin
create function catalogue_shown(p_member uuid, p_person uuid, p_items uuid[], p_quantity numeric, p_today date, p_detailed boolean) returns setof text
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  return query
    select json_strip_nulls(json_build_object('itemId', i.id, 'frameworkId', f.id, 'frameworkNumber', f.number, 'frameworkTitle', f.title,
      'name', coalesce(l.name, i.name), 'description', coalesce(nullif(l.description, ''), i.description), 'category', i.category, 'cpv', i.cpv, 'unit', i.unit, 'supplier', s.name,
      'manufacturer', l.manufacturer, 'articleNumber', i.article_number, 'labels', l.labels, 'deliveryDays', l.delivery_days,
      'price', price_text(p.price), 'total', v.total::text, 'nextFrom', trim_scale(n.from_quantity)::text, 'nextPrice', price_text(n.price),
      'remainingQuantity', trim_scale(i.maximum_quantity - d.quantity)::text, 'maximumQuantity', trim_scale(i.maximum_quantity)::text,
      'remainingValue', (f.maximum - t.drawn)::text, 'maximumValue', f.maximum::text, 'remainingQuota', (e.quota - e.drawn)::text, 'quota', e.quota::text,
      'inForceTo', f.in_force_to, 'attributes', case when p_detailed then l.attributes end,
      'favourite', exists (select from market.favourite m where m.cooperative_id = i.cooperative_id and m.person_id = p_person and m.item_id = i.id),
      'orderable', (i.maximum_quantity is null or p_quantity <= i.maximum_quantity - d.quantity) and v.total <= f.maximum - t.drawn
        and (e.quota is null or v.total <= e.quota - e.drawn)))::text
    from unnest(p_items) with ordinality as w (id, place)
    join framework_item i on i.cooperative_id = current_cooperative() and i.id = w.id and i.retired is null
    join framework f on f.cooperative_id = i.cooperative_id and f.id = i.framework_id
    join framework_drawn t on t.cooperative_id = f.cooperative_id and t.framework_id = f.id and not t.exhausted and f.halt_status is null and p_today between f.in_force_from and f.in_force_to
    join framework_member_standing e on e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = p_member
    left join ceiling c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id
    join supplier s on s.cooperative_id = f.cooperative_id and s.id = coalesce(i.supplier_id, f.supplier_id)
    left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
    cross join lateral (select coalesce(c.drawn, 0)::numeric(12,3) as quantity) d
    cross join lateral item_price_at(i.cooperative_id, i.id, p_today, i.supplier_id) p
    cross join lateral (select tiered_total(p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, d.quantity, p_quantity) as total) v
    left join lateral (select t.from_quantity - case when p.tier_basis = 'contract' then d.quantity else 0 end as from_quantity, t.price
      from unnest(p.tier_from, p.tier_price) as t (from_quantity, price)
      where t.from_quantity > p_quantity + case when p.tier_basis = 'contract' then d.quantity else 0 end order by t.from_quantity limit 1) n on true
    order by w.place;
end $$;
-- +goose StatementEnd
revoke all on function catalogue_shown(uuid, uuid, uuid[], numeric, date, boolean) from public;
grant execute on function catalogue_shown(uuid, uuid, uuid[], numeric, date, boolean) to allmende_app;
