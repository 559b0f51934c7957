package postgres

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/period"
	"allmende/ports/view"
)

// mostMembersInFlow is how many members a flow shows by themselves; the others are one.
const mostMembersInFlow = 15

// runsOverSQL are the runs that stand for days within a span, of the pools in sight.
const runsOverSQL = `
run as (
  select a.cooperative_id, a.id, a.pool_id, p.number || ' ' || p.title as pool_name,
    case jsonb_array_length(s.document::jsonb -> 'parts') when 1 then s.document::jsonb -> 'parts' -> 0 ->> 'key' else 'mix' end as key
  from ` + summaryTables + `
  where a.cooperative_id = @cooperative and a.from_day >= cast(@from as date) and a.to_day <= cast(@to as date) and ` + stands + `
    and (@pool = '' or p.id = cast(nullif(@pool, '') as uuid)) and ` + poolInSight + `
)`

// flowSQL is what flows from each pool by a key to each member, and what grants bear of
// it. To somebody who does not see everything, the funders of a run are one.
const flowSQL = `with ` + runsOverSQL + `, borne as (
  select r.pool_id, r.pool_name, r.key, s.member_id, sum(s.share + s.vat) as gross, sum(s.granted) as granted
  from run r join allocation_share s on s.cooperative_id = r.cooperative_id and s.allocation_id = r.id
  where @everything or s.member_id = any(cast(@members as uuid[])) group by 1, 2, 3, 4
)
select 'member' as kind, b.pool_id, b.pool_name, b.key, m.id::text as id, m.name, b.gross, b.gross - b.granted as amount
from borne b join member m on m.cooperative_id = @cooperative and m.id = b.member_id
union all
select 'funder', r.pool_id, r.pool_name, r.key, f.id::text, f.name, 0, sum(t.amount)
from run r join allocation_grant t on t.cooperative_id = r.cooperative_id and t.allocation_id = r.id
  join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id join funder f on f.cooperative_id = g.cooperative_id and f.id = g.funder_id
where @everything group by 2, 3, 4, 5, 6
union all
select 'funder', r.pool_id, r.pool_name, r.key, f.ids, f.names, 0, sum(s.granted)
from run r join allocation_share s on s.cooperative_id = r.cooperative_id and s.allocation_id = r.id
  cross join lateral (select string_agg(x.id::text, ' ' order by x.id) as ids, string_agg(x.name, ', ' order by x.id) as names
    from (select distinct f.id, f.name from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
      join funder f on f.cooperative_id = g.cooperative_id and f.id = g.funder_id
      where t.cooperative_id = r.cooperative_id and t.allocation_id = r.id and t.amount <> 0) x) f
where not @everything and s.granted <> 0 and s.member_id = any(cast(@members as uuid[])) group by 2, 3, 4, 5, 6`

type flowRow struct {
	Kind, PoolID, PoolName, Key, ID, Name string
	Gross, Amount                         decimal.Decimal
}

// CostFlow reads what flows and puts it together.
func (s costReports) CostFlow(_ context.Context, over period.Span, pool costing.PoolID, sight access.Sight) (view.CostFlow, error) {
	args, err := s.spanArgs(over, pool, sight)
	if err != nil {
		return view.CostFlow{}, err
	}
	var rows []flowRow
	if err := s.tx.Raw(flowSQL, args).Scan(&rows).Error; err != nil {
		return view.CostFlow{}, fmt.Errorf("read how costs flow: %w", err)
	}
	f := newFlow()
	shown := largestMembers(rows)
	for _, r := range rows {
		f.add(r, shown)
	}
	return f.view(over), nil
}

// spanArgs are the arguments of reports over days, of a pool in sight or of all.
func (s costReports) spanArgs(over period.Span, pool costing.PoolID, sight access.Sight) (map[string]any, error) {
	args := s.args(sight)
	args["from"], args["to"], args["pool"] = over.From.String(), over.To.String(), pool.String()
	if pool.IsZero() {
		return args, nil
	}
	var found bool
	err := s.tx.Raw(`select exists (select from cost_pool p where p.cooperative_id = @cooperative and p.id = @pool and `+poolInSight+`)`, args).Row().Scan(&found)
	if err != nil {
		return nil, fmt.Errorf("look for a cost pool: %w", err)
	}
	if !found {
		return nil, access.ErrNotFound
	}
	return args, nil
}

