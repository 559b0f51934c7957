import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  type IssuedNotice,
  issuedAddress,
  issueNotice,
  previewAddress,
  type TenderNotice,
  tenderNoticesQuery,
} from "../../api/publication";
import { useMay } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { sentenceOfCode } from "../../text/faults";
import { publicationText } from "../../text/publication";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Disclosure } from "../../ui/Disclosure";
import { Fingerprint } from "../../ui/Fingerprint";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { CorrectNotice } from "./CorrectNotice";
import { Particulars } from "./NoticeParticulars";
import "./PublicNotices.css";

/** The public notices that the tender has or may have: what each still lacks, its file, and those issued. */
export function PublicNotices(props: { tender: Tender }) {
  const { id } = props.tender;
  const text = useText(publicationText);
  const { data } = useQuery(tenderNoticesQuery(id));
  const may = useMay();
  if (!data) return null;
  const published = data.notices.some(({ refusal }) => refusal !== "publication.below-threshold");
  return (
    <Card title={text.title}>
      <p className="tender-note">{text.lead}</p>
      <ul className="public-notices">
        {data.notices.map((notice) => (
          <Notice key={notice.kind + (notice.modification?.id ?? "")} id={id} notice={notice} />
        ))}
      </ul>
      {published && may("tender.draft") && (
        <Particulars key={data.particulars.version} tender={props.tender} notices={data} />
      )}
    </Card>
  );
}

function Notice(props: { id: string; notice: TenderNotice }) {
  const { id, notice } = props;
  const text = useText(publicationText);
  const name = text.kinds[notice.kind];
  const issued = notice.issued.length > 0;
  const possible = !notice.refusal && !issued;
  return (
    <li className="public-notices__notice">
      <div className="public-notices__head">
        <strong>{text.kind(name, notice.subtype, notice.modification?.name)}</strong>
        <State notice={notice} />
      </div>
      {notice.refusal && !issued && <p className="tender-note">{sentenceOfCode(notice.refusal)}</p>}
      {possible && notice.faults.length > 0 && <Faults notice={notice} />}
      {possible && notice.faults.length === 0 && <Ready id={id} notice={notice} name={name} />}
      {notice.issued.map((one) => (
        <Issued key={one.id} id={id} issued={one} />
      ))}
      {issued && <CorrectNotice id={id} notice={notice} name={name} />}
    </li>
  );
}

function State(props: { notice: TenderNotice }) {
  const { refusal, faults, issued } = props.notice;
  const text = useText(publicationText);
  if (issued.length > 0) return <Badge tone="success">{text.issued}</Badge>;
  if (refusal) return <Badge tone="neutral">{text.later}</Badge>;
  if (faults.length > 0) return <Badge tone="warning">{text.lacking(faults.length)}</Badge>;
  return <Badge tone="info">{text.ready}</Badge>;
}

function Faults(props: { notice: TenderNotice }) {
  const text = useText(publicationText);
  return (
    <Disclosure title={text.lacks}>
      <ul>
        {props.notice.faults.map(({ code, rule, field, params }) => (
          <li key={code + field}>
            {sentenceOfCode(code, params)} <span className="tender-aside">{text.term(rule)}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** A notice without faults: its draft, and the step that keeps it. */
function Ready(props: { id: string; notice: TenderNotice; name: string }) {
  const { id, notice, name } = props;
  const text = useText(publicationText);
  const may = useMay();
  const issue = useAct(issueNotice);
  const [asking, setAsking] = useState(false);
  const { kind, modification } = notice;
  return (
    <>
      <p className="kern-body">
        <a className="kern-link" href={previewAddress(id, notice)} download>
          {text.preview(name)}
        </a>
      </p>
      {may("tender.publish") && (
        <ButtonRow>
          <Button aria-label={text.issueOf(name)} onClick={() => setAsking(true)}>
            {text.issue}
          </Button>
        </ButtonRow>
      )}
      <ConfirmDialog
        open={asking}
        title={text.asking(name)}
        act={text.issue}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await issue.mutateAsync({
            id,
            wanted: { kind, ...(modification && { modificationId: modification.id }) },
          });
          notify("success", text.done(name));
        }}
      >
        {text.follows}
      </ConfirmDialog>
    </>
  );
}

function Issued(props: { id: string; issued: IssuedNotice }) {
  const { id, issued } = props;
  const text = useText(publicationText);
  const format = useFormat();
  return (
    <div>
      <a className="kern-link" href={issuedAddress(id, issued)} download>
        {text.file(issued.version, format.instant(issued.at))}
      </a>
      {issued.corrects && <p className="tender-note">{text.corrects(issued.corrects)}</p>}
      <Fingerprint label={text.hash} value={issued.hash} />
    </div>
  );
}
