import { useAct } from "../../../api/act";
import { type Allocation, type Recomputation, recomputeAllocation } from "../../../api/allocations";
import { sentenceOf } from "../../../text/problems";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Double } from "../../../ui/Double";
import { Table } from "../../../ui/Table";

/** Computes the allocation anew by a click, for whoever does not believe it. */
export function RecomputePanel(props: { allocation: Allocation }) {
  const text = useText(runsText).recompute;
  const recompute = useAct(recomputeAllocation);
  return (
    <section className="ui-section ui-no-print" aria-labelledby="recompute">
      <div>
        <h2 id="recompute" className="kern-heading-medium">
          {text.title}
        </h2>
        <p className="kern-body kern-body--muted ui-text">{text.text}</p>
      </div>
      <div>
        <Button
          icon="autorenew"
          busy={recompute.isPending}
          onClick={() => recompute.mutate({ id: props.allocation.id })}
        >
          {text.button}
        </Button>
      </div>
      {recompute.error && <Alert tone="danger" live title={sentenceOf(recompute.error)} />}
      {recompute.data && <Result result={recompute.data} />}
    </section>
  );
}

function Result(props: { result: Recomputation }) {
  const { ok, checks } = props.result;
  const text = useText(runsText).recompute;
  return (
    <>
      <Alert tone={ok ? "success" : "danger"} live title={ok ? text.ok : text.wrong} />
      <Table
        caption={text.result}
        captionHidden
        rows={checks}
        rowKey={({ name }) => name}
        columns={[
          {
            key: "name",
            header: text.title,
            cell: ({ name, detail }) => (
              <Double first={text.checks[name]} second={<code className="ui-code">{detail}</code>} />
            ),
          },
          {
            key: "ok",
            header: text.result,
            action: true,
            cell: (check) => (
              <Badge tone={check.ok ? "success" : "danger"}>{check.ok ? text.yes : text.no}</Badge>
            ),
          },
        ]}
      />
    </>
  );
}
