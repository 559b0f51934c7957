import { useSuspenseQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { type Allocation, postAllocation } from "../../api/allocations";
import { useMay, useSession } from "../../api/session";
import { todoQuery } from "../../api/todo";
import { costsText } from "../../text/costs";
import { refusalOf, sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { notify } from "../../ui/notify";

/** Where a second finance officer posts a draft. */
export function PostPanel(props: { allocation: Allocation }) {
  const { allocation } = props;
  const may = useMay();
  if (allocation.status !== "draft" || !may("allocation.post")) return null;
  return <Panel allocation={allocation} />;
}

function Panel(props: { allocation: Allocation }) {
  const { allocation } = props;
  const text = useText(costsText).allocation;
  const { person } = useSession();
  const { data: tasks } = useSuspenseQuery(todoQuery);
  const post = useAct(postAllocation);
  // The server tells by name who drafted it, and offers as a task only what others drafted.
  const offered = tasks.some(
    ({ kind, objectId }) => kind === "allocation-post" && objectId === allocation.id,
  );
  const own = allocation.createdBy === person.name && !offered;
  return (
    <Card title={text.post} surface>
      <p className="kern-body ui-text">{text.postText}</p>
      {post.error && <Alert tone="danger" live title={sentenceOf(post.error)} />}
      <div>
        <Button
          variant="primary"
          busy={post.isPending}
          disabledReason={own ? text.ownDraft : undefined}
          onClick={async () => {
            // The panel is gone before the act is done: a posted allocation has none.
            const { id, version } = allocation;
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
