import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { downloadStatement, type Statement, type StatementFormat } from "../../api/statements";
import { downloadBlob } from "../../lib/download";
import { sentenceOf } from "../../text/problems";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { List } from "../../ui/List";
import { ButtonLink } from "../links";

const formats: readonly StatementFormat[] = ["pdf", "xlsx", "xrechnung"];

/** The statement to take along; an XRechnung needs particulars, and which are missing is told. */
export function Downloads(props: { statement: Statement }) {
  const { statement } = props;
  const text = useText(statementsText);
  const complete = statement.missing.length === 0;
  return (
    <section className="statement-downloads ui-no-print" aria-label={text.downloads}>
      <ButtonRow>
        {formats
          .filter((format) => format !== "xrechnung" || complete)
          .map((format) => (
            <DownloadButton key={format} statement={statement} format={format} />
          ))}
      </ButtonRow>
      {!complete && <Missing statement={statement} />}
    </section>
  );
}

function DownloadButton(props: { statement: Statement; format: StatementFormat }) {
  const { statement, format } = props;
  const text = useText(statementsText);
  const fetching = useAct(downloadStatement);
  const ending = format === "xrechnung" ? "xml" : format;
  return (
    <>
      <Button
        icon="download"
        busy={fetching.isPending}
        aria-label={text.downloadOf(text.formats[format], statement.number)}
        onClick={() =>
          fetching.mutate(
            { id: statement.id, format },
            { onSuccess: (file) => downloadBlob(`${statement.number}.${ending}`, file) },
          )
        }
      >
        {text.formats[format]}
      </Button>
      {fetching.error && <Alert tone="danger" live title={sentenceOf(fetching.error)} />}
    </>
  );
}

/** What an XRechnung would need, and where it is given. */
function Missing(props: { statement: Statement }) {
  const { missing, member } = props.statement;
  const text = useText(statementsText);
  const may = useMay();
  const ofBuyer = missing.some((path) => path.startsWith("buyer."));
  const ofSeller = missing.some((path) => path.startsWith("seller."));
  const names = [...new Set(missing.map((path) => text.missing[path] ?? path))];
  return (
    <Alert tone="warning" title={text.missingTitle}>
      <List>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </List>
      <p>{text.missingReissue}</p>
      <ButtonRow>
        {ofBuyer && may("member.bill-to") && (
          <ButtonLink to="/members/$id" params={{ id: member.id }} small>
            {text.missingBuyer}
          </ButtonLink>
        )}
        {ofSeller && may("billing.set") && (
          <ButtonLink to="/statements/billing" small>
            {text.missingSeller}
          </ButtonLink>
        )}
      </ButtonRow>
    </Alert>
  );
}
