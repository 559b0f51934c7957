import { useAct } from "../../api/act";
import { type Verification, verifyAudit } from "../../api/events";
import { auditText } from "../../text/audit";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";

/** Verifies everything by a click. */
export function VerificationPanel() {
  const text = useText(auditText);
  const verify = useAct(verifyAudit);
  return (
    <Card title={text.verifyTitle} surface>
      <p className="kern-body ui-text">{text.verifyText}</p>
      <div>
        <Button variant="primary" busy={verify.isPending} onClick={() => verify.mutate()}>
          {text.verify}
        </Button>
      </div>
      {verify.error && <Alert tone="danger" live title={sentenceOf(verify.error)} />}
      {verify.data && <Result found={verify.data} />}
    </Card>
  );
}

function Result(props: { found: Verification }) {
  const { found } = props;
  const text = useText(auditText);
  const format = useFormat();
  return (
    <>
      <Alert
        tone={found.ok ? "success" : "danger"}
        live
        title={found.ok ? text.ok : text.wrong(found.findings.length)}
      />
      <DescriptionList
        columns
        facts={[
          [text.at, format.instant(found.at)],
          [text.rows, format.number(found.rowsChecked)],
          [text.events, format.number(found.eventsChecked)],
          [text.checkpoints, format.number(found.checkpointsChecked)],
          [text.unsequenced, format.number(found.unsequenced)],
          [text.treeSize, found.treeSize === undefined ? undefined : format.number(found.treeSize)],
        ]}
      />
      {found.rootHash && (
        <DescriptionList
          facts={[
            [
              text.rootHash,
              <code key="root" className="ui-code">
                {found.rootHash}
              </code>,
            ],
          ]}
        />
      )}
      {found.findings.length > 0 && <Findings found={found} />}
    </>
  );
}

function Findings(props: { found: Verification }) {
  const text = useText(auditText);
  return (
    <Table
      caption={text.findings}
      rows={props.found.findings}
      rowKey={({ kind, table, key }) => `${kind} ${table} ${key}`}
      columns={[
        {
          key: "kind",
          header: text.finding,
          cell: ({ kind, detail }) => <Double first={text.kinds[kind]} second={detail} />,
        },
        {
          key: "where",
          header: text.where,
          cell: ({ table, key }) => (
            <code className="ui-code">
              {table} {key}
            </code>
          ),
        },
      ]}
    />
  );
}
