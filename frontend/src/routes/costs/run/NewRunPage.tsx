import { useSuspenseQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type CostPool, costPoolQuery, type Days, type Run } from "../../../api/cost-pools";
import { parseDate } from "../../../lib/date";
import { runsText } from "../../../text/runs";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { PageHeader } from "../../../ui/PageHeader";
import { useSettled } from "../../../ui/useSettled";
import { ButtonLink, TextLink } from "../../links";
import { runRoute } from "../routes";
import { Period } from "./Period";
import { Preview } from "./Preview";
import { offersOf } from "./periods";
import "./Run.css";
import { SchemeEditor } from "./SchemeEditor";
import {
  costKeys,
  emptyScheme,
  faultsOf,
  formOf,
  hinders,
  rowOf,
  type SchemeForm,
  schemeOf,
  unnamedIn,
} from "./scheme";

/** How long a pause in typing has to be before the preview is asked for. */
const pauseMs = 300;

/** Splits the costs of a period: which days, by which rule, and at once what each member would bear. */
export function NewRunPage() {
  const text = useText(runsText).new;
  const { navigation } = useText(shared);
  const { id } = runRoute.useParams();
  const { data: pool } = useSuspenseQuery(costPoolQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/costs">{navigation.costs}</TextLink>
            <TextLink to="/costs/$id" params={{ id }}>
              {pool.title}
            </TextLink>
          </Breadcrumb>
        }
        title={text.title}
        lead={text.lead}
      />
      {pool.costs.length === 0 ? <Nothing pool={pool} /> : <Editor key={pool.id} pool={pool} />}
    </div>
  );
}

function Nothing(props: { pool: CostPool }) {
  const text = useText(runsText).new;
  const { id, title } = props.pool;
  return (
    <EmptyState
      title={text.noCosts}
      action={
        <ButtonLink to="/costs/$id" params={{ id }}>
          {title}
        </ButtonLink>
      }
    />
  );
}

function Editor(props: { pool: CostPool }) {
  const { pool } = props;
  const text = useText(runsText).new;
  const search = runRoute.useSearch();
  const memberIds = useMemo(() => pool.members.map(({ id }) => id), [pool.members]);
  const [days, setDays] = useState<Days>(() => daysOf(search, pool));
  const [form, setForm] = useState<SchemeForm>(() => startOf(pool, memberIds));
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const faults = useMemo(() => faultsOf(form, memberIds), [form, memberIds]);
  const period = parseDate(days.from) === days.from && parseDate(days.to) === days.to && days.from <= days.to;
  const ready = period && !hinders(faults);
  const run = useMemo<Run | null>(
    () => (ready ? { ...days, scheme: schemeOf(form, memberIds) } : null),
    [ready, days, form, memberIds],
  );
  const settled = useSettled(run, pauseMs);
  return (
    <>
      <Period pool={pool} days={days} onDays={setDays} refused={refused} />
      <section className="ui-section run-rule" aria-labelledby="rule">
        <div>
          <h2 id="rule" className="kern-heading-medium">
            {text.rule}
          </h2>
          {pool.schemeVersion !== undefined && (
            <p className="kern-body kern-body--muted">{text.lastScheme(pool.schemeVersion)}</p>
          )}
        </div>
        <Newcomers
          pool={pool}
          form={form}
          onShare={(ids) =>
            setForm((before) => ({
              ...before,
              rows: Object.fromEntries([
                ...Object.entries(before.rows),
                ...ids.map((id) => [id, { ...before.rows[id], absent: false }]),
              ]),
            }))
          }
        />
        <SchemeEditor
          pool={pool}
          from={period ? days.from : ""}
          form={form}
          faults={faults}
          checked={checked}
          refused={refused}
          onChange={(change) => setForm((before) => ({ ...before, ...change }))}
        />
      </section>
      <Preview
        pool={pool}
        run={settled}
        stale={JSON.stringify(run) !== JSON.stringify(settled)}
        faulty={Object.keys(faults).length > 0}
        onChecked={() => setChecked(true)}
        onRefused={setRefused}
      />
    </>
  );
}

/** How many members are named. */
const namedAtMost = 8;

/** Members that the last rule leaves out: it may be older than they are. */
function Newcomers(props: { pool: CostPool; form: SchemeForm; onShare: (memberIds: string[]) => void }) {
  const { pool, form, onShare } = props;
  const text = useText(runsText).new;
  const ids = new Set(
    unnamedIn(
      pool.scheme,
      pool.members.map(({ id }) => id),
    ),
  );
  const absent = pool.members.filter(({ id }) => ids.has(id) && rowOf(form, id).absent);
  if (absent.length === 0) return null;
  const names = absent.slice(0, namedAtMost).map(({ name }) => name);
  return (
    <Alert tone="info" title={text.newcomers(absent.length)}>
      <p>
        {names.join("; ")}
        {absent.length > namedAtMost && ` ${text.newcomersMore(absent.length - namedAtMost)}`}.{" "}
        {text.newcomersText}
      </p>
      <div>
        <Button small onClick={() => onShare(absent.map(({ id }) => id))}>
          {text.newcomersShare}
        </Button>
      </div>
    </Alert>
  );
}

/** The days of the address, else those whose costs wait longest. */
function daysOf(search: Partial<Days>, pool: CostPool): Days {
  if (search.from && search.to) return { from: search.from, to: search.to };
  const [first] = offersOf(pool);
  return first ? { from: first.from, to: first.to } : { from: "", to: "" };
}

/** The last rule again; without one, the only key there is, or none. */
function startOf(pool: CostPool, memberIds: readonly string[]): SchemeForm {
  if (pool.scheme) return formOf(pool.scheme, memberIds);
  const known = costKeys.filter((key) => pool.keys.includes(key));
  return { ...emptyScheme, key: known.length === 1 ? (known[0] ?? "") : "" };
}
