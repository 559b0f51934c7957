import { useState } from "react";
import { useAct } from "../../api/act";
import {
  acceptTimeSheet,
  type Engagement,
  returnTimeSheet,
  type Services,
  type TimeSheet,
} from "../../api/services";
import { refusalOf, sentenceOf } from "../../text/problems";
import { servicesText } from "../../text/services";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ReasonDialog } from "../ReasonDialog";
import type { Side } from "./ServicesPage";
import { SheetForm } from "./SheetForm";

const tones = { "handed-in": "info", accepted: "success", returned: "warning" } as const;

/** A time sheet: what was worked, and what the member says to it. */
export function SheetCard(props: {
  services: Services;
  engagement: Engagement;
  sheet: TimeSheet;
  side: Side;
}) {
  const { services, engagement, sheet, side } = props;
  const text = useText(servicesText);
  const format = useFormat();
  if (sheet.status === "returned" && side.works && !engagement.closedAt) {
    return (
      <>
        <Alert tone="warning" title={text.gaveBack(sheet.number)}>
          {sheet.reason}
        </Alert>
        <SheetForm services={services} engagement={engagement} returned={sheet} />
      </>
    );
  }
  return (
    <Card title={text.sheet(sheet.number)}>
      <div>
        <Badge tone={tones[sheet.status]}>{text.status[sheet.status]}</Badge>
      </div>
      <DescriptionList
        facts={[
          [text.status["handed-in"], text.by(format.instant(sheet.handedInAt), sheet.handedInBy)],
          [
            text.status[sheet.status === "accepted" ? "accepted" : "returned"],
            sheet.decidedAt && text.by(format.instant(sheet.decidedAt), sheet.decidedBy ?? ""),
          ],
          [text.reason, sheet.reason],
        ]}
      />
      <Table
        caption={text.entriesOf(sheet.number)}
        rows={sheet.entries}
        rowKey={({ person, day, role }) => `${person} ${day} ${role}`}
        columns={[
          { key: "person", header: text.person, rowHeader: true, cell: ({ person }) => person },
          { key: "day", header: text.day, cell: ({ day }) => format.date(day) },
          { key: "role", header: text.role, cell: ({ role }) => role },
          { key: "text", header: text.text, cell: (entry) => entry.text },
          {
            key: "hours",
            header: text.hoursField,
            numeric: true,
            cell: ({ hours }) => format.number(hours),
            footer: <strong>{format.number(sheet.hours)}</strong>,
          },
          {
            key: "amount",
            header: text.amount,
            numeric: true,
            cell: ({ amount }) => format.money(amount),
            footer: <strong>{format.money(sheet.total)}</strong>,
          },
        ]}
      />
      {sheet.status === "handed-in" && side.orders && <Decision services={services} sheet={sheet} />}
    </Card>
  );
}

function Decision(props: { services: Services; sheet: TimeSheet }) {
  const { services, sheet } = props;
  const text = useText(servicesText);
  const accept = useAct(acceptTimeSheet);
  const giveBack = useAct(returnTimeSheet);
  const [returning, setReturning] = useState(false);
  const seen = { callOffId: services.callOff.id, sheetId: sheet.id, version: sheet.version };
  return (
    <>
      {accept.error && <Alert tone="danger" live title={sentenceOf(accept.error)} />}
      <ButtonRow>
        <Button
          variant="primary"
          busy={accept.isPending}
          onClick={async () => {
            // The buttons are gone before the act is done: the sheet no longer waits.
            const refusal = await refusalOf(accept.mutateAsync(seen));
            if (!refusal) notify("success", text.acceptedNote(sheet.number));
          }}
        >
          {text.accept}
        </Button>
        <Button onClick={() => setReturning(true)}>{text.giveBack}</Button>
      </ButtonRow>
      <ReasonDialog
        open={returning}
        title={text.giveBackTitle}
        hint={text.giveBackHint}
        act={text.giveBack}
        onClose={() => setReturning(false)}
        onAct={async (reason) => {
          await giveBack.mutateAsync({ ...seen, reason });
          notify("success", text.gaveBack(sheet.number));
        }}
      />
    </>
  );
}
