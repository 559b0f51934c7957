import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { creditStatement, payStatement, type Statement } from "../../api/statements";
import { today } from "../../lib/date";
import { refusalOf } from "../../text/problems";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ReasonDialog } from "../ReasonDialog";
import { SubmitRow } from "../SubmitRow";

/** What finance officers do with an issued statement: book its payment, or credit it. */
export function StatementActions(props: { statement: Statement }) {
  const { statement } = props;
  const text = useText(statementsText);
  const may = useMay();
  const navigate = useNavigate();
  const credit = useAct(creditStatement);
  const [asking, setAsking] = useState<"pay" | "credit">();
  const close = () => setAsking(undefined);
  const { id, version, kind, status } = statement;
  if (kind !== "statement" || status === "credited") return null;
  const payable = status === "issued" && may("statement.pay");
  if (!payable && !may("statement.credit")) return null;
  return (
    <div>
      <ButtonRow>
        {payable && (
          <Button variant="primary" onClick={() => setAsking("pay")}>
            {text.pay}
          </Button>
        )}
        {may("statement.credit") && <Button onClick={() => setAsking("credit")}>{text.credit}</Button>}
      </ButtonRow>
      <Dialog open={asking === "pay"} title={text.payTitle} onClose={close}>
        <PaymentForm statement={statement} onClose={close} />
      </Dialog>
      <ReasonDialog
        open={asking === "credit"}
        title={text.creditTitle}
        hint={text.creditHint}
        act={text.credit}
        onClose={close}
        onAct={async (reason) => {
          const note = await credit.mutateAsync({ id, version, reason });
          notify("success", text.creditDone(note.number));
          await navigate({ to: "/statements/$id", params: { id: note.id } });
        }}
      />
    </div>
  );
}

function PaymentForm(props: { statement: Statement; onClose: () => void }) {
  const { statement, onClose } = props;
  const text = useText(statementsText);
  const format = useFormat();
  const pay = useAct(payStatement);
  const form = useFields({ paidOn: today() });
  return (
    <Form
      form={form}
      onSubmit={async ({ paidOn }) => {
        const { id, version, number } = statement;
        const refusal = await refusalOf(pay.mutateAsync({ id, version, paidOn }));
        if (refusal) return refusal;
        notify("success", text.payDone(number));
        onClose();
        return undefined;
      }}
    >
      <p className="kern-body">{text.payText(format.money(statement.total))}</p>
      <DateField {...form.date("paidOn", text.payDay)} />
      <SubmitRow form={form} act={text.pay} onCancel={onClose} />
    </Form>
  );
}
