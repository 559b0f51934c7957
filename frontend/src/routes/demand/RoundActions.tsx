import { useState } from "react";
import { useAct } from "../../api/act";
import { cancelRound, freezeRound, openRound, type Round, takesNeeds, topUpRound } from "../../api/rounds";
import { useMay } from "../../api/session";
import { demandText } from "../../text/demand";
import { refusalOf } from "../../text/problems";
import { roundsText } from "../../text/rounds";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { DateTimeField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { ButtonLink } from "../links";
import { ReasonDialog } from "../ReasonDialog";
import { SubmitRow } from "../SubmitRow";

/** What an officer can do with a round as it stands. */
export function RoundActions(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText).act;
  const may = useMay();
  const [asking, setAsking] = useState<"open" | "top-up" | "freeze" | "cancel">();
  const close = () => setAsking(undefined);
  const cancellable = ["draft", "open", "topping-up", "frozen"].includes(round.status) && may("round.cancel");
  return (
    <>
      {cancellable && <Button onClick={() => setAsking("cancel")}>{text.cancel}</Button>}
      {round.status === "draft" && may("round.open") && (
        <Button variant="primary" onClick={() => setAsking("open")}>
          {text.open}
        </Button>
      )}
      {round.status === "open" && may("round.top-up") && (
        <Button onClick={() => setAsking("top-up")}>{text.topUp}</Button>
      )}
      {takesNeeds(round) && may("round.freeze") && (
        <Button variant="primary" onClick={() => setAsking("freeze")}>
          {text.freeze}
        </Button>
      )}
      {round.status === "frozen" && may("tender.draft") && (
        <ButtonLink to="/tenders/new" search={{ round: round.id }} variant="primary">
          {text.tender}
        </ButtonLink>
      )}
      {round.status === "tendered" && may("tender.read") && (
        <ButtonLink to="/tenders">{text.tenders}</ButtonLink>
      )}
      <OpenDialog round={round} open={asking === "open"} onClose={close} />
      <Dialog open={asking === "top-up"} title={text.topUpTitle} onClose={close}>
        <TopUpForm round={round} onClose={close} />
      </Dialog>
      <FreezeDialog round={round} open={asking === "freeze"} onClose={close} />
      <CancelDialog round={round} open={asking === "cancel"} onClose={close} />
    </>
  );
}

interface AskProps {
  round: Round;
  open: boolean;
  onClose: () => void;
}

function OpenDialog(props: AskProps) {
  const { round, ...asked } = props;
  const text = useText(demandText).act;
  const format = useFormat();
  const open = useAct(openRound);
  return (
    <ConfirmDialog
      {...asked}
      title={text.openTitle}
      act={text.open}
      onAct={async () => {
        await open.mutateAsync({ id: round.id, version: round.version });
        notify("success", text.opened(round.number));
      }}
    >
      <p className="kern-body">{text.openText(format.instant(round.closesAt))}</p>
    </ConfirmDialog>
  );
}

function TopUpForm(props: Omit<AskProps, "open">) {
  const { round, onClose } = props;
  const text = useText(demandText).act;
  const topUp = useAct(topUpRound);
  const form = useFields({ closesAt: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ closesAt }) => {
        const { id, version, number } = round;
        const refusal = await refusalOf(topUp.mutateAsync({ id, version, closesAt }));
        if (refusal) return refusal;
        onClose();
        notify("success", text.toppingUp(number));
      }}
    >
      <p className="kern-body">{text.topUpText}</p>
      <DateTimeField {...form.dateTime("closesAt", text.topUpUntil)} />
      <SubmitRow form={form} act={text.topUp} onCancel={onClose} />
    </Form>
  );
}

function FreezeDialog(props: AskProps) {
  const { round, ...asked } = props;
  const text = useText(demandText).act;
  const { confirm } = useText(roundsText);
  const format = useFormat();
  const freeze = useAct(freezeRound);
  const [leaveOut, setLeaveOut] = useState(false);
  return (
    <ConfirmDialog
      {...asked}
      title={text.freezeTitle}
      act={text.freeze}
      onAct={async () => {
        await freeze.mutateAsync({ id: round.id, version: round.version, leaveOut });
        notify("success", text.frozen(round.number));
      }}
    >
      {Date.parse(round.closesAt) > Date.now() && (
        <Alert tone="warning" title={text.freezeEarly(format.instant(round.closesAt))} />
      )}
      {round.unconfirmed > 0 && (
        <Alert tone="warning" title={confirm.freeze(round.unconfirmed)}>
          <p className="demand-rule">{confirm.freezeText}</p>
          <Checkbox label={confirm.leaveOut} value={leaveOut} onChange={setLeaveOut} />
        </Alert>
      )}
      <p className="kern-body">{text.freezeText(round.answered, round.invited)}</p>
    </ConfirmDialog>
  );
}

function CancelDialog(props: AskProps) {
  const { round, ...asked } = props;
  const text = useText(demandText).act;
  const cancel = useAct(cancelRound);
  return (
    <ReasonDialog
      {...asked}
      title={text.cancelTitle}
      hint={text.cancelHint}
      act={text.cancel}
      onAct={async (reason) => {
        await cancel.mutateAsync({ id: round.id, version: round.version, reason });
        notify("success", text.cancelled(round.number));
      }}
    />
  );
}
