import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../../api/act";
import {
  type AllocationSummary,
  type DraftedAllocations,
  draftAllocations,
  draftsQuery,
  postAllocations,
} from "../../../api/allocations";
import { Problem } from "../../../api/problem";
import { useMay } from "../../../api/session";
import { monthOf, today } from "../../../lib/date";
import { sentenceOfCode } from "../../../text/faults";
import { refusalOf, sentenceOf } from "../../../text/problems";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button, ButtonRow } from "../../../ui/Button";
import { DateField } from "../../../ui/DateField";
import { Double } from "../../../ui/Double";
import { EmptyState } from "../../../ui/EmptyState";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { List } from "../../../ui/List";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { type Column, Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ConfirmDialog } from "../../ConfirmDialog";
import { TextLink } from "../../links";
import { CostSections } from "../CostSections";
import { monthRoute } from "../routes";
import { useKeyNames } from "../useKeyNames";
import "../../PeriodForm.css";

/** Drafts and posts the runs of a whole month. */
export function MonthPage() {
  const text = useText(runsText).month;
  const may = useMay();
  const [result, setResult] = useState<DraftedAllocations>();
  return (
    <div className="ui-page">
      <CostSections />
      <PageHeader title={text.title} lead={text.lead} />
      {may("allocation.draft") && <DraftForm onDrafted={setResult} />}
      {result && <Result result={result} />}
      <Drafts />
    </div>
  );
}

