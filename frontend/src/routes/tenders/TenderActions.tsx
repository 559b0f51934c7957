import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay, useSession } from "../../api/session";
import {
  cancelTender,
  publishTender,
  returnTender,
  submitTender,
  type Tender,
  type TenderStep,
} from "../../api/tenders";
import { todoQuery } from "../../api/todo";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { ButtonLink } from "../links";
import { ReasonDialog } from "../ReasonDialog";
import { isRunning, tookStepBefore } from "./phases";

const seen = ({ id, version }: Tender): TenderStep => ({ id, version });

/** Ends a running procedure, with a reason. */
export function CancelButton(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(tendersText).act;
  const may = useMay();
  const cancel = useAct(cancelTender);
  const [asking, setAsking] = useState(false);
  if (!isRunning(tender.status) || !may("tender.cancel")) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.cancel}</Button>
      <ReasonDialog
        open={asking}
        title={text.cancelTitle}
        hint={text.cancelHint}
        act={text.cancel}
        onClose={() => setAsking(false)}
        onAct={async (reason) => {
          await cancel.mutateAsync({ ...seen(tender), reason });
          notify("success", text.cancelled(tender.number));
        }}
      />
    </>
  );
}

/** What an officer does with a draft: go on editing, or hand it to a second officer. */
export function DraftActions(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(tendersText).act;
  const submit = useAct(submitTender);
  const [asking, setAsking] = useState(false);
  const unmet = tender.checks.filter(({ met }) => !met).length;
  return (
    <>
      <ButtonRow>
        <Button
          variant="primary"
          disabledReason={unmet > 0 ? text.unmet(unmet) : undefined}
          onClick={() => setAsking(true)}
        >
          {text.submit}
        </Button>
        <ButtonLink to="/tenders/$id/edit" params={{ id: tender.id }} icon="edit">
          {text.edit}
        </ButtonLink>
      </ButtonRow>
      <ConfirmDialog
        open={asking}
        title={text.submitTitle}
        act={text.submit}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await submit.mutateAsync(seen(tender));
          notify("success", text.submitted(tender.number));
        }}
      >
        <p className="kern-body">{text.submitText}</p>
      </ConfirmDialog>
    </>
  );
}

/** What a second officer does with a tender in review: publish it, or give it back. */
export function ReviewActions(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(tendersText).act;
  const format = useFormat();
  const session = useSession();
  const { data: tasks } = useSuspenseQuery(todoQuery);
  const publish = useAct(publishTender);
  const giveBack = useAct(returnTender);
  const [asking, setAsking] = useState<"publish" | "return">();
  const own = tookStepBefore(session, tender.submittedBy, { kind: "tender-publish", tender }, tasks);
  const unmet = tender.checks.filter(({ met }) => !met).length;
  return (
    <>
      <ButtonRow>
        <Button
          variant="primary"
          disabledReason={own ? text.samePerson : unmet > 0 ? text.unmet(unmet) : undefined}
          onClick={() => setAsking("publish")}
        >
          {text.publish}
        </Button>
        {!tender.competition && <Button onClick={() => setAsking("return")}>{text.giveBack}</Button>}
      </ButtonRow>
      <ConfirmDialog
        open={asking === "publish"}
        title={text.publishTitle}
        act={text.publish}
        onClose={() => setAsking(undefined)}
        onAct={async () => {
          await publish.mutateAsync(seen(tender));
          notify("success", text.published(tender.number));
        }}
      >
        <p className="kern-body">{text.publishText(format.instant(tender.deadline))}</p>
      </ConfirmDialog>
      <ReasonDialog
        open={asking === "return"}
        title={text.giveBackTitle}
        hint={text.giveBackHint}
        act={text.giveBack}
        onClose={() => setAsking(undefined)}
        onAct={async (reason) => {
          await giveBack.mutateAsync({ ...seen(tender), reason });
          notify("success", text.givenBack(tender.number));
        }}
      />
    </>
  );
}
