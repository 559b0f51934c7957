import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useAct } from "../../../api/act";
import { draftAllocation } from "../../../api/allocations";
import { type AllocationPreview, type CostPool, previewQuery, type Run } from "../../../api/cost-pools";
import { Problem } from "../../../api/problem";
import { useMay } from "../../../api/session";
import { compareDecimals } from "../../../lib/decimal";
import { sentenceOf } from "../../../text/problems";
import { runsText } from "../../../text/runs";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button } from "../../../ui/Button";
import { classes } from "../../../ui/classes";
import { DescriptionList } from "../../../ui/DescriptionList";
import { Loader } from "../../../ui/Loader";
import { notify } from "../../../ui/notify";
import { useFormat } from "../../../ui/words";
import { SchemeInWords } from "../SchemeInWords";
import { ShareTable } from "../ShareTable";
import { placeOf } from "./scheme";

interface PreviewProps {
  pool: CostPool;
  /** The run as it last stood still; null as long as something hinders it. */
  run: Run | null;
  /** Whether something was changed since. */
  stale: boolean;
  faulty: boolean;
  /** The person wants to go on: what is missing is told from now on. */
  onChecked: () => void;
  /** What the server found wrong, by the place in the form. */
  onRefused: (refused: Readonly<Record<string, string>>) => void;
}

/** What each member would bear, as it is typed; and the draft. Each run has its own answer, so none comes late. */
export function Preview(props: PreviewProps) {
  const { pool, run, stale, onRefused } = props;
  const text = useText(runsText).new;
  // A query that is not enabled is asked for nothing.
  const query = previewQuery(pool.id, run ?? { from: "", to: "" });
  const preview = useQuery({ ...query, enabled: run !== null, placeholderData: keepPreviousData });
  const problem = run && preview.error instanceof Problem ? preview.error : undefined;
  useEffect(() => {
    const place = problem && run?.scheme && placeOf(problem.field, run.scheme);
    onRefused(problem && place ? { [place]: sentenceOf(problem) } : {});
  }, [problem, run, onRefused]);
  const fresh = !stale && !preview.isPlaceholderData && !preview.isFetching;
  return (
    <section className="ui-section" aria-labelledby="preview">
      <h2 id="preview" className="kern-heading-medium">
        {text.preview}
      </h2>
      {run === null && <p className="kern-body kern-body--muted">{text.waiting}</p>}
      {run && preview.isPending && <Loader />}
      {problem && <Alert tone="danger" live title={sentenceOf(problem)} />}
      {run && !problem && preview.error && <Alert tone="danger" live title={preview.error.message} />}
      {run && !preview.error && preview.data && (
        <div className={classes("run-preview", !fresh && "run-preview--stale")} aria-busy={!fresh}>
          <Shares preview={preview.data} />
        </div>
      )}
      <Draft {...props} fresh={fresh && !preview.error} preview={preview.data} />
    </section>
  );
}

function Shares(props: { preview: AllocationPreview }) {
  const { preview } = props;
  const text = useText(runsText);
  const format = useFormat();
  return (
    <>
      <p className="kern-body">
        <SchemeInWords scheme={preview.scheme} /> {text.new.previewKind[preview.kind]}
      </p>
      <DescriptionList
        columns
        facts={[
          [text.figures.costs, format.money(preview.total)],
          [text.figures.vat, preview.regime === "cost-sheet" && format.money(preview.vat)],
          [
            text.figures.granted,
            compareDecimals(preview.granted, "0") !== 0 && format.money(preview.granted),
          ],
          [text.figures.booked, format.money(preview.booked)],
        ]}
      />
      <ShareTable caption={text.shares.title} split={preview} />
    </>
  );
}

function Draft(props: PreviewProps & { fresh: boolean; preview: AllocationPreview | undefined }) {
  const { pool, run, fresh, faulty, preview, onChecked } = props;
  const text = useText(runsText).new;
  const { notAllowed } = useText(shared);
  const may = useMay();
  const navigate = useNavigate();
  const draft = useAct(draftAllocation);
  const nothing = fresh && preview?.shares.every(({ booked }) => compareDecimals(booked, "0") === 0);
  return (
    <>
      {nothing && <p className="kern-body">{text.nothing}</p>}
      {draft.error && <Alert tone="danger" live title={sentenceOf(draft.error)} />}
      <div>
        <Button
          variant="primary"
          busy={draft.isPending}
          disabledReason={may("allocation.draft") ? undefined : notAllowed}
          onClick={() => {
            onChecked();
            if (!run || faulty) return;
            draft.mutate(
              { poolId: pool.id, run },
              {
                onSuccess: ({ id }) => {
                  notify("success", text.draftDone);
                  navigate({ to: "/costs/allocations/$id", params: { id } });
                },
              },
            );
          }}
        >
          {text.draft}
        </Button>
      </div>
    </>
  );
}