// largestMembers are those that bear most over all, by id.
func largestMembers(rows []flowRow) map[string]bool {
	sums := map[string]decimal.Decimal{}
	for _, r := range rows {
		if r.Kind == "member" {
			sums[r.ID] = sums[r.ID].Add(r.Amount)
		}
	}
	ids := slices.SortedFunc(maps.Keys(sums), func(a, b string) int {
		return cmp.Or(sums[b].Abs().Cmp(sums[a].Abs()), cmp.Compare(a, b))
	})
	if len(ids) > mostMembersInFlow+1 { // one alone is not "others"
		ids = ids[:mostMembersInFlow]
	}
	shown := map[string]bool{}
	for _, id := range ids {
		shown[id] = true
	}
	return shown
}

// flow is nodes and links while they are summed up.
type flow struct {
	nodes  map[string]*flowNode
	links  map[[2]string]decimal.Decimal
	others map[string]bool
}

type flowNode struct {
	kind, name string
	amount     decimal.Decimal
}

func newFlow() *flow {
	return &flow{nodes: map[string]*flowNode{}, links: map[[2]string]decimal.Decimal{}, others: map[string]bool{}}
}

const others = "others"

// add lets a row flow from its pool by its key to whoever bears it.
func (f *flow) add(r flowRow, shown map[string]bool) {
	end, kind, name := r.Kind+"/"+r.ID, r.Kind, r.Name
	if r.Kind == "member" && !shown[r.ID] {
		end, kind, name = others, others, ""
		f.others[r.ID] = true
	}
	pool, key := "pool/"+r.PoolID, "key/"+r.Key
	f.pass(pool, "pool", r.PoolName, r.Gross)
	f.pass(key, "key", r.Key, r.Gross)
	f.pass(end, kind, name, r.Amount)
	f.links[[2]string{pool, key}] = f.links[[2]string{pool, key}].Add(r.Gross)
	f.links[[2]string{key, end}] = f.links[[2]string{key, end}].Add(r.Amount)
}

func (f *flow) pass(id, kind, name string, amount decimal.Decimal) {
	node, known := f.nodes[id]
	if !known {
		node = &flowNode{kind: kind, name: name}
		f.nodes[id] = node
	}
	node.amount = node.amount.Add(amount)
}

// flowOrder is from where costs arise to who bears them.
var flowOrder = []string{"pool", "key", "funder", "member", others}

// view lists the nodes by kind and, the largest first, by amount; links of 0.00 are left out.
func (f *flow) view(over period.Span) view.CostFlow {
	shown := view.CostFlow{From: over.From.String(), To: over.To.String(), Nodes: []view.FlowNode{}, Links: []view.FlowLink{}}
	order := slices.SortedFunc(maps.Keys(f.nodes), func(a, b string) int {
		x, y := f.nodes[a], f.nodes[b]
		return cmp.Or(cmp.Compare(slices.Index(flowOrder, x.kind), slices.Index(flowOrder, y.kind)), y.amount.Cmp(x.amount), cmp.Compare(x.name, y.name), cmp.Compare(a, b))
	})
	place := map[string]int{}
	for i, id := range order {
		n := f.nodes[id]
		node := view.FlowNode{ID: id, Kind: n.kind, Name: n.name, Amount: n.amount.StringFixed(2)}
		if n.kind == others {
			node.Count = len(f.others)
		}
		shown.Nodes, place[id] = append(shown.Nodes, node), i
	}
	ends := slices.SortedFunc(maps.Keys(f.links), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(place[a[0]], place[b[0]]), cmp.Compare(place[a[1]], place[b[1]]))
	})
	for _, link := range ends {
		if amount := f.links[link]; !amount.IsZero() {
			shown.Links = append(shown.Links, view.FlowLink{From: link[0], To: link[1], Amount: amount.StringFixed(2)})
		}
	}
	return shown
}
