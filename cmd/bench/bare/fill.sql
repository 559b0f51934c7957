create table bare_order (
  id uuid primary key, number text not null, status text not null, total numeric(12,2) not null, created_at timestamptz not null, created_by text not null,
  member_id uuid not null, member_name text not null, supplier_id uuid not null, supplier_name text not null, framework_id uuid not null, framework_name text not null
);

create function bare_fill(rows integer) returns void language sql as $$
  insert into bare_order
    select md5('order ' || n)::uuid, 'RV-2026-' || n % 200 || '/' || lpad(n::text, 6, '0'), 'placed', 100 + n % 99999, now() - n * interval '5 minutes', 'Person ' || n % 32,
      md5('member ' || n % 100)::uuid, 'Gemeinde ' || n % 100, md5('supplier ' || n % 20)::uuid, 'Lieferant ' || n % 20, md5('framework ' || n % 200)::uuid, 'RV-2026-' || n % 200 || ' Arbeitsplätze'
    from generate_series(1, rows) n
$$;