function DraftForm(props: { onDrafted: (result: DraftedAllocations) => void }) {
  const { month: text, new: words } = useText(runsText);
  const format = useFormat();
  const search = monthRoute.useSearch();
  const draft = useAct(draftAllocations);
  const form = useFields({ ...monthOf(today(), -1), ...search });
  const months = [0, -1, -2].map((offset) => monthOf(today(), offset));
  const choose = ({ from, to }: { from: string; to: string }) => {
    form.hook.setValue("from", from);
    form.hook.setValue("to", to);
  };
  return (
    <section className="period-form" aria-labelledby="draft">
      <h2 id="draft" className="kern-title">
        {text.draftTitle}
      </h2>
      <p className="kern-body kern-body--muted ui-text">{text.draftText}</p>
      <Form
        form={form}
        onSubmit={async (days) =>
          refusalOf(
            draft.mutateAsync(days).then((result) => {
              props.onDrafted(result);
              if (result.drafted.length > 0) notify("success", text.drafted(result.drafted.length));
            }),
          )
        }
      >
        <div className="period-form__fields">
          <DateField {...form.date("from", words.from)} hint="" />
          <DateField
            {...form.date("to", words.to, {
              check: (end) => (end < form.hook.getValues("from") ? words.reversed : undefined),
            })}
            hint=""
          />
          <ButtonRow>
            {months.map((month) => (
              <Button key={month.from} variant="tertiary" small onClick={() => choose(month)}>
                {format.month(month.from)}
              </Button>
            ))}
          </ButtonRow>
        </div>
        <div>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.draft}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function Result(props: { result: DraftedAllocations }) {
  const { drafted, refused } = props.result;
  const text = useText(runsText).month;
  if (refused.length === 0)
    return drafted.length === 0 ? <Alert tone="info" live title={text.draftedNone} /> : null;
  return (
    <Alert tone="warning" live title={text.refused(refused.length)}>
      <List>
        {refused.map(({ pool, code }) => (
          <li key={pool.id}>
            <TextLink to="/costs/$id" params={{ id: pool.id }}>
              {pool.name}
            </TextLink>
            : {sentenceOfCode(code)}
          </li>
        ))}
      </List>
    </Alert>
  );
}

function Drafts() {
  const text = useText(runsText).month;
  const may = useMay();
  const { data: drafts } = useSuspenseQuery(draftsQuery);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const post = useAct(postAllocations);
  const [refused, setRefused] = useState<Refused>();
  const others = drafts.filter(({ mine }) => !mine);
  const chosen = others.filter(({ id }) => ticked.has(id)).map(({ id }) => id);
  const columns = useColumns({
    ticked,
    onTick: (id, on) => {
      const next = new Set(ticked);
      if (on) next.add(id);
      else next.delete(id);
      setTicked(next);
    },
    choosable: may("allocation.post"),
  });
  if (drafts.length === 0) return <EmptyState title={text.none}>{text.noneText}</EmptyState>;
  return (
    <section className="ui-section">
      <Table caption={text.open} rows={drafts} rowKey={({ id }) => id} columns={columns} />
      {refused && (
        <Alert tone="danger" live title={text.refusedDraft(refused.name)}>
          <p>{refused.sentence}</p>
        </Alert>
      )}
      {others.length < drafts.length && (
        <p className="kern-body kern-body--small kern-body--muted">{text.ownText}</p>
      )}
      {may("allocation.post") && (
        <ButtonRow>
          <Button
            variant="primary"
            disabledReason={chosen.length === 0 ? text.postNone : undefined}
            onClick={() => setAsking(true)}
          >
            {text.post(chosen.length)}
          </Button>
          {others.length > 0 && (
            <Button
              variant="tertiary"
              onClick={() =>
                setTicked(new Set(chosen.length === others.length ? [] : others.map(({ id }) => id)))
              }
            >
              {chosen.length === others.length ? text.chooseNone : text.chooseAll}
            </Button>
          )}
        </ButtonRow>
      )}
      <ConfirmDialog
        open={asking}
        title={text.postTitle}
        act={text.post(chosen.length)}
        onClose={() => setAsking(false)}
        onAct={async () => {
          setRefused(undefined);
          try {
            const posted = await post.mutateAsync({ allocationIds: chosen });
            setTicked(new Set());
            notify("success", text.posted(posted.length));
          } catch (error) {
            const draft = refusedOf(error, chosen, drafts);
            if (!draft) throw error;
            setRefused(draft);
            setTicked(new Set(chosen.filter((id) => id !== draft.id)));
          }
        }}
      >
        <p className="kern-body">{text.postText}</p>
      </ConfirmDialog>
    </section>
  );
}

/** The draft for which nothing was posted, and why. */
interface Refused {
  id: string;
  name: string;
  sentence: string;
}

/** Which of the chosen drafts the server refused; nothing if it was none of them. */
function refusedOf(
  error: unknown,
  chosen: readonly string[],
  drafts: readonly AllocationSummary[],
): Refused | undefined {
  if (!(error instanceof Problem)) return undefined;
  const [, place] = /^allocationIds\.(\d+)$/.exec(error.field ?? "") ?? [];
  const draft = drafts.find(({ id }) => place !== undefined && id === chosen[Number(place)]);
  return draft && { id: draft.id, name: draft.pool.name, sentence: sentenceOf(error) };
}

function useColumns(choice: {
  ticked: ReadonlySet<string>;
  onTick: (id: string, on: boolean) => void;
  choosable: boolean;
}): Column<AllocationSummary>[] {
  const { ticked, onTick, choosable } = choice;
  const text = useText(runsText).month;
  const format = useFormat();
  const keyNames = useKeyNames();
  const tick: Column<AllocationSummary> = {
    key: "tick",
    header: text.selected,
    cell: ({ id, pool, mine }) =>
      mine ? (
        <span className="ui-muted">{text.own}</span>
      ) : (
        <input
          type="checkbox"
          className="kern-form-check__checkbox"
          style={{ position: "static", margin: 0 }}
          aria-label={text.choose(pool.name)}
          checked={ticked.has(id)}
          onChange={(event) => onTick(id, event.target.checked)}
        />
      ),
  };
  return [
    {
      key: "pool",
      header: text.pool,
      cell: ({ id, pool, keys }) => (
        <Double
          first={
            <TextLink to="/costs/allocations/$id" params={{ id }}>
              {pool.name}
            </TextLink>
          }
          second={keyNames(keys)}
        />
      ),
    },
    {
      key: "days",
      header: text.days,
      cell: ({ from, to }) => <span className="ui-figures">{format.span(from, to)}</span>,
    },
    {
      key: "by",
      header: text.by,
      cell: ({ createdAt, createdBy }) => (
        <Double first={<span className="ui-figures">{format.instant(createdAt)}</span>} second={createdBy} />
      ),
    },
    { key: "total", header: text.total, numeric: true, cell: ({ total }) => format.money(total) },
    { key: "booked", header: text.booked, numeric: true, cell: ({ booked }) => format.money(booked) },
    ...(choosable ? [tick] : []),
  ];
}
