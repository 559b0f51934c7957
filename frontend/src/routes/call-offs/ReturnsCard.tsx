import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import type { CallOff } from "../../api/call-offs";
import { dispatchQuery } from "../../api/dispatch";
import { agreeReturn, declineReturn, type Return, withdrawReturn } from "../../api/returns";
import { useMay, useSession } from "../../api/session";
import { returnsText } from "../../text/returns";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { List } from "../../ui/List";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ReasonDialog } from "../ReasonDialog";
import { tell } from "../tell";
import { concerns } from "./decision";
import { ReturnForm } from "./ReturnForm";
import { remainingOf } from "./returning";

/** What was given back of an order, what waits, and what can be done about it. */
export function ReturnsCard(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(returnsText);
  const format = useFormat();
  const session = useSession();
  const { data: dispatch } = useQuery({ ...dispatchQuery(callOff.id), retry: false });
  const returns = callOff.returns ?? [];
  const waits =
    callOff.status === "placed" ? returns.find(({ status }) => status === "requested") : undefined;
  const asks =
    concerns(session, callOff) &&
    callOff.status === "placed" &&
    dispatch?.answer !== undefined &&
    !waits &&
    callOff.lines.some((line) => remainingOf(line) !== "0");
  if (returns.length === 0 && !asks) return null;
  return (
    <Card title={text.title}>
      {returns.length > 0 && <Returns callOff={callOff} returns={returns} />}
      {callOff.returnedTotal && (
        <DescriptionList facts={[[text.returned, format.money(callOff.returnedTotal)]]} />
      )}
      {waits && <Decision callOff={callOff} waits={waits} />}
      {asks && <Ask callOff={callOff} />}
    </Card>
  );
}

function Returns(props: { callOff: CallOff; returns: readonly Return[] }) {
  const text = useText(returnsText);
  const { common } = useText(shared);
  const language = useLanguage();
  const format = useFormat();
  const lineOf = (position: number) => props.callOff.lines.find((line) => line.position === position);
  return (
    <Table
      caption={text.list}
      captionHidden
      rows={props.returns}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: "number", header: text.number, cell: ({ number }) => number },
        {
          key: "what",
          header: text.what,
          rowHeader: true,
          cell: ({ lines }) => (
            <List>
              {lines.map(({ position, quantity }) => (
                <li key={position}>
                  {format.quantity(quantity, unitName(lineOf(position)?.unit ?? "", quantity, language))}{" "}
                  {lineOf(position)?.name}
                </li>
              ))}
            </List>
          ),
        },
        {
          key: "reason",
          header: common.reason,
          cell: ({ reason, answer }) => [reason, answer].filter(Boolean).join(" – "),
        },
        { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
        {
          key: "state",
          header: text.state,
          cell: ({ status, askedAt, decidedAt }) =>
            text.stated(text.status[status], format.instant(decidedAt ?? askedAt)),
        },
      ]}
    />
  );
}

function Ask(props: { callOff: CallOff }) {
  const text = useText(returnsText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <ButtonRow>
        <Button onClick={() => setOpen(true)}>{text.ask}</Button>
      </ButtonRow>
      <Dialog open={open} title={text.askTitle} onClose={() => setOpen(false)}>
        <ReturnForm callOff={props.callOff} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

/** The supplier decides; the member may take its request back. */
function Decision(props: { callOff: CallOff; waits: Return }) {
  const { callOff, waits } = props;
  const text = useText(returnsText);
  const may = useMay();
  const session = useSession();
  const [declining, setDeclining] = useState(false);
  const agree = useAct(agreeReturn);
  const decline = useAct(declineReturn);
  const withdraw = useAct(withdrawReturn);
  const which = { id: callOff.id, number: waits.number, version: callOff.version };
  const supplies = session.roles.some(({ organisation }) => organisation.id === callOff.supplier.id);
  return (
    <>
      <ButtonRow>
        {may("return.decide") && supplies && (
          <>
            <Button
              variant="primary"
              busy={agree.isPending}
              onClick={() => tell(agree.mutateAsync(which), text.agreed)}
            >
              {text.agree}
            </Button>
            <Button onClick={() => setDeclining(true)}>{text.decline}</Button>
          </>
        )}
        {concerns(session, callOff) && (
          <Button busy={withdraw.isPending} onClick={() => tell(withdraw.mutateAsync(which), text.withdrawn)}>
            {text.withdraw}
          </Button>
        )}
      </ButtonRow>
      <ReasonDialog
        open={declining}
        title={text.declineTitle}
        hint={text.declineHint}
        act={text.decline}
        onClose={() => setDeclining(false)}
        onAct={async (reason) => {
          await decline.mutateAsync({ ...which, reason });
          notify("success", text.declined);
        }}
      />
    </>
  );
}
