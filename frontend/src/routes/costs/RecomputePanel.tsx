import { useAct } from "../../api/act";
import { type Allocation, type Recomputation, recomputeAllocation } from "../../api/allocations";
import { costsText } from "../../text/costs";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Double } from "../../ui/Double";
import { Table } from "../../ui/Table";

/** Computes the allocation anew by a click, for whoever does not believe it. */
export function RecomputePanel(props: { allocation: Allocation }) {
  const text = useText(costsText).recompute;
  const recompute = useAct(recomputeAllocation);
  return (
    <div className="ui-section ui-no-print">
      <div>
        <h2 className="kern-heading-medium">{text.title}</h2>
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
    </div>
  );
}

function Result(props: { result: Recomputation }) {
  const { ok, checks } = props.result;
  const text = useText(costsText).recompute;
  return (
    <>
      <Alert tone={ok ? "success" : "danger"} live title={ok ? text.ok : text.wrong} />
      <Table
        caption={text.title}
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
            header: text.yes,
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
