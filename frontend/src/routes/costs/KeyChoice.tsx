import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { draftAllocation } from "../../api/allocations";
import { type CostKey, type CostPool, previewQuery } from "../../api/cost-pools";
import { Problem } from "../../api/problem";
import { useMay, useSession } from "../../api/session";
import { costsText } from "../../text/costs";
import { sentenceOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Checks";
import { Loader } from "../../ui/Loader";
import { notify } from "../../ui/notify";
import { costKeys, poolRoute } from "./routes";
import { ShareTable } from "./ShareTable";

/** Chooses the key of a pool that is not allocated, with a preview of every share, and keeps the draft. */
export function KeyChoice(props: { pool: CostPool }) {
  const { pool } = props;
  const { roles } = useSession();
  const overseer = roles.some(
    ({ role, organisation }) =>
      organisation.kind === "cooperative" &&
      (role === "finance-officer" || role === "board-member" || role === "auditor"),
  );
  const posted = pool.allocations.some(({ status }) => status === "posted");
  return overseer && !posted ? <Choice pool={pool} /> : null;
}

function Choice(props: { pool: CostPool }) {
  const { pool } = props;
  const text = useText(costsText);
  const navigate = useNavigate();
  const { key } = poolRoute.useSearch();
  return (
    <section className="ui-section" aria-labelledby="choose">
      <div>
        <h2 id="choose" className="kern-heading-medium">
          {text.choose}
        </h2>
        <p className="kern-body kern-body--muted ui-text">{text.chooseText}</p>
      </div>
      <RadioGroup<CostKey>
        label={text.chooseKey}
        choices={costKeys
          .filter((known) => pool.keys.includes(known))
          .map((value) => ({ value, label: text.keys[value], hint: text.keyHints[value] }))}
        value={key ?? ""}
        onChange={(chosen) =>
          navigate({
            to: "/costs/$id",
            params: { id: pool.id },
            search: chosen ? { key: chosen } : {},
            replace: true,
            resetScroll: false,
          })
        }
      />
      {key && pool.keys.includes(key) && <Preview key={key} pool={pool} by={key} />}
    </section>
  );
}

function Preview(props: { pool: CostPool; by: CostKey }) {
  const { pool, by } = props;
  const text = useText(costsText);
  const { notAllowed } = useText(shared);
  const may = useMay();
  const navigate = useNavigate();
  const preview = useQuery(previewQuery(pool.id, by));
  const draft = useAct(draftAllocation);
  if (preview.isPending) return <Loader />;
  if (preview.error) {
    const { error } = preview;
    return <Alert tone="danger" live title={error instanceof Problem ? sentenceOf(error) : error.message} />;
  }
  return (
    <>
      <ShareTable caption={text.preview(text.keys[by])} split={preview.data} />
      {draft.error && <Alert tone="danger" live title={sentenceOf(draft.error)} />}
      <div>
        <Button
          variant="primary"
          busy={draft.isPending}
          disabledReason={may("allocation.draft") ? undefined : notAllowed}
          onClick={() =>
            draft.mutate(
              { poolId: pool.id, key: by },
              {
                onSuccess: ({ id }) => {
                  notify("success", text.draftDone);
                  navigate({ to: "/costs/allocations/$id", params: { id } });
                },
              },
            )
          }
        >
          {text.draft}
        </Button>
      </div>
    </>
  );
}
