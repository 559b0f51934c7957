import { useAct } from "../../../api/act";
import { type Allocation, postAllocation } from "../../../api/allocations";
import { useMay } from "../../../api/session";
import { refusalOf, sentenceOf } from "../../../text/problems";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { notify } from "../../../ui/notify";

/** Where a second finance officer posts a draft. */
export function PostPanel(props: { allocation: Allocation }) {
  const { allocation } = props;
  const may = useMay();
  if (allocation.status !== "draft" || !may("allocation.post")) return null;
  return <Panel allocation={allocation} />;
}

function Panel(props: { allocation: Allocation }) {
  const { id, version, mine } = props.allocation;
  const text = useText(runsText).allocation;
  const post = useAct(postAllocation);
  return (
    <Card title={text.post} surface>
      <p className="kern-body ui-text">{text.postText}</p>
      {post.error && <Alert tone="danger" live title={sentenceOf(post.error)} />}
      <div>
        <Button
          variant="primary"
          busy={post.isPending}
          disabledReason={mine ? text.ownDraft : undefined}
          onClick={async () => {
            // The panel is gone before the act is done: a posted allocation has none.
            const refusal = await refusalOf(post.mutateAsync({ id, version }));
            if (!refusal) notify("success", text.postDone);
          }}
        >
          {text.postButton}
        </Button>
      </div>
    </Card>
  );
}
