import { useQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import type { CallOff } from "../../api/call-offs";
import { dispatchQuery, downloadOrder, type OrderDispatch, type OrderFormat } from "../../api/dispatch";
import { downloadBlob } from "../../lib/download";
import { dispatchText } from "../../text/dispatch";
import { sentenceOfCode } from "../../text/faults";
import { sentenceOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { List } from "../../ui/List";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { AnswerButtons } from "./AnswerButtons";
import { LicenceButton } from "./LicenceButton";

/** How the order reaches its supplier, its documents, and what the supplier said; once it was placed. */
export function OrderCard(props: { callOff: CallOff }) {
  const { callOff } = props;
  const { data: dispatch } = useQuery({ ...dispatchQuery(callOff.id), retry: false });
  const text = useText(dispatchText);
  if (!dispatch) return null;
  const open = callOff.status === "placed" && !dispatch.answer;
  return (
    <Card title={text.order}>
      {!dispatch.mailConfigured && <Alert tone="info" title={text.noMail} />}
      <Sendings dispatch={dispatch} />
      <Answer callOff={callOff} dispatch={dispatch} open={open} />
      <Documents callOff={callOff} dispatch={dispatch} />
      {!dispatch.electronic && <Faults dispatch={dispatch} />}
      {open && <AnswerButtons callOff={callOff} />}
      {callOff.status === "placed" && <LicenceButton callOff={callOff} />}
    </Card>
  );
}

function Sendings(props: { dispatch: OrderDispatch }) {
  const { sendings } = props.dispatch;
  const text = useText(dispatchText);
  const format = useFormat();
  if (sendings.length === 0) return null;
  return (
    <DescriptionList
      facts={sendings.map((sending) => [
        text.kinds[sending.kind],
        [
          sending.sentAt ? text.statuses.sent(format.instant(sending.sentAt)) : undefined,
          sending.status === "sent" ? undefined : text.statuses[sending.status],
          sending.reason && text.reasons[sending.reason],
        ]
          .filter(Boolean)
          .join(" · "),
      ])}
    />
  );
}

function Answer(props: { callOff: CallOff; dispatch: OrderDispatch; open: boolean }) {
  const { callOff, dispatch, open } = props;
  const text = useText(dispatchText);
  const { common } = useText(shared);
  const format = useFormat();
  const { answer } = dispatch;
  if (!answer) return open ? <DescriptionList facts={[[text.answer, text.noAnswer]]} /> : null;
  return (
    <>
      <DescriptionList
        facts={[
          [text.answer, `${text.answers[answer.kind]}, ${format.instant(answer.answeredAt)}`],
          [common.reason, answer.reason],
        ]}
      />
      {answer.lines.length > 0 && (
        <Table
          caption={text.answer}
          captionHidden
          rows={answer.lines}
          rowKey={(line) => String(line.position)}
          columns={[
            {
              key: "line",
              header: text.position,
              cell: ({ position }) =>
                `${position}. ${callOff.lines.find((line) => line.position === position)?.name ?? ""}`,
            },
            { key: "day", header: text.deliveredOn, cell: ({ deliveredOn }) => format.date(deliveredOn) },
            { key: "change", header: text.change, cell: ({ change }) => change ?? "" },
          ]}
        />
      )}
    </>
  );
}

function Documents(props: { callOff: CallOff; dispatch: OrderDispatch }) {
  const { callOff, dispatch } = props;
  const formats: OrderFormat[] = ["order.pdf"];
  if (dispatch.electronic) formats.push("order.xml");
  if (dispatch.electronic && dispatch.answer) formats.push("response.xml");
  return (
    <ButtonRow>
      {formats.map((format) => (
        <Download key={format} callOff={callOff} format={format} />
      ))}
    </ButtonRow>
  );
}

function Download(props: { callOff: CallOff; format: OrderFormat }) {
  const { callOff, format } = props;
  const text = useText(dispatchText);
  const fetching = useAct(downloadOrder);
  const name = callOff.number.replaceAll("/", "-");
  const file = format === "response.xml" ? `${name}-A.xml` : `${name}.${format.slice(-3)}`;
  return (
    <>
      <Button
        small
        icon="download"
        busy={fetching.isPending}
        onClick={() =>
          fetching.mutate({ id: callOff.id, format }, { onSuccess: (blob) => downloadBlob(file, blob) })
        }
      >
        {text.formats[format]}
      </Button>
      {fetching.error && <Alert tone="danger" live title={sentenceOf(fetching.error)} />}
    </>
  );
}

function Faults(props: { dispatch: OrderDispatch }) {
  const text = useText(dispatchText);
  return (
    <Alert tone="warning" title={text.notElectronic}>
      <List>
        {[...new Set(props.dispatch.faults.map(({ code, params }) => sentenceOfCode(code, params)))].map(
          (sentence) => (
            <li key={sentence}>{sentence}</li>
          ),
        )}
      </List>
    </Alert>
  );
}
